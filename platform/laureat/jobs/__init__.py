"""The work that is done after the request: each job reads, writes one letter, and is done once."""
