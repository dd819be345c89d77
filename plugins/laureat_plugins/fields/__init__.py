"""The kinds of question that need nothing of the engine."""
