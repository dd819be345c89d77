"""The fields of forms, as values that one macro draws: an edition's questions and our own forms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from laureat.configuration.definition import Choice, Question
from laureat.configuration.field_types import field_type
from laureat.plugin_api import Widget

FEW = 7  # choices that one sees at a glance; more of them go into a list that unfolds


class Shape(StrEnum):
    """How a field is drawn: each widget of the field types, and two more."""

    LINE = "line"
    LINES = "lines"
    RADIOS = "radios"
    BOXES = "boxes"
    SELECT = "select"
    CHECK = "check"
    TERRITORY = "territory"
    FILE = "file"
    PARTS = "parts"
    ROWS = "rows"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a group, under the key by which its controls are named."""

    key: str
    fields: tuple["Field", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question with what was typed and what is wrong with it.

    ``value`` is what the control shows: text, or the chosen values of a list. ``picked`` holds the
    territories already chosen, by code and name; ``choices`` what may be chosen. ``needed`` says
    when a field that may otherwise be left empty may not. ``group`` is what several fields in a row
    are about, where one legend stands over them.

    ``parts`` and ``rows`` hold the fields of a question that has several, ``full`` says that no row
    can be added. ``when`` is the condition that the page itself can follow, ``hidden`` whether it
    does not hold. ``use`` says what is done with the answer; a note shows its ``value`` alone.
    """

    name: str
    label: str
    shape: Shape = Shape.LINE
    value: str | Sequence[str] = ""
    error: str = ""
    help: str = ""
    required: bool = True
    needed: str = ""
    choices: tuple[Choice, ...] = ()
    picked: tuple[Choice, ...] = ()
    input_type: str = "text"
    input_mode: str = ""
    autocomplete: str = "off"
    characters: int | None = None
    words: int | None = None
    minimum: str | None = None
    maximum: str | None = None
    unit: str = ""
    short: bool = False
    several: bool = True
    levels: str = ""
    accept: str = ""
    examples: tuple[str, ...] = ()
    use: str = ""
    parts: tuple["Field", ...] = ()
    rows: tuple[Row, ...] = ()
    full: bool = False
    when: str = ""
    hidden: bool = False
    computed: bool = False
    group: str = ""

    @property
    def id(self) -> str:
        """Give the identifier of the control, which error links lead to."""
        return f"champ-{self.name}"

    @property
    def first_id(self) -> str:
        """Give the identifier of the control that takes the focus: the first of a group."""
        inner = self.parts or (self.rows[0].fields if self.rows else ())
        if inner:
            return next((one.first_id for one in inner if one.error), inner[0].first_id)
        grouped = self.shape in {Shape.RADIOS, Shape.BOXES} and self.choices
        return f"{self.id}-{self.choices[0].value}" if grouped else self.id

    @property
    def described_by(self) -> str:
        """List the identifiers of what describes the control, for a screen reader."""
        parts = {
            f"{self.id}-aide": self.help,
            f"{self.id}-exemples": self.examples,
            f"{self.id}-usage": self.use,
            f"{self.id}-erreur": self.error,
            f"{self.id}-compte": self.words or self.characters,
        }
        return " ".join(name for name, present in parts.items() if present)

    @property
    def chosen(self) -> frozenset[str]:
        """Give what is chosen, whether one value or several may be."""
        return frozenset([self.value] if isinstance(self.value, str) else self.value)


def faulty(fields: Iterable[Field]) -> list[Field]:
    """List the fields that have an error: what the summary at the head of a form names."""
    found: list[Field] = []
    for field in fields:
        inner = [*field.parts, *(one for row in field.rows for one in row.fields)]
        found += [*([field] if field.error else []), *faulty(inner)]
    return found


def shape_of(question: Question) -> Shape:
    """Choose how a question is drawn: many choices unfold, few are seen."""
    widget = field_type(question).widget
    if widget is Widget.RADIOS and len(question.choices) > FEW:
        return Shape.SELECT
    return Shape(widget.value)
