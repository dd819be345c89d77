"""Candidatures and their dossiers."""
