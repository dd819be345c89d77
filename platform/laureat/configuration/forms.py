"""Answers to an edition's form: the one check that pages and API share.

A draft is never refused: ``draft_faults`` says what would not pass, and keeps everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError

from laureat.configuration.definition import Question, Section
from laureat.configuration.field_types import field_type
from laureat.configuration.form_fields import Answer
from laureat.configuration.form_json_schema import json_schema
from laureat.configuration.form_post import from_form_post
from laureat.plugin_api import typeset

__all__ = [
    "answers_schema",
    "canonical",
    "complete_faults",
    "draft_faults",
    "from_form_post",
    "json_schema",
    "questions_of",
]

KEPT = 256
"""How many forms are remembered, ready to check answers."""

UNKNOWN = typeset("Le formulaire n'a pas de question de ce nom : corrigez-le ou retirez-le.")


def questions_of(sections: Iterable[Section]) -> list[Question]:
    """List the questions of a form, in order."""
    return [question for section in sections for question in section.questions]


def answers_schema(sections: Iterable[Section], *, partial: bool) -> Schema:
    """Give the schema of the answers; ``partial`` asks for none, yet checks those given."""
    return _schema(tuple(sections), partial=partial, unknown=RAISE)


@lru_cache(KEPT)
def _schema(
    sections: tuple[Section, ...], *, partial: bool, unknown: Literal["raise", "exclude"]
) -> Schema:
    made: dict[str, Any] = {
        question.name: Answer(question, due=question.required and not partial)
        for question in questions_of(sections)
    }
    schema = Schema.from_dict(made, name="Answers")(unknown=unknown)
    schema.error_messages["unknown"] = UNKNOWN
    return schema


def draft_faults(sections: Iterable[Section], answers: Mapping[str, Any]) -> dict[str, str]:
    """Say of each answer given, by question, why it would not pass; nothing is asked for."""
    return _faults(sections, answers, partial=True)


def complete_faults(sections: Iterable[Section], answers: Mapping[str, Any]) -> dict[str, str]:
    """Say of each question what stands between these answers and a submission.

    Answers to questions that this form does not ask (another category's) are left alone.
    """
    return _faults(sections, answers, partial=False)


def canonical(sections: Iterable[Section], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers in their canonical form, those that do not pass as they are.

    A blank answer is None; answers to questions that the form does not ask are left out.
    """
    return {
        question.name: _canonical(question, answers[question.name])
        for question in questions_of(sections)
        if question.name in answers
    }


def _canonical(question: Question, given: Any) -> Any:
    try:
        return Answer(question, due=False).deserialize(given)
    except ValidationError:
        return given


def missing_questions(sections: Sequence[Section], answers: Mapping[str, Any]) -> list[Question]:
    """List the questions that must be answered and are not."""
    return [
        question
        for question in questions_of(sections)
        if question.required and field_type(question).is_blank(answers.get(question.name))
    ]


def _faults(
    sections: Iterable[Section], answers: Mapping[str, Any], *, partial: bool
) -> dict[str, str]:
    schema = _schema(tuple(sections), partial=partial, unknown=EXCLUDE)
    found = schema.validate(dict(answers))
    return {str(name): _first(found[name]) for name in schema.fields if name in found}


def _first(messages: Any) -> str:
    """Give one sentence of a marshmallow message, however deep it stands."""
    while isinstance(messages, list | dict):
        messages = next(iter(messages.values() if isinstance(messages, dict) else messages))
    return str(messages)
