"""A question of an edition's form, as it is handed to what checks, asks and reads its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Sensitivity(StrEnum):
    """What an answer says of people, and what therefore is not done with it.

    A personal answer is never published. A sensitive one (health, opinions, origins: article 9 of
    the GDPR) is moreover neither read by the jury nor taken away in a table.
    """

    NONE = "none"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What other answers must be for a question to be asked: one test, or several combined.

    A test names a ``question`` and says one thing of its answer, as the text that is stored
    (``true``, ``12.5``, ``2026-11-08``): that it is one of some values, or has one of them where it
    is a list; that it is given, or not; that it is at least or at most a value.
    """

    question: str = ""
    one_of: tuple[str, ...] = ()
    answered: bool | None = None
    at_least: str | None = None
    at_most: str | None = None
    every: tuple["Condition", ...] = ()
    some: tuple["Condition", ...] = ()
    opposite: "Condition | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that may be chosen."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field of the form; ``kind`` names the field type that knows its answers.

    ``words`` and ``characters`` are upper limits. ``unit_one`` is the unit of less than two, where
    it is not written like that of several. ``options`` are those of the field type; ``columns`` are
    the questions of each row of a group; ``formula`` says how a value is computed. The question is
    asked only ``when`` its condition holds, required from ``required_from`` on if it is set, and
    its answer stays as it is after ``frozen_after``.
    """

    name: str
    label: str
    kind: str
    required: bool = True
    help: str = ""
    choices: tuple[Choice, ...] = ()
    characters: int | None = None
    words: int | None = None
    minimum: str | None = None
    maximum: str | None = None
    unit: str = ""
    unit_one: str = ""
    shown_to_jury: bool = True
    categories: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict, hash=False)
    columns: tuple["Question", ...] = ()
    formula: str = ""
    when: Condition | None = None
    required_from: datetime | None = None
    frozen_after: datetime | None = None
    publishable: bool = False
    sensitivity: Sensitivity = Sensitivity.NONE
    examples: tuple[str, ...] = ()

    def unit_of(self, number: Decimal) -> str:
        """Give the unit of a number, as one says it in French."""
        return (self.unit_one or self.unit) if abs(number) < 2 else self.unit
