"""The database's history: numbered, linear, forward only."""
