"""Who may: the table of grants and the two ways to ask it."""

from laureat.permissions.grants import Permission, allows, require

__all__ = ["Permission", "allows", "require"]
