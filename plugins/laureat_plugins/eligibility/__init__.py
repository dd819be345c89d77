"""Rules that say who and what may compete."""
