"""A question of an edition's form, as it is handed to what checks, asks and reads its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that may be chosen."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field of the form; ``kind`` names the field type that knows its answers.

    ``words`` and ``characters`` are upper limits. ``unit_one`` is the unit of less than two, where
    it is not written like that of several. ``options`` are those of the field type.
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

    def unit_of(self, number: Decimal) -> str:
        """Give the unit of a number, as one says it in French."""
        return (self.unit_one or self.unit) if abs(number) < 2 else self.unit
