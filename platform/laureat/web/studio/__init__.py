"""The organiser's studio: an edition's files edited by part, checked, compared, published."""
