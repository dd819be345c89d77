"""What the processes of a deployment say of themselves: JSON lines, no personal data."""
