"""Dates, delays and numbers as one writes them in French."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

NBSP = "\u00a0"
NARROW = "\u202f"

KEPT = 4096
"""How many dates and numbers are remembered as words: those of calendars come back all day."""

ZONES = {"Europe/Paris": "heure de Paris"}


def zone_name(time_zone: str) -> str:
    """Name a zone as a reader knows it: « heure de Paris »."""
    return ZONES.get(time_zone, f"heure de {time_zone.rsplit('/', 1)[-1].replace('_', ' ')}")


def long_date(instant: datetime, time_zone: str) -> str:
    """Write « vendredi 8 novembre 2024 »."""
    return _long_day(instant.astimezone(ZoneInfo(time_zone)).date())


@lru_cache(KEPT)
def _long_day(day: date) -> str:
    pattern = "EEEE 1'er' MMMM y" if day.day == 1 else "EEEE d MMMM y"
    return str(format_date(day, pattern, "fr"))


def clock_time(instant: datetime, time_zone: str) -> str:
    """Write « 16 h 00 »; the last second of a day is said as such by ``long_instant``."""
    local = instant.astimezone(ZoneInfo(time_zone))
    return f"{local.hour}{NBSP}h{NBSP}{local.minute:02d}"


def long_instant(instant: datetime, time_zone: str) -> str:
    """Write « vendredi 8 novembre 2024 à 16 h 00 (heure de Paris) »."""
    return (
        f"{long_date(instant, time_zone)} à {clock_time(instant, time_zone)}"
        f" ({zone_name(time_zone)})"
    )


def short_instant(instant: datetime, time_zone: str) -> str:
    """Write « 8 nov. 2024, 16 h 00 », for tables."""
    local = instant.astimezone(ZoneInfo(time_zone))
    return f"{_short_day(local.date())}, {clock_time(instant, time_zone)}"


@lru_cache(KEPT)
def _short_day(day: date) -> str:
    return str(format_skeleton("yMMMd", day, locale="fr"))


def remaining(now: datetime, due: datetime) -> str:
    """Say how long there is: « il reste 3 jours », « il reste 2 heures », « c’est terminé »."""
    seconds = int((due - now).total_seconds())
    if seconds < 0:
        return "le délai est passé"
    for size, one, many in (
        (86400, "jour", "jours"),
        (3600, "heure", "heures"),
        (60, "minute", "minutes"),
    ):
        count = seconds // size
        if count >= 1:
            return f"il reste {count}{NBSP}{one if count == 1 else many}"
    return "il reste moins d’une minute"


@lru_cache(KEPT)
def number(value: float) -> str:
    """Write « 25 000 »."""
    return str(format_decimal(value, locale="fr"))


def siret(digits: str) -> str:
    """Write « 732 829 320 00074 »."""
    return NBSP.join((digits[:3], digits[3:6], digits[6:9], digits[9:]))


def listing(words: list[str]) -> str:
    """Write « un, deux et trois »."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} et {words[-1]}"
