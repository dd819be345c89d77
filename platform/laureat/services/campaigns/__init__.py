"""Programmes and editions."""
