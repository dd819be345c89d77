"""Instants told by another: « 3 semaines avant results à 16:00 ».

One grammar, and no other: a count and a unit, or a day of the week; then ``avant`` or ``après`` and
the key of a milestone; and, for all but hours and minutes, the hour of the day. Each phrase is one
instant; what is not is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from laureat.configuration.articled import MILESTONE_WORDS
from laureat.configuration.faults import nearest
from laureat.configuration.french_dates import plain
from laureat.configuration.instants import MIDNIGHT, WrongInstant, local_instant, read_instant
from laureat.configuration.public_holidays import OF_ZONES, HolidayPlace, is_working
from laureat.configuration.source import Value
from laureat.configuration.walking import value_at
from laureat.domain.french import WEEKDAYS

OPTIONAL = ("attestation_due", "examined_until")
"""The milestones that are the end of the deposit where the file leaves them unsaid."""
FORMS = (
    "écrivez par exemple « 3 semaines avant results à 16:00 », « 10 jours ouvrés après "
    "deposit_closes à la même heure », « 48 heures avant results » ou « le vendredi après "
    "jury_closes à 18:00 »."
)
RELATIVE = re.compile(r"\b(?:avant|après)\b", re.IGNORECASE)
PHRASE = re.compile(
    r"(?:(?P<count>\d{1,4}|une?) (?P<unit>minute|heure|jour ouvré|jour|semaine|mois)\b"
    rf"|le (?P<weekday>{'|'.join(WEEKDAYS)}))"
    r" (?P<way>avant|après) (?P<target>\w+)"
    r"(?: à (?:(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)|(?P<same>la même heure)))?\Z",
    re.IGNORECASE,
)
SHORT_HOUR = re.compile(r"^(?=\d:)")
PLURALS = re.compile(r"\b(minute|heure|jour|semaine|ouvré)s\b", re.IGNORECASE)
ELAPSED: Mapping[str, timedelta] = {
    "minute": timedelta(minutes=1),
    "heure": timedelta(hours=1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A phrase, taken apart: ``steps`` is negative before the milestone."""

    written: str
    steps: int
    unit: str
    target: str
    clock: str | None
    same_hour: bool


def is_relative(written: object) -> bool:
    """Say whether a value of the file tells an instant by another."""
    return isinstance(written, str) and RELATIVE.search(written) is not None


@dataclass(frozen=True)
class InstantReader:
    """Reads the instants of one file: fixed ones, and those told by another of its calendar."""

    zone: ZoneInfo
    calendar: Value = None
    on_the_way: tuple[str, ...] = ()
    known: dict[str, datetime] = field(default_factory=dict)

    def read(self, written: str) -> datetime:
        """Read one instant.

        Raises:
            WrongInstant: it is none, or rests on a milestone that is none.
        """
        if not is_relative(written):
            return read_instant(written, self.zone)
        told = _told(written)
        start = self._milestone(told)
        try:
            return self._moved(told, start)
        except OverflowError:
            raise WrongInstant(
                f"« {written} » sort du calendrier.", "comptez moins loin."
            ) from None

    def _milestone(self, told: Told) -> datetime:
        """Read the milestone from which a phrase counts."""
        name = told.target
        if name not in MILESTONE_WORDS:
            meant = nearest(name, MILESTONE_WORDS)
            advice = f"vouliez-vous écrire « {meant} » ? " if meant else ""
            raise WrongInstant(
                f"« {name} » n'est pas un instant du calendrier.",
                f"{advice}Instants possibles : {', '.join(MILESTONE_WORDS)}.",
            )
        if name in self.on_the_way:
            chain = " → ".join((*self.on_the_way[self.on_the_way.index(name) :], name))
            raise _Circle(
                f"ces instants se comptent l'un par l'autre : {chain}.",
                "donnez une date à l'un d'eux.",
            )
        if name not in self.known:
            self.known[name] = self._written_milestone(name)
        return self.known[name]

    def _written_milestone(self, name: str) -> datetime:
        further = replace(self, on_the_way=(*self.on_the_way, name))
        try:
            return further.read(self._words_of(name))
        except _Circle:
            raise
        except WrongInstant:
            raise WrongInstant(
                f"« {name} », d'où cet instant se compte, ne se lit pas.",
                f"corrigez d'abord calendar.{name}.",
            ) from None

    def _words_of(self, name: str) -> str:
        """Give what the file says of a milestone; the two left unsaid are the deposit's end."""
        there = value_at(self.calendar, name)
        if there is None and name in OPTIONAL:
            there = value_at(self.calendar, "deposit_closes")
        if isinstance(there, dict):
            there = there.get("at")
        if not isinstance(there, str):
            raise WrongInstant(f"« {name} » n'a pas de date.", f"écrivez calendar.{name}.")
        return there

    def _moved(self, told: Told, start: datetime) -> datetime:
        if told.unit in ELAPSED:
            moved = start.astimezone(UTC) + told.steps * ELAPSED[told.unit]
            return moved.astimezone(self.zone)
        local = start.astimezone(self.zone)
        day = self._day(told, local.date())
        hour = local.time() if told.same_hour else _clock(told)
        try:
            return local_instant(datetime.combine(day, hour), self.zone)
        except WrongInstant as wrong:
            raise WrongInstant(
                str(wrong.lesson), "choisissez une autre heure dans cette phrase."
            ) from None

    def _day(self, told: Told, day: date) -> date:
        if told.unit == "jour ouvré":
            return self._working_day(told, day)
        if told.unit == "mois":
            return _months_from(told, day)
        if told.unit in WEEKDAYS:
            between = (WEEKDAYS.index(told.unit) - day.weekday()) * told.steps
            return day + timedelta(days=told.steps * ((between - 1) % 7 + 1))
        return day + timedelta(days=told.steps * (7 if told.unit == "semaine" else 1))

    def _working_day(self, told: Told, day: date) -> date:
        """Count working days, the first being the one next to the milestone's own day."""
        place = self._place()
        if place is None:
            raise WrongInstant(
                f"les jours fériés de {self.zone.key} ne sont pas connus.",
                "écrivez calendar.holidays (metropole, alsace-moselle…), ou comptez en jours.",
            )
        step = timedelta(days=1 if told.steps > 0 else -1)
        for _ in range(abs(told.steps)):
            day += step
            while not is_working(day, place):
                day += step
        return day

    def _place(self) -> HolidayPlace | None:
        written = value_at(self.calendar, "holidays")
        if isinstance(written, str) and written in tuple(HolidayPlace):
            return HolidayPlace(written)
        return OF_ZONES.get(self.zone.key)


