"""What each verb promises, on a real database."""
