"""Reference data that ships with the engine, each kind in its own module."""