class _Circle(WrongInstant):
    """Milestones that are told by each other."""


def _told(written: str) -> Told:
    """Take a phrase apart, or say what it lacks."""
    if MIDNIGHT.search(written):
        raise WrongInstant(
            f"« {written} » : le mot « minuit » désigne deux instants, le début ou la fin du jour.",
            "écrivez « à 23:59:59 » pour la fin du jour, ou « à 00:00 » pour son début.",
        )
    words = PLURALS.sub(r"\1", " ".join(plain(written).split()))
    if re.search("ouvrable", words, re.IGNORECASE):
        raise WrongInstant(
            f"« {written} » : les jours ouvrables ne se comptent pas ici.",
            "comptez en jours ouvrés : du lundi au vendredi, hors jours fériés.",
        )
    found = PHRASE.match(words)
    if found is None:
        raise WrongInstant(f"« {written} » n'est pas un instant compté d'un autre.", FORMS)
    unit = (found["unit"] or found["weekday"]).lower()
    _require_hour(written, found, unit)
    count = int(found["count"]) if (found["count"] or "").isdigit() else 1
    return Told(
        written=written,
        steps=count if found["way"].lower() == "après" else -count,
        unit=unit,
        target=found["target"],
        clock=found["clock"],
        same_hour=bool(found["same"]),
    )


def _require_hour(written: str, found: re.Match[str], unit: str) -> None:
    """Refuse a day without its hour, and an hour where the phrase already counts in hours."""
    has_hour = bool(found["clock"] or found["same"])
    if unit in ELAPSED and has_hour:
        raise WrongInstant(
            f"« {written} » compte en {unit}s et dit aussi l'heure.",
            "gardez l'un des deux : « 48 heures avant results », ou « 2 jours avant results à "
            "16:00 ».",
        )
    if unit not in ELAPSED and not has_hour:
        raise WrongInstant(
            f"« {written} » dit le jour sans l'heure.",
            "ajoutez « à 16:00 », ou « à la même heure ».",
        )


def _clock(told: Told) -> time:
    try:
        return time.fromisoformat(SHORT_HOUR.sub("0", told.clock or ""))
    except ValueError:
        raise WrongInstant(
            f"« {told.clock} » n'est pas une heure.", "écrivez-la de 00:00 à 23:59:59."
        ) from None


def _months_from(told: Told, day: date) -> date:
    """Count months; the 31st of a month of thirty days is nobody's meaning."""
    months = day.year * 12 + day.month - 1 + told.steps
    if not MINYEAR <= months // 12 <= MAXYEAR:
        raise OverflowError
    try:
        return day.replace(year=months // 12, month=months % 12 + 1)
    except ValueError:
        raise WrongInstant(
            f"« {told.written} » : ce mois-là n'a pas de {day.day}.",
            "comptez en semaines ou en jours.",
        ) from None
