"""Lauréat, a platform for recurring award campaigns."""
