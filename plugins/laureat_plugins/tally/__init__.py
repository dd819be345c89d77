"""Methods that count ballots."""
