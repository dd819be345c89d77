"""The data files, with their provenance."""
