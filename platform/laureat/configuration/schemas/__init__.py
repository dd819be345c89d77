"""What each part of a configuration file may say, part by part.

A field says what it means (``says``) and shows an ``example``: the reference for authors is
generated from here, and a test keeps it so.
"""
