"""The organiser's letters: each written once, sent as plain text and as HTML that say the same."""
