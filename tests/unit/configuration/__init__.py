"""The campaign language."""
