"""Detectors of interests between a juror and those who compete."""
