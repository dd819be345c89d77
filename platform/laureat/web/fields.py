"""The fields of forms, as values that one macro draws: an edition's questions and our own forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from laureat.configuration.definition import Choice, FieldKind, Question

FEW = 7  # choices that one sees at a glance; more of them go into a list that unfolds


class Shape(StrEnum):
    """How a field is drawn."""

    LINE = "line"
    LINES = "lines"
    RADIOS = "radios"
    BOXES = "boxes"
    SELECT = "select"
    CHECK = "check"
    TERRITORY = "territory"
    FILE = "file"


SHAPES: Mapping[FieldKind, Shape] = {
    FieldKind.TEXT: Shape.LINE,
    FieldKind.LONG_TEXT: Shape.LINES,
    FieldKind.NUMBER: Shape.LINE,
    FieldKind.DATE: Shape.LINE,
    FieldKind.YES_NO: Shape.RADIOS,
    FieldKind.CHOICE: Shape.RADIOS,
    FieldKind.CHOICES: Shape.BOXES,
    FieldKind.EMAIL: Shape.LINE,
    FieldKind.URL: Shape.LINE,
    FieldKind.TERRITORY: Shape.TERRITORY,
    FieldKind.CONSENT: Shape.CHECK,
}

INPUT_TYPES: Mapping[FieldKind, str] = {
    FieldKind.DATE: "date",
    FieldKind.EMAIL: "email",
    FieldKind.URL: "url",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question with what was typed and what is wrong with it.

    ``value`` is what the control shows: text, or the chosen values of a list. ``picked`` holds the
    territories already chosen, by code and name; ``choices`` what may be chosen. ``needed`` says
    when a field that may otherwise be left empty may not. ``group`` is what several fields in a row
    are about, where one legend stands over them.
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
    group: str = ""

    @property
    def id(self) -> str:
        """Give the identifier of the control, which error links lead to."""
        return f"champ-{self.name}"

    @property
    def first_id(self) -> str:
        """Give the identifier of the control that takes the focus: the first of a group."""
        grouped = self.shape in {Shape.RADIOS, Shape.BOXES} and self.choices
        return f"{self.id}-{self.choices[0].value}" if grouped else self.id

    @property
    def described_by(self) -> str:
        """List the identifiers of what describes the control, for a screen reader."""
        parts = {
            f"{self.id}-aide": self.help,
            f"{self.id}-erreur": self.error,
            f"{self.id}-compte": self.words or self.characters,
        }
        return " ".join(name for name, present in parts.items() if present)

    @property
    def chosen(self) -> frozenset[str]:
        """Give what is chosen, whether one value or several may be."""
        return frozenset([self.value] if isinstance(self.value, str) else self.value)


def faulty(fields: Iterable[Field]) -> list[Field]:
    """Keep the fields that have an error: what the summary at the head of a form lists."""
    return [field for field in fields if field.error]


def shape_of(question: Question) -> Shape:
    """Choose how a question is drawn: many choices unfold, few are seen."""
    if question.kind is FieldKind.CHOICE and len(question.choices) > FEW:
        return Shape.SELECT
    return SHAPES[question.kind]
