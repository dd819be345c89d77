"""Tests of services, pages and servers against the real thing."""
