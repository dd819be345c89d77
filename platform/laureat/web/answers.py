"""A dossier as it is read: each question with its answer in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laureat.configuration.definition import Question, Section
from laureat.configuration.field_types import field_type
from laureat.configuration.forms import asked
from laureat.plugin_api import Widget
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
                    is_long(one),
                )
                for one in section.questions
            ),
        )
        for section in asked(sections, answers)
        if section.questions
    )


def is_long(question: Question) -> bool:
    """Say whether an answer is read as a text of several lines."""
    return field_type(question).widget in (Widget.LINES, Widget.ROWS)
