"""Dates, delays, numbers and spaces as one writes them in French."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, get_day_names, get_month_names
from babel.numbers import format_decimal

NBSP = "\u00a0"
NARROW = "\u202f"

MONTHS = tuple(str(get_month_names("wide", locale="fr")[month]) for month in range(1, 13))
WEEKDAYS = tuple(str(get_day_names("wide", locale="fr")[day]) for day in range(7))

KEPT = 4096
"""How many texts, dates and numbers are remembered as set: those of editions come back all day."""

_UNITS = "h|min|s|%|€|habitants?|voix|bulletins?|abstentions?|dossiers?|notes?|points?"

_SPACING = (
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW),
    (re.compile(r" (?=[;!?])"), NARROW),
    (re.compile(r" (?=[:»])|(?<=«) |(?<=n°) "), NBSP),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"), NBSP),
    (re.compile(r"(?<=\d.h) (?=\d\d\b)|(?<=\d.min) (?=\d\d\b)"), NBSP),
    (re.compile(rf"(?<=\d) (?=(?:{'|'.join(MONTHS)})\b)|(?<=1er) "), NBSP),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
)

ZONES: Mapping[str, str] = {
    "Indian/Reunion": "heure de La Réunion",
    "Indian/Mayotte": "heure de Mayotte",
    "America/Guadeloupe": "heure de Guadeloupe",
    "America/Martinique": "heure de Martinique",
    "America/Cayenne": "heure de Guyane",
    "America/Miquelon": "heure de Saint-Pierre-et-Miquelon",
    "Pacific/Noumea": "heure de Nouvelle-Calédonie",
    "Pacific/Tahiti": "heure de Tahiti",
    "Pacific/Wallis": "heure de Wallis",
    "Europe/Brussels": "heure de Bruxelles",
    "Europe/London": "heure de Londres",
    "America/Montreal": "heure de Montréal",
    "UTC": "temps universel",
    "Etc/UTC": "temps universel",
}


@lru_cache(KEPT)
def typeset(text: str) -> str:
    """Put the spaces that do not break, and the apostrophes, where French wants them."""
    for pattern, mark in _SPACING:
        text = pattern.sub(mark, text)
    return text


def zone_name(time_zone: str) -> str:
    """Name a zone by its place, as a reader knows it: « heure de Paris »."""
    place = time_zone.rpartition("/")[2].replace("_", " ")
    of = "d’" if place[0] in "AEIOUY" else "de "
    return ZONES.get(time_zone, f"heure {of}{place}")


def long_date(instant: datetime, time_zone: str) -> str:
    """Write « vendredi 8 novembre 2024 »."""
    return _long_day(instant.astimezone(ZoneInfo(time_zone)).date())


@lru_cache(KEPT)
def _long_day(day: date) -> str:
    pattern = "EEEE 1'er' MMMM y" if day.day == 1 else "EEEE d MMMM y"
    return str(format_date(day, pattern, "fr"))


def day_in_words(day: date) -> str:
    """Write « 8 novembre 2024 »: a day of the calendar that has no hour and no zone."""
    return str(format_date(day, "1'er' MMMM y" if day.day == 1 else "d MMMM y", "fr"))


def clock_time(instant: datetime, time_zone: str) -> str:
    """Write « 16 h 00 »."""
    local = instant.astimezone(ZoneInfo(time_zone))
    return f"{local.hour}{NBSP}h{NBSP}{local.minute:02d}"


def long_instant(instant: datetime, time_zone: str) -> str:
    """Write « vendredi 8 novembre 2024 à 16 h 00 (heure de Paris) »."""
    return (
        f"{long_date(instant, time_zone)} à {clock_time(instant, time_zone)}"
        f" ({zone_name(time_zone)})"
    )


def exact_instant(instant: datetime, time_zone: str) -> str:
    """Write an instant as ``long_instant`` does, with the seconds where it is no whole minute.

    The last second of a day is its end: « vendredi 8 novembre 2024 à la fin de la journée ».
    """
    local = instant.astimezone(ZoneInfo(time_zone))
    day, zone = long_date(instant, time_zone), zone_name(time_zone)
    if (local.hour, local.minute, local.second) == (23, 59, 59) and not local.microsecond:
        return typeset(f"{day} à la fin de la journée ({zone})")
    seconds = f" min {local.second:02d}" if local.second or local.microsecond else ""
    thousandths = f",{local.microsecond // 1000:03d}" if local.microsecond else ""
    unit = " s" if seconds else ""
    hour = f"{clock_time(instant, time_zone)}{seconds}{thousandths}{unit}"
    return typeset(f"{day} à {hour} ({zone})")


def short_instant(instant: datetime, time_zone: str) -> str:
    """Write « 8 nov. 2024, 16 h 00 », for tables."""
    local = instant.astimezone(ZoneInfo(time_zone))
    return f"{_short_day(local.date())}, {clock_time(instant, time_zone)}"


@lru_cache(KEPT)
def _short_day(day: date) -> str:
    written = str(format_skeleton("yMMMd", day, locale="fr"))
    return f"1er{written.removeprefix('1')}" if day.day == 1 else written


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


def capital(text: str) -> str:
    """Begin with a capital letter, and leave the rest alone."""
    return text[:1].upper() + text[1:]


@lru_cache(KEPT)
def number(value: float | Decimal) -> str:
    """Write « 25 000 », with every decimal that there is."""
    return str(format_decimal(value, locale="fr", decimal_quantization=False))


def counted(count: float | Decimal, one: str, several: str = "") -> str:
    """Write « 1 habitant », « 25 000 habitants »: in French, less than two is singular."""
    return f"{number(count)} {one if abs(float(count)) < 2 else several or f'{one}s'}"


def siret(digits: str) -> str:
    """Write « 732 829 320 00074 »."""
    return NBSP.join((digits[:3], digits[3:6], digits[6:9], digits[9:]))


def listing(words: Sequence[str], last: str = "et") -> str:
    """Write « un, deux et trois »."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
