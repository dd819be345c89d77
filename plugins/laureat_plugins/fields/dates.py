"""Questions that are answered by a day of the calendar."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from laureat.plugin_api import FieldType, Question, RefusedAnswer, Tongue, read_date


class Date(FieldType):
    """A day, kept as ``2026-11-06``."""

    meaning: ClassVar[str] = "une date"
    keys: ClassVar[frozenset[str]] = frozenset({"minimum", "maximum"})
    input_type: ClassVar[str] = "date"
    short: ClassVar[bool] = True
    ordered: ClassVar[bool] = True

    def check(self, question: Question, value: Any) -> str:
        """Keep a day that is within its limits."""
        day = read_date(value) if isinstance(value, str) else None
        if day is None:
            raise RefusedAnswer(f"« {question.label} » attend une date, par exemple 08/11/2026.")
        if question.minimum is not None and day.isoformat() < question.minimum:
            raise RefusedAnswer(f"« {question.label} » : pas avant le {_day(question.minimum)}.")
        if question.maximum is not None and day.isoformat() > question.maximum:
            raise RefusedAnswer(f"« {question.label} » : pas après le {_day(question.maximum)}.")
        return day.isoformat()

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe a day."""
        return {"type": "string", "format": "date"}

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write a day in words."""
        try:
            return tongue.day(date.fromisoformat(str(answer)))
        except ValueError:
            return str(answer)

    def typed(self, text: str) -> Any:
        """Read a day; what is none stays as it was typed."""
        day = read_date(text)
        return text if day is None else day.isoformat()

    def sample(self, question: Question, number: int) -> Any:
        """Give a day within the limits."""
        return question.minimum or question.maximum or "2020-01-15"

    def limit(self, written: str) -> Decimal:
        """Count the days, to compare them."""
        return Decimal(date.fromisoformat(written).toordinal())

    def limit_example(self) -> str:
        """Show how a limit is written."""
        return "une date : 2026-12-31"


def _day(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d/%m/%Y")
