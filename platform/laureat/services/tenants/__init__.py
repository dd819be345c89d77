"""Organisations on the platform."""
