"""The next edition of a programme: last year's files, with their dates and their year moved.

Every date moves by whole weeks, so that it keeps its weekday, to the nearest one to the same day of
the year; one that would fall on a public holiday waits for the next working day. The texts follow:
a date that the files hold is rewritten where a text tells it, and so is the year.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from laureat.configuration.faults import Path
from laureat.configuration.french_dates import DAY, day_told, plain
from laureat.configuration.public_holidays import OF_ZONES, HolidayPlace, holiday, is_working
from laureat.configuration.source import Value
from laureat.configuration.walking import value_at
from laureat.domain.french import MONTHS, WEEKDAYS

INSTANT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?P<clock>T\d{2}:\d{2}(?::\d{2})?)?(?:[+-]\d{2}:\d{2}|Z)?\Z"
)
YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
ANSWERS_OF_THEIR_YEAR = "acknowledgements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A date that moved, as the files write it; ``feast`` names the holiday that it avoids."""

    path: Path
    before: str
    after: str
    feast: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """A text that now tells other dates or another year."""

    path: Path
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The tree of the next edition, and everything that was changed on the way."""

    tree: dict[str, Any]
    moved: tuple[Moved, ...]
    retold: tuple[Retold, ...]


def renewed(
    tree: Mapping[str, Value],
    *,
    slug: str,
    years: int,
    without: Collection[str] = (ANSWERS_OF_THEIR_YEAR,),
) -> Renewed:
    """Make the next edition of a tree, without some of its parts.

    What was answered to the linter's findings is of its year, and left behind unless asked for.
    """
    place = _holiday_place(tree)
    kept = {key: value for key, value in tree.items() if key not in without}
    moved = tuple(_moves(kept, place, years))
    days = {_day(one.before): _day(one.after) for one in moved}
    by_path = {one.path: one.after for one in moved}
    old_year = _opening_year(tree)
    retold: list[Retold] = []

    def told(path: Path, text: str) -> str:
        if path == ("edition", "slug"):
            return slug
        if path in by_path:
            return by_path[path]
        after = _retold(text, days, old_year, years)
        if after != text:
            retold.append(Retold(path=path, before=text, after=after))
        return after

    made: Any = _each_text(kept, (), told)
    return Renewed(tree=made, moved=moved, retold=tuple(retold))


def _moves(tree: Value, place: HolidayPlace | None, years: int) -> Iterator[Moved]:
    for path, text in _texts(tree, ()):
        found = INSTANT.match(text)
        if found is None:
            continue
        try:
            day, feast = moved_day(date.fromisoformat(found["day"]), years, place)
        except (ValueError, OverflowError):
            continue  # it looks like a date, and is none, or leaves the calendar
        after = f"{day.isoformat()}{found['clock'] or ''}"
        yield Moved(path=path, before=text, after=after, feast=feast)


def moved_day(day: date, years: int, place: HolidayPlace | None) -> tuple[date, str]:
    """Move a day by years to the same weekday; give the holiday that it had to avoid as well.

    A day of rest stays one: only a working day looks for a working day.
    """
    same = _anniversary(day, years)
    moved = same + timedelta(days=(day.weekday() - same.weekday() + 3) % 7 - 3)
    feast = ""
    if place is not None and is_working(day, place):
        while not is_working(moved, place):
            feast = feast or holiday(moved, place) or ""
            moved += timedelta(days=1)
    return moved, feast


def _holiday_place(tree: Mapping[str, Value]) -> HolidayPlace | None:
    """Give the place whose public holidays count: the file's own, else that of its time zone."""
    said = value_at(dict(tree), "calendar", "holidays")
    if said in tuple(HolidayPlace):
        return HolidayPlace(str(said))
    return OF_ZONES.get(str(value_at(dict(tree), "calendar", "time_zone")))


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


def _retold(text: str, days: Mapping[date, date], year: int | None, years: int) -> str:
    """Tell the new dates where a text tells the old ones, then the new year elsewhere."""
    pieces, done = [], 0
    for found in DAY.finditer(plain(text)):
        told = _which(found, days)
        if told is None:
            continue
        start, end = found.start(), found.end("year" if found["year"] else "month")
        new = _in_words(text[start:end], found, days[told]) if told in days else text[start:end]
        pieces += [_with_year(text[done:start], year, years), new]
        done = end
    return "".join([*pieces, _with_year(text[done:], year, years)])


def _which(found: re.Match[str], days: Mapping[date, date]) -> date | None:
    """Say which day is told: one of the files' own, where the text leaves the year out."""
    if found["year"]:
        return day_told(found, int(found["year"]))
    return next((day for day in days if day_told(found, day.year) == day), None)


def _with_year(text: str, year: int | None, years: int) -> str:
    return YEAR.sub(
        lambda found: str(year + years) if year and int(found[0]) == year else found[0], text
    )


def _in_words(written: str, found: re.Match[str], day: date) -> str:
    """Write a day as the old one was written: with its weekday or not, with its capitals."""
    said = "1er" if day.day == 1 else str(day.day)
    new = {"day": said, "month": MONTHS[day.month - 1]}
    if found["weekday"]:
        new["weekday"] = WEEKDAYS[day.weekday()]
    if found["year"]:
        new["year"] = str(day.year)
    for group in sorted(new, key=found.start, reverse=True):
        start, end = (at - found.start() for at in found.span(group))
        word = new[group].capitalize() if written[start].isupper() else new[group]
        written = written[:start] + word + written[end:]
    return written


def _opening_year(tree: Mapping[str, Value]) -> int | None:
    """Give the year that the edition calls its own: that of its season, else of its opening."""
    for path in (("edition", "season"), ("edition", "slug")):
        found = YEAR.search(str(value_at(dict(tree), *path)))
        if found:
            return int(found[0])
    opens = value_at(dict(tree), "calendar", "opens")
    at = opens.get("at") if isinstance(opens, dict) else opens
    return int(str(at)[:4]) if INSTANT.match(str(at)) else None


def _day(written: str) -> date:
    return date.fromisoformat(written[:10])


def _texts(tree: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """List every text of a tree with its path."""
    if isinstance(tree, str):
        yield path, tree
    for step, below in _inside(tree):
        yield from _texts(below, (*path, step))


def _each_text(tree: Value, path: Path, told: Callable[[Path, str], str]) -> Value:
    """Copy a tree, each of its texts told anew."""
    if isinstance(tree, str):
        return told(path, tree)
    if isinstance(tree, dict):
        return {key: _each_text(below, (*path, key), told) for key, below in tree.items()}
    if isinstance(tree, list):
        return [_each_text(below, (*path, at), told) for at, below in enumerate(tree)]
    return tree


def _inside(tree: Value) -> Iterator[tuple[str | int, Value]]:
    if isinstance(tree, dict):
        yield from tree.items()
    elif isinstance(tree, list):
        yield from enumerate(tree)
