"""A dossier as it is read: each question with its answer in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laureat.configuration.definition import FieldKind, Question, Section
from laureat.web.forms import read_aloud


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and its answer in words; ``long`` when it is a text of several lines."""

    question: Question
    text: str
    long: bool


@dataclass(frozen=True, slots=True)
class SectionRead:
    """A section of the form, to be read."""

    section: Section
    answers: tuple[Answered, ...]


def read_sections(
    sections: Sequence[Section], answers: Mapping[str, object]
) -> tuple[SectionRead, ...]:
    """Put the answers beside their questions, section by section."""
    return tuple(
        SectionRead(
            section,
            tuple(
                Answered(
                    one,
                    read_aloud(one, answers.get(one.name)),
                    one.kind is FieldKind.LONG_TEXT,
                )
                for one in section.questions
            ),
        )
        for section in sections
        if section.questions
    )
