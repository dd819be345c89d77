"""The commands of ``laureat``, a module for each group."""
