"""What the linter looks for, one family of findings to a module."""
