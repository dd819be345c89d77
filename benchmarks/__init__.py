"""Speed, as ratios to a bare Flask + SQLAlchemy floor measured in the same run: ``make bench``."""
