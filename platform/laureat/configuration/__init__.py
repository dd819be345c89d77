"""The campaign language: reading, checking, comparing and explaining what an edition says."""
