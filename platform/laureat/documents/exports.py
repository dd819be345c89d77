"""Tables to take away: spreadsheets and CSV, written row by row in constant memory.

A cell that somebody wrote never becomes a formula: a spreadsheet's cell is stored as text, and in
CSV a cell that a spreadsheet would compute is preceded by an apostrophe.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell: TypeAlias = str | int | float | Decimal | bool | date | datetime | None

_FULL_WIDTH = ("\uff1d", "\uff0b", "\uff0d", "\uff20")  # read as = + - @ by some spreadsheets
_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", *_FULL_WIDTH)
_LONGEST_CELL = 32_767  # what a spreadsheet takes; a longer text ends in an ellipsis
_LONGEST_TITLE = 31
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_CHUNK = 64 * 1024
_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 -- a spreadsheet's times have no zone
_WORDS = {True: "oui", False: "non"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet: its title, its column titles and its rows, which may come one at a time."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_xlsx(
    target: Path | BinaryIO, tables: Iterable[Table], *, written_at: datetime | None = None
) -> None:
    """Write a spreadsheet, a sheet a table; moments are written in the zone that they carry."""
    options = {"constant_memory": True, "remove_timezone": True}
    with Workbook(target if not isinstance(target, Path) else str(target), options) as book:
        book.set_properties({"created": (written_at or _EPOCH).replace(tzinfo=None)})
        looks = _Looks.of(book)
        titles: set[str] = set()
        for table in tables:
            _write_table(book.add_worksheet(_sheet_title(table.title, titles)), table, looks)


def write_csv(target: Path | BinaryIO, table: Table, *, separator: str = ";") -> None:
    """Write a table as CSV for a French spreadsheet: UTF-8 with its mark, cells parted by ``;``."""
    with ExitStack() as stack:
        file = stack.enter_context(target.open("wb")) if isinstance(target, Path) else target
        for chunk in csv_chunks(table, separator=separator):
            file.write(chunk)


def csv_chunks(table: Table, *, separator: str = ";") -> Iterator[bytes]:
    """Give the same CSV piece by piece, to be sent while the rows are still being read."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    buffer.write("\N{BYTE ORDER MARK}")
    mark = "." if separator == "," else ","
    writer.writerow(_csv_cell(title, mark) for title in table.columns)
    for row in table.rows:
        writer.writerow(_csv_cell(value, mark) for value in row)
        if buffer.tell() >= _CHUNK:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written


def _csv_cell(value: Cell, mark: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" ").startswith(_COMPUTED) else value
    if isinstance(value, (Decimal, float)):
        return str(value).replace(".", mark)
    return str(value)


@dataclass(frozen=True, slots=True)
class _Looks:
    """The few formats of a sheet."""

    title: Format
    moment: Format
    day: Format

    @classmethod
    def of(cls, book: Workbook) -> "_Looks":
        return cls(
            title=book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
            moment=book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
            day=book.add_format({"num_format": "dd/mm/yyyy"}),
        )


def _sheet_title(title: str, taken: set[str]) -> str:
    """Give a title that spreadsheets accept and that no other sheet of the book has."""
    plain = _FORBIDDEN_IN_TITLE.sub(" ", title).strip(" '")[:_LONGEST_TITLE] or "Feuille"
    free, number = plain, 2
    while free.casefold() in taken:
        free = f"{plain[: _LONGEST_TITLE - 4]} {number}"
        number += 1
    taken.add(free.casefold())
    return free


def _write_table(sheet: Worksheet, table: Table, looks: _Looks) -> None:
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(table.columns):
        sheet.set_column(column, column, min(max(len(title) + 2, 12), 48))
        sheet.write_string(0, column, title, looks.title)
    last = 0
    for last, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            _write_cell(sheet, (last, column), value, looks)
    if table.columns:
        sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _write_cell(sheet: Worksheet, place: tuple[int, int], value: Cell, looks: _Looks) -> None:
    row, column = place
    match value:
        case None:
            return
        case bool():
            sheet.write_string(row, column, _WORDS[value])
        case datetime():
            sheet.write_datetime(row, column, value, looks.moment)
        case date():
            sheet.write_datetime(row, column, value, looks.day)
        case str():
            sheet.write_string(row, column, _shortened(value))
        case _:
            sheet.write_number(row, column, value)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"
