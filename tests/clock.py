"""The one moment at which every test begins."""

from datetime import UTC, datetime
from typing import Final

NOON: Final = datetime(2024, 10, 15, 10, 0, tzinfo=UTC)
"""Noon in Paris, in the deposit period of the 2024 awards: candidates write, the jury waits."""
