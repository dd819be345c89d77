"""Local times of an edition's zone, and the ones that a file may not leave to chance."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from laureat.configuration.faults import Lesson
from laureat.configuration.french_dates import mentions
from laureat.domain.french import WEEKDAYS, day_in_words
from laureat.plugin_api.french import french_moment

WRITTEN = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<clock>\d{2}:\d{2}(?::\d{2})?)"
    r"(?P<offset>Z|[+-]\d{2}:\d{2})?)?\Z"
)
MIDNIGHT = re.compile(r"minuit|midnight|T24[:h]| 24:", re.IGNORECASE)
END_OF_DAY = "23:59:59"
EXAMPLE = "2026-11-06T16:00"


class WrongInstant(ValueError):
    """A text that is not one instant of the zone; ``lesson`` says why and what to write."""

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(sentence)
        self.lesson = Lesson(sentence, remedy)


def read_instant(written: str, zone: ZoneInfo) -> datetime:
    """Read one instant as the edition's zone tells it.

    ``2026-11-06T16:00`` is a local time; with an offset, the offset must be the zone's own then.
    """
    found = WRITTEN.match(written.strip())
    if MIDNIGHT.search(written):
        raise _midnight(written, zone)
    if found is None:
        raise WrongInstant(
            f"« {written} » n'est pas une date et une heure.",
            f"écrivez année-mois-jour, la lettre T et l'heure : {EXAMPLE}.",
        )
    if found["clock"] is None:
        raise WrongInstant(
            f"« {written} » dit le jour sans l'heure.",
            f"ajoutez l'heure : {found['day']}T16:00, ou {found['day']}T{END_OF_DAY} "
            "pour la fin de la journée.",
        )
    local = _local(found["day"], found["clock"], written)
    try:
        if found["offset"]:
            return _with_offset(local, found["offset"], zone)
        return local_instant(local, zone)
    except OverflowError:
        raise WrongInstant(
            f"« {written} » est au bord du calendrier.", f"vérifiez l'année : {EXAMPLE}."
        ) from None


def written_instant(at: datetime) -> str:
    """Write an instant as a file says it: local time, seconds only where there are some."""
    form = "seconds" if at.second else "minutes"
    return at.replace(tzinfo=None).isoformat(timespec=form)


def _local(day: str, clock: str, written: str) -> datetime:
    """Make the local time, and refuse the 30th of February and 25 o'clock."""
    try:
        return datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        raise WrongInstant(
            f"« {written} » n'existe pas au calendrier.",
            f"vérifiez le jour, le mois et l'heure : {EXAMPLE}.",
        ) from None


def _midnight(written: str, zone: ZoneInfo) -> WrongInstant:
    """Say the two instants that the word may mean, each by its night."""
    day = _day_told(written, zone)
    if day is None:
        return WrongInstant(
            f"« {written} » : le mot « minuit » désigne deux instants, le début ou la fin du jour.",
            f"écrivez la fin du jour (2026-11-06T{END_OF_DAY}) ou son début (2026-11-06T00:00).",
        )
    before, named, after = (WEEKDAYS[(day.weekday() + step) % 7] for step in (-1, 0, 1))
    return WrongInstant(
        f"« {written} » désigne deux instants : le début ou la fin du {named} {day_in_words(day)}.",
        f"écrivez {day}T{END_OF_DAY} pour sa fin, dans la nuit du {named} au {after}, ou "
        f"{day}T00:00 pour son début, dans la nuit du {before} au {named}.",
    )


def _day_told(written: str, zone: ZoneInfo) -> date | None:
    """Find the day of a text, in figures or in words; one without its year is not guessed."""
    found = re.search(r"\d{4}-\d{2}-\d{2}", written)
    try:
        if found:
            return date.fromisoformat(found[0])
        told = mentions(written, near=datetime(2000, 1, 1, tzinfo=zone), zone=zone)
        return next((one.day for one in told if one.year_told), None)
    except (ValueError, OverflowError):
        return None


def _readings(local: datetime, zone: ZoneInfo) -> list[datetime]:
    """List the instants that a local time names: none, one or two."""
    both = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    there = [at for at in both if _is_there(at, zone)]
    return there[:1] if len({at.utcoffset() for at in there}) < 2 else there


def _is_there(at: datetime, zone: ZoneInfo) -> bool:
    """Say whether clocks of the zone ever show this local time."""
    return at.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == at.replace(tzinfo=None)


def local_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """Give the one instant that a local time names.

    Raises:
        WrongInstant: clocks of the zone never show it, or show it twice.
    """
    readings = _readings(local, zone)
    if len(readings) == 1:
        return readings[0]
    said = french_moment(local.replace(tzinfo=zone), zone.key)
    if not readings:
        before, after = (local + timedelta(hours=step) for step in (-1, 1))
        raise WrongInstant(
            f"{said} n'existe pas : on avance les horloges cette nuit-là.",
            f"choisissez {written_instant(before)} ou {written_instant(after)}.",
        )
    first, second = (f"{written_instant(at)}{_offset(at)}" for at in readings)
    raise WrongInstant(
        f"{said} a lieu deux fois : on recule les horloges cette nuit-là.",
        f"ajoutez le décalage : {first} (heure d'été) ou {second} (heure d'hiver).",
    )


def _with_offset(local: datetime, offset: str, zone: ZoneInfo) -> datetime:
    at = datetime.fromisoformat(f"{local.isoformat()}{offset}")
    for reading in _readings(local, zone):
        if reading.utcoffset() == at.utcoffset():
            return reading
    told = at.astimezone(zone)
    raise WrongInstant(
        f"le décalage {offset} n'est pas celui de {zone.key} à cette date.",
        f"retirez-le pour lire l'heure de {zone.key} ({written_instant(local)}), ou écrivez "
        f"{written_instant(told)}{_offset(told)} si vous vouliez cet instant-là.",
    )


def _offset(at: datetime) -> str:
    """Write an offset as ``+01:00``."""
    return at.isoformat()[-6:]
