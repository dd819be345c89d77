"""The pages: each parses a request, opens the unit of work, calls one verb, and presents."""

from laureat.web.install import register

__all__ = ["register"]
