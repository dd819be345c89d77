"""Truth in three values, as Kleene counts it: yes, no, and ``None`` for what nobody knows."""

from collections.abc import Iterable
from typing import TypeAlias

Truth: TypeAlias = bool | None


def every(values: Iterable[Truth]) -> Truth:
    """Say whether all hold: one that does not decides, one that nobody knows leaves it open."""
    known = list(values)
    if False in known:
        return False
    return None if None in known else True


def some(values: Iterable[Truth]) -> Truth:
    """Say whether one at least holds."""
    return opposite(every(opposite(one) for one in values))


def opposite(value: Truth) -> Truth:
    """Say whether it does not hold."""
    return None if value is None else not value
