"""The HTTP API: each resource parses a request, opens the work, calls one verb, presents."""

from laureat.api.install import register

__all__ = ["register"]
