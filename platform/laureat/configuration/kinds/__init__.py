"""The kinds of question that need the engine: its territories, its other field types."""
