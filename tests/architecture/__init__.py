"""Tests that keep the shape of the code."""
