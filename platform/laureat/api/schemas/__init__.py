"""What the API takes and shows: schemas end in ``In`` or ``Out``."""
