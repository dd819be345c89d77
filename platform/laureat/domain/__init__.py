"""The pure part: words, tables, values and refusals. No database, no Flask, no clock of its own."""
