"""The files that ship with the engine."""
