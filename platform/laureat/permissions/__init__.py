"""Who may: the table of grants and the ways to ask it."""

from laureat.permissions.grants import Permission, allows, require, require_somebody

__all__ = ["Permission", "allows", "require", "require_somebody"]
