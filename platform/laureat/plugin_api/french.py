"""French typography for the sentences of plugins: write plainly, and let ``typeset`` space it."""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from laureat.plugin_api.verdicts import Evidence

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_UNITS = "h|min|s|%|€|habitants?|voix|bulletins?|abstentions?|dossiers?|notes?|points?"

_SPACING = (
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW),
    (re.compile(r" (?=[;!?])"), NARROW),
    (re.compile(r" (?=[:»])|(?<=«) |(?<=n°) "), NO_BREAK),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"), NO_BREAK),
    (re.compile(r"(?<=\d.h) (?=\d\d\b)|(?<=\d.min) (?=\d\d\b)"), NO_BREAK),
    (re.compile(rf"(?<=\d) (?=(?:{'|'.join(_MONTHS)})\b)|(?<=1er) "), NO_BREAK),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
)

_ZONES = {
    "Europe/Paris": "heure de Paris",
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


@lru_cache(2048)  # labels, titles and rules: the same on every page
def typeset(text: str) -> str:
    """Put the spaces that do not break, and the apostrophes, where French wants them."""
    for pattern, mark in _SPACING:
        text = pattern.sub(mark, text)
    return text


def french_number(value: int | Decimal) -> str:
    """Write a number by groups of three digits: ``25 000``."""
    return f"{value:,}".replace(",", NARROW).replace(".", ",")


def french_list(items: Sequence[str], last: str = "et") -> str:
    """Write a list as in a sentence: ``A, B et C``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def french_moment(at: datetime, time_zone: str) -> str:
    """Write an instant with its weekday and zone, to the second where it is not a whole minute.

    ``vendredi 8 novembre 2024 à 16 h 00, heure de Paris``.
    """
    local = at.astimezone(ZoneInfo(time_zone))
    day = "1er" if local.day == 1 else str(local.day)
    date = f"{_DAYS[local.weekday()]} {day} {_MONTHS[local.month - 1]} {local.year}"
    return typeset(f"{date} à {_clock(local)}, {_zone(time_zone)}")


def french_evidence(evidence: Evidence) -> str:
    """Write an observation on one line: ``Mende : 12 464 habitants (INSEE 2023)``."""
    source = f"{evidence.source} {evidence.vintage}" if evidence.vintage else evidence.source
    return typeset(f"{evidence.label} : {evidence.value} ({source})")


def _clock(local: datetime) -> str:
    """Write the time of day."""
    text = f"{local.hour} h {local.minute:02d}"
    if local.microsecond:
        return f"{text} min {local.second:02d},{local.microsecond // 1000:03d} s"
    return f"{text} min {local.second:02d} s" if local.second else text


def _zone(time_zone: str) -> str:
    """Name a zone by its place."""
    place = time_zone.rpartition("/")[2].replace("_", " ")
    of = "d'" if place[0] in "AEIOUY" else "de "
    return _ZONES.get(time_zone, f"heure {of}{place}")
