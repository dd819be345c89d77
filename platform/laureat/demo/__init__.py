"""A demonstration that anybody can run: one organiser, its trophies, and a mail catcher."""
