"""Numbers and days as French people type them, and the one way in which they are stored."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from laureat.domain.french import typeset
from laureat.plugin_api.questions import Question

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def plain_text(typed: str) -> str:
    """Give a text with single line breaks, without what no keyboard types."""
    return CONTROL.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))


def read_number(written: str) -> Decimal | None:
    """Read a number as French people write it: ``1 234,5``; None when it is not one."""
    compact = re.sub(r"\s", "", written).replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if not re.fullmatch(r"[-+]?\d{1,30}(\.\d{1,15})?", compact, re.ASCII):
        return None
    try:
        return Decimal(compact)
    except InvalidOperation:
        return None


def plain_number(number: Decimal) -> str:
    """Write a number the one way it is stored: no exponent, no useless zero."""
    plain = format(number, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "+0", "") else plain


def grouped_number(plain: str) -> str:
    """Write a stored number as one reads it: ``1 234,5``."""
    whole, _point, decimals = plain.partition(".")
    written = f"{int(whole):,}".replace(",", "\u202f") if whole.lstrip("-").isdigit() else whole
    return f"{written},{decimals}" if decimals else written


def number_in_words(question: Question, plain: str) -> str:
    """Write a stored number with the unit of its question."""
    if not question.unit:
        return grouped_number(plain)
    number = read_number(plain)
    unit = question.unit if number is None else question.unit_of(number)
    return f"{grouped_number(plain)}\u00a0{typeset(unit)}"


def read_date(written: str) -> date | None:
    """Read ``2026-11-08`` or ``8/11/2026``; None when it is not a day of the calendar."""
    french = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", written.strip(), re.ASCII)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", written.strip(), re.ASCII)
    if french is None and iso is None:
        return None
    year, month, day = french.group(3, 2, 1) if french else iso.groups() if iso else ("", "", "")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
