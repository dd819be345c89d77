"""Pages, asked over HTTP on a real PostgreSQL."""
