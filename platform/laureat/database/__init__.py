"""One transaction, one tenant: how the platform talks to PostgreSQL."""
