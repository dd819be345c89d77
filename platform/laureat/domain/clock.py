"""Clocks to hand to the platform, so that tests, demonstrations and rehearsals move time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]


def system_clock() -> datetime:
    """Give the present instant, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ShiftedClock:
    """A clock that runs at the normal speed, ``shift`` away from the system's."""

    shift: timedelta

    @classmethod
    def showing(cls, instant: datetime) -> "ShiftedClock":
        """Make a clock that shows ``instant`` now and goes on from there."""
        return cls(instant - system_clock())

    def __call__(self) -> datetime:
        """Give the shifted instant."""
        return system_clock() + self.shift


@dataclass(slots=True)
class HeldClock:
    """A clock that stands still until it is moved. Never goes back."""

    instant: datetime = field(default_factory=system_clock)

    def __call__(self) -> datetime:
        """Give the instant at which it stands."""
        return self.instant

    def move_to(self, instant: datetime) -> None:
        """Advance to an instant; ValueError when that would be going back."""
        if instant < self.instant:
            msg = f"the clock stands at {self.instant.isoformat()}, after {instant.isoformat()}"
            raise ValueError(msg)
        self.instant = instant

    def advance(self, **step: float) -> None:
        """Advance by a step given as ``timedelta`` takes it: ``minutes=5``."""
        self.instant += timedelta(**step)
