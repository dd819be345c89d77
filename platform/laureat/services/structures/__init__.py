"""Applicants, their members and their recognition."""
