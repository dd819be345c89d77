"""The moment that the demonstration shows: typed by somebody, or the one at which most is seen."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
SHOWS_MOST = datetime(2024, 11, 27, 10, 0, tzinfo=PARIS)
"""The jury is at work on one award; the palmarès of the other waits under embargo."""


class NoMoment(ValueError):
    """What was typed is no moment; the message says how one is written."""


def read_moment(typed: str) -> datetime:
    """Read ``2024-11-08T15:50``; Paris time unless an offset is written.

    Raises:
        NoMoment: it cannot be read.
    """
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError as error:
        raise NoMoment(
            f"“{typed}” is no moment: write it like 2024-11-08T15:50, in Paris time."
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=PARIS)


def written(moment: datetime) -> str:
    """Write a moment as people say it: ``Friday 8 November 2024, 15:50 in Paris``."""
    local = moment.astimezone(PARIS)
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M} in Paris"


def to_utc(moment: datetime) -> datetime:
    """Give a moment in UTC, as the platform keeps it."""
    return moment.astimezone(UTC)
