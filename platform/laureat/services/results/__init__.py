"""Decisions, minutes and palmarès."""
