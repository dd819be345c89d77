"""Questions that are answered by a number: a quantity with its unit, an amount of money."""

from decimal import Decimal
from typing import Any, ClassVar

from laureat.plugin_api import (
    FieldType,
    Question,
    RefusedAnswer,
    Tongue,
    french_number,
    grouped_number,
    number_in_words,
    plain_number,
    read_number,
    shortened,
)

DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"
AMOUNT = r"^-?[0-9]+\.[0-9]{2}$"


class Number(FieldType):
    """A number, kept as exact decimal text."""

    meaning: ClassVar[str] = "un nombre"
    keys: ClassVar[frozenset[str]] = frozenset({"minimum", "maximum", "unit", "unit_one"})
    input_mode: ClassVar[str] = "decimal"
    short: ClassVar[bool] = True
    ordered: ClassVar[bool] = True

    def check(self, question: Question, value: Any) -> str:
        """Keep a number that is within its limits."""
        return plain_number(self._number(question, value))

    def _number(self, question: Question, value: Any) -> Decimal:
        """Read a number, and refuse it outside the limits."""
        if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
            raise RefusedAnswer(f"« {question.label} » attend {self._expected()}.")
        number = read_number(str(value))
        if number is None:
            raise RefusedAnswer(
                f"« {question.label} » attend un nombre, et non « {shortened(value)} » : "
                "écrivez par exemple 1250 ou 12,5."
            )
        if question.minimum is not None and number < Decimal(question.minimum):
            least = self._with_unit(question, Decimal(question.minimum))
            raise RefusedAnswer(f"« {question.label} » : {least} au moins.")
        if question.maximum is not None and number > Decimal(question.maximum):
            most = self._with_unit(question, Decimal(question.maximum))
            raise RefusedAnswer(f"« {question.label} » : {most} au plus.")
        return number

    def _expected(self) -> str:
        return "un nombre, par exemple 1250 ou 12,5"

    def _with_unit(self, question: Question, number: Decimal) -> str:
        return f"{french_number(number)} {question.unit_of(number)}".strip()

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe decimal text; JSON Schema cannot compare it, so the limits are only told."""
        limits = {"x-minimum": question.minimum, "x-maximum": question.maximum}
        told = {key: limit for key, limit in limits.items() if limit is not None}
        return {"type": "string", "pattern": DECIMAL, **told}

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write a number with its unit."""
        return number_in_words(question, str(answer))

    def typed(self, text: str) -> Any:
        """Read a number; what is none stays as it was typed."""
        number = read_number(text)
        return text if number is None else plain_number(number)

    def shown(self, question: Question, answer: Any) -> str | list[str]:
        """Show a number with a decimal comma."""
        shown = super().shown(question, answer)
        return shown.replace(".", ",") if isinstance(shown, str) else shown

    def sample(self, question: Question, number: int) -> Any:
        """Give a number from the least on."""
        low = Decimal(question.minimum) if question.minimum is not None else None
        high = Decimal(question.maximum) if question.maximum is not None else None
        value = (low if low is not None else Decimal(0)) + number % 7
        if high is not None and value > high:
            value = low if low is not None else high
        return self.check(question, str(value))

    def limit(self, written: str) -> Decimal:
        """Read a number."""
        number = read_number(written)
        if number is None:
            raise ValueError(written)
        return number


class Money(Number):
    """An amount in euros, exact, always with its cents: ``1250.00``."""

    meaning: ClassVar[str] = "un montant en euros, au centime"
    sign: ClassVar[str] = "€"
    keys: ClassVar[frozenset[str]] = frozenset({"minimum", "maximum"})

    def check(self, question: Question, value: Any) -> str:
        """Keep an amount that has no fraction of a cent."""
        if isinstance(value, str):
            value = value.replace("€", "")
        amount = self._number(question, value)
        if amount != round(amount, 2):
            raise RefusedAnswer(
                f"« {question.label} » s'écrit au centime : deux chiffres au plus après la virgule."
            )
        return _amount(amount)

    def _expected(self) -> str:
        return "un montant en euros, par exemple 1250 ou 12,50"

    def _with_unit(self, question: Question, number: Decimal) -> str:
        return f"{french_number(number)} €"

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe an amount with its cents."""
        return {**super().json_schema(question), "pattern": AMOUNT, "x-unit": "EUR"}

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write an amount in euros; the cents only where there are some."""
        figure = grouped_number(str(answer))
        return f"{figure.removesuffix(',00')}\u00a0€"

    def typed(self, text: str) -> Any:
        """Read an amount, with or without its sign."""
        number = read_number(text.replace("€", ""))
        return text if number is None or number != round(number, 2) else _amount(number)


def _amount(number: Decimal) -> str:
    plain = format(round(number, 2), ".2f")
    return "0.00" if plain == "-0.00" else plain
