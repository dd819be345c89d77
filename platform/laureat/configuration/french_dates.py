"""Reading the dates and hours that a French text tells: « vendredi 8 novembre 2024 à minuit ».

A mention is kept as the spans of time that it may mean: a day without an hour is the whole day,
« minuit » is two instants, « fin novembre » is ten days.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from laureat.domain.french import MONTHS, WEEKDAYS

Span: TypeAlias = tuple[datetime, datetime]

_MONTH = "|".join([*MONTHS, "fevrier", "aout", "decembre"])

_HOUR = (
    r"(?:\s*,?\s*(?:à|a|avant|jusqu'à|-)?\s*"
    r"(?P<hour>minuit|midi|\d{1,2}\s?(?:h|heures?)(?:\s?\d{2}\b)?|\d{1,2}:\d{2}))?"
)
DAY = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)})\s+)?\b(?P<day>1er|[0-3]?\d)\s+(?P<month>{_MONTH})\b"
    rf"(?:\s+(?P<year>(?:19|20)\d\d))?{_HOUR}",
    re.IGNORECASE,
)
FIGURES = re.compile(
    rf"\b(?P<day>[0-3]?\d)/(?P<month>[01]?\d)/(?P<year>(?:19|20)\d\d)\b{_HOUR}", re.IGNORECASE
)
PART = re.compile(
    rf"\b(?P<part>début|mi|fin|courant)[\s-]+(?P<month>{_MONTH})\b(?:\s+(?P<year>20\d\d))?",
    re.IGNORECASE,
)
PARTS = {"début": (1, 10), "mi": (11, 20), "fin": (21, 31), "courant": (1, 31)}
MIDNIGHT = "minuit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A date that a text tells: its words, where they stand, and the spans that they may mean.

    ``weekday`` is the one written; ``year_told`` is false where the year had to be guessed.
    """

    text: str
    start: int
    end: int
    day: date
    spans: tuple[Span, ...]
    weekday: str | None = None
    year_told: bool = True
    precision: str = "day"

    def agrees_with(self, other: "Mention") -> bool:
        """Say whether one instant could be meant by both."""
        return any(_overlap(mine, theirs) for mine in self.spans for theirs in other.spans)

    def may_mean(self, at: datetime) -> bool:
        """Say whether an instant is one that the words may mean."""
        return any(first <= at <= last for first, last in self.spans)

    @property
    def right_weekday(self) -> str:
        """Name the weekday that the date really has."""
        return WEEKDAYS[self.day.weekday()]


def mentions(text: str, *, near: datetime, zone: ZoneInfo) -> Iterator[Mention]:
    """List the dates of a text in order; a year left unsaid is the one closest to ``near``."""
    flat = plain(text)
    days = (one for shape in (DAY, FIGURES) for one in shape.finditer(flat))
    found = [_day_mention(one, near, zone) for one in days]
    found += [_part_mention(one, near, zone) for one in PART.finditer(flat)]
    yield from sorted((one for one in found if one), key=lambda one: one.start)


def plain(text: str) -> str:
    """Give a text of the same length with common spaces and straight apostrophes only."""
    return re.sub(r"\s", " ", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _day_mention(found: re.Match[str], near: datetime, zone: ZoneInfo) -> Mention | None:
    said = found.groupdict()
    number = 1 if said["day"].lower() == "1er" else int(said["day"])
    day = _day(said.get("year"), _month(said["month"]), number, near)
    if day is None:
        return None
    spans, precision = _spans(day, said["hour"], zone)
    weekday = said.get("weekday")
    return Mention(
        text=found.group().strip(),
        start=found.start(),
        end=found.end(),
        day=day,
        spans=spans,
        weekday=weekday.lower() if weekday else None,
        year_told=bool(said.get("year")),
        precision=precision,
    )


def day_told(found: re.Match[str], year: int) -> date | None:
    """Give the day of a year that a match of ``DAY`` tells; None for the 31st of April."""
    number = 1 if found["day"].lower() == "1er" else int(found["day"])
    try:
        return date(year, _month(found["month"]), number)
    except ValueError:
        return None


def _part_mention(found: re.Match[str], near: datetime, zone: ZoneInfo) -> Mention | None:
    first, last = PARTS[found["part"].lower()]
    month = _month(found["month"])
    start = _day(found["year"], month, first, near)
    if start is None:
        return None
    end = start.replace(day=min(last, calendar.monthrange(start.year, month)[1]))
    return Mention(
        text=found.group(),
        start=found.start(),
        end=found.end(),
        day=start,
        spans=((_at(start, time.min, zone), _at(end, time.max, zone)),),
        year_told=bool(found["year"]),
        precision="part",
    )


def _month(written: str) -> int:
    """Give the number of a month, named or in figures."""
    if written.isdigit():
        return int(written)
    bare = {"fevrier": "février", "aout": "août", "decembre": "décembre"}
    name = written.lower()
    return MONTHS.index(bare.get(name, name)) + 1


def _day(year: str | None, month: int, day: int, near: datetime) -> date | None:
    """Make a date; without a year, the one closest to ``near``; None for the 31st of April."""
    years = [int(year)] if year else [near.year - 1, near.year, near.year + 1]
    days = []
    for each in years:
        try:
            days.append(date(each, month, day))
        except ValueError:
            continue
    return min(days, key=lambda one: abs(one - near.date()), default=None)


def _spans(day: date, hour: str | None, zone: ZoneInfo) -> tuple[tuple[Span, ...], str]:
    """Give what a day and an hour may mean, and how precise the words are."""
    if hour is None:
        return ((_at(day, time.min, zone), _at(day, time.max, zone)),), "day"
    if hour.lower() == MIDNIGHT:
        start, end = _at(day, time.min, zone), _at(day + timedelta(days=1), time.min, zone)
        return ((start, start), (end - timedelta(minutes=1), end)), MIDNIGHT
    clock = _clock(hour)
    if clock is None:
        return ((_at(day, time.min, zone), _at(day, time.max, zone)),), "day"
    at = _at(day, clock, zone)
    return ((at, at + timedelta(seconds=59)),), "minute"


def _clock(hour: str) -> time | None:
    """Read ``16h``, ``16 h 30``, ``16:30`` or « midi »; None for 25 o'clock."""
    if hour.lower() == "midi":
        return time(12)
    figures = [int(one) for one in re.findall(r"\d+", hour)]
    try:
        return time(figures[0], figures[1] if len(figures) > 1 else 0)
    except ValueError:
        return None


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone)
