"""Questions that are answered in several controls at once: a period, a person."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import fields, validate

from laureat.configuration.field_types import field_types
from laureat.configuration.kinds.parts import (
    checked_parts,
    described_parts,
    keepable_parts,
    missing_parts,
    posted_parts,
    read_parts,
    sample_parts,
)
from laureat.plugin_api import (
    FieldType,
    PluginOptions,
    Post,
    Question,
    RefusedAnswer,
    Tongue,
    Widget,
    asked,
    typeset,
)

FROM, TO = "from", "to"
PERSON_PARTS: Mapping[str, tuple[str, str]] = {
    "name": ("Nom et prénom", "text"),
    "function": ("Fonction", "text"),
    "email": ("Adresse électronique", "email"),
    "phone": ("Téléphone", "text"),
}
KNOWN_PART = validate.OneOf(
    list(PERSON_PARTS), error=typeset("Cette partie n'existe pas : choisissez parmi {choices}.")
)


class BlockType(FieldType):
    """An answer made of parts, kept as a block of those that are not blank."""

    widget: ClassVar[Widget] = Widget.PARTS
    between: ClassVar[str] = ", "

    @abstractmethod
    def parts(self, question: Question) -> tuple[Question, ...]:
        """List the questions that make up this one."""

    def check(self, question: Question, value: Any) -> Any:
        """Check each part."""
        parts = self.parts(question)
        names = {one.name for one in parts}
        if not isinstance(value, Mapping) or not names.issuperset(value):
            told = ", ".join(sorted(names))
            raise RefusedAnswer(f"« {question.label} » attend un bloc de réponses : {told}.")
        return checked_parts(parts, value)

    def lacks(self, question: Question, answer: Any) -> RefusedAnswer | None:
        """Ask for the parts that are missing, once one is given."""
        if self.is_blank(answer):
            return super().lacks(question, answer)
        missing = missing_parts(self.parts(question), answer)
        if not missing:
            return None
        return RefusedAnswer(f"« {question.label} » : {next(iter(missing.values()))}", missing)

    def is_keepable(self, value: object) -> bool:
        """Keep a block of plain values."""
        return keepable_parts(value) or super().is_keepable(value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe the block."""
        return described_parts(self.parts(question))

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write the parts one after the other."""
        return self.between.join(filter(None, self.cells(question, answer, tongue)))

    def columns(self, question: Question) -> tuple[str, ...]:
        """Give each part a column."""
        return tuple(f"{question.label} – {one.label}" for one in self.parts(question))

    def cells(self, question: Question, answer: Any, tongue: Tongue) -> tuple[str, ...]:
        """Write each part in its column."""
        return read_parts(self.parts(question), _block(answer), tongue)

    def is_told(self, question: Question, post: Post) -> bool:
        """Say whether one of the controls was posted."""
        return any(post.getlist(f"{question.name}.{one.name}") for one in self.parts(question))

    def posted(self, question: Question, post: Post) -> Any:
        """Read each control."""
        return posted_parts(self.parts(question), question.name, post) or None

    def sample(self, question: Question, number: int) -> Any:
        """Make up each part."""
        return sample_parts(self.parts(question), number)


class Period(BlockType):
    """Two days, the second not before the first."""

    meaning: ClassVar[str] = "une période, du premier au dernier jour"
    invitation: ClassVar[str] = "Indiquez le premier et le dernier jour"
    keys: ClassVar[frozenset[str]] = frozenset({"minimum", "maximum"})
    between: ClassVar[str] = " – "

    def parts(self, question: Question) -> tuple[Question, ...]:
        """Ask two days, within the limits of the question."""
        return tuple(
            Question(
                name=name,
                label=label,
                kind="date",
                minimum=question.minimum,
                maximum=question.maximum,
            )
            for name, label in ((FROM, "Premier jour"), (TO, "Dernier jour"))
        )

    def check(self, question: Question, value: Any) -> Any:
        """Refuse a period that ends before it begins."""
        days = super().check(question, value)
        if FROM in days and TO in days and days[TO] < days[FROM]:
            sentence = typeset(
                f"« {question.label} » se termine avant de commencer : échangez les deux jours."
            )
            raise RefusedAnswer(sentence, {TO: sentence})
        return days

    def sample(self, question: Question, number: int) -> Any:
        """Give a single day, within the limits."""
        days = super().sample(question, number)
        return {FROM: days[FROM], TO: days[FROM]}

    def limit(self, written: str) -> Any:
        """Read a day."""
        return _of_days().limit(written)

    def limit_example(self) -> str:
        """Show how a limit is written."""
        return _of_days().limit_example()


class PersonOptions(PluginOptions):
    """Which parts are asked of a person, the name always being; and which may be left blank."""

    ask = fields.List(
        fields.String(validate=KNOWN_PART),
        load_default=lambda: [*PERSON_PARTS],
        metadata=asked("Ce qui est demandé, en plus du nom", "Un mot par ligne."),
    )
    optional = fields.List(
        fields.String(validate=KNOWN_PART),
        load_default=list,
        metadata=asked("Ce qui peut rester vide", "Un mot par ligne."),
    )


class Person(BlockType):
    """Somebody: a name, and what the edition asks of a function, a mail address and a phone."""

    Options: ClassVar[type[PluginOptions]] = PersonOptions
    meaning: ClassVar[str] = "une personne : nom, fonction, courriel, téléphone"
    invitation: ClassVar[str] = "Indiquez une personne"

    def parts(self, question: Question) -> tuple[Question, ...]:
        """Ask what the options say."""
        options = self.options_of(question)
        return tuple(
            Question(
                name=name,
                label=label,
                kind=kind,
                characters=200 if kind == "text" else None,
                required=name not in options["optional"],
            )
            for name, (label, kind) in PERSON_PARTS.items()
            if name == "name" or name in options["ask"]
        )

    def sample(self, question: Question, number: int) -> Any:
        """Make up somebody."""
        made = {
            "name": f"Camille Fictive {number}",
            "function": "Chargée de projet",
            "email": f"camille-{number}@candidat-{number}.example",
            "phone": "00 00 00 00 00",
        }
        return {one.name: made[one.name] for one in self.parts(question)}


def _block(answer: Any) -> Mapping[str, Any]:
    return answer if isinstance(answer, Mapping) else {}


def _of_days() -> FieldType:
    return field_types()["date"]
