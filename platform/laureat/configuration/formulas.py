"""The language of computed values: sums of columns, the four operations, percentages.

``sum(budget.montant) - subvention``, ``percent(subvention, sum(budget.montant))``. Nothing is ever
run: a formula becomes a short list of steps over answers, computed exactly.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from laureat.plugin_api import plain_number, read_number

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)|([-+*/(),]))")
DEEPEST = 20
DECIMALS = 2
OPERATIONS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other,
    "percent": lambda part, whole: 100 * part / whole,
}


class WrongFormula(ValueError):
    """A formula that cannot be read; the message is French, and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read: its steps, in the order in which they are computed.

    A step is a number, the name of an answer, ``group.column`` for the sum of a column, or an
    operation on the two latest results.
    """

    steps: tuple[Fraction | str, ...]

    @property
    def answers(self) -> tuple[str, ...]:
        """List the answers and the columns (``group.column``) that the formula reads."""
        names = (one for one in self.steps if isinstance(one, str) and one not in OPERATIONS)
        return tuple(dict.fromkeys(names))

    def value(self, answers: Mapping[str, Any]) -> str | None:
        """Compute the value to two decimals; None while an answer is missing, or over zero."""
        results: list[Fraction | None] = []
        for step in self.steps:
            if isinstance(step, Fraction):
                results.append(step)
            elif step in OPERATIONS:
                other, one = results.pop(), results.pop()
                results.append(_operated(step, one, other))
            else:
                results.append(_read(step, answers))
        return None if results[0] is None else _rounded(results[0])


@lru_cache(1024)
def read_formula(text: str) -> Formula:
    """Read a formula.

    Raises:
        WrongFormula: it is not one.
    """
    reader = _Reader(_tokens(text))
    reader.sum_of_terms()
    if reader.left:
        raise WrongFormula(f"« {reader.left[0]} » n'a rien à faire à cette place.")
    return Formula(tuple(reader.steps))


def _tokens(text: str) -> list[str]:
    found, place, end = [], 0, len(text.rstrip())
    while place < end:
        match = TOKEN.match(text, place)
        if match is None:
            raise WrongFormula(f"« {text[place:].strip()[:20]} » ne se lit pas.")
        found.append(match.group().strip())
        place = match.end()
    return found


@dataclass(slots=True)
class _Reader:
    """Reads the words of a formula, from the left, into steps."""

    left: list[str]
    steps: list[Fraction | str] = field(default_factory=list)
    depth: int = 0

    def sum_of_terms(self) -> None:
        self._chain(("+", "-"), lambda: self._chain(("*", "/"), self._factor))

    def _chain(self, operations: tuple[str, ...], part: Callable[[], None]) -> None:
        part()
        while self.left and self.left[0] in operations:
            operation = self.left.pop(0)
            part()
            self.steps.append(operation)

    def _factor(self) -> None:
        word = self._next()
        if word == "(":
            self._within()
            self._expect(")")
        elif word in ("sum", "percent") and self.left[:1] == ["("]:
            self._function(word)
        elif word[0].isdigit():
            self.steps.append(Fraction(word))
        elif "." in word:
            raise WrongFormula(f"« {word} » est une colonne : écrivez sum({word}).")
        elif word[0].isalpha():
            self.steps.append(word)
        else:
            raise WrongFormula(f"« {word} » n'a rien à faire à cette place.")

    def _function(self, name: str) -> None:
        self._expect("(")
        if name == "sum":
            column = self._next()
            if "." not in column or not column[0].isalpha():
                raise WrongFormula("sum(…) attend une colonne : sum(groupe.colonne).")
            self.steps.append(column)
        else:
            self._within()
            self._expect(",")
            self._within()
            self.steps.append(name)
        self._expect(")")

    def _within(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise WrongFormula("trop de parenthèses s'emboîtent.")
        self.sum_of_terms()
        self.depth -= 1

    def _next(self) -> str:
        if not self.left:
            raise WrongFormula("la formule s'arrête avant la fin.")
        return self.left.pop(0)

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise WrongFormula(f"il manque « {sign} ».")


def _operated(step: str, one: Fraction | None, other: Fraction | None) -> Fraction | None:
    if one is None or other is None:
        return None
    try:
        return OPERATIONS[step](one, other)
    except ZeroDivisionError:
        return None


def _read(name: str, answers: Mapping[str, Any]) -> Fraction | None:
    """Read an answer as a number, or add up a column; an empty column adds up to nothing."""
    group, _point, column = name.partition(".")
    if not column:
        return _number(answers.get(name))
    given = answers.get(group)
    rows = given if isinstance(given, list) else []
    cells = [row.get(column) for row in rows if isinstance(row, dict)]
    return sum((number for cell in cells if (number := _number(cell)) is not None), Fraction(0))


def _number(answer: object) -> Fraction | None:
    number = read_number(answer) if isinstance(answer, str) else None
    return None if number is None else Fraction(number)


def _rounded(exact: Fraction) -> str:
    """Round half away from zero, as accountants do."""
    scaled = abs(exact) * 10**DECIMALS
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    units, rest = divmod(whole, 10**DECIMALS)
    sign = "-" if exact < 0 else ""
    return plain_number(Decimal(f"{sign}{units}.{rest:0{DECIMALS}d}"))
