"""What is asked of the database: a function per question, nothing written."""
