"""Answers to an edition's form: the one check that pages and API share.

A draft is never refused: ``draft_faults`` says what would not pass, and keeps everything. What the
form's conditions hide is not checked, and not asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError

from laureat.configuration.conditions import asked, computed
from laureat.configuration.definition import Question, Section
from laureat.configuration.field_types import field_type, is_due
from laureat.configuration.form_fields import WHOLE, Answer
from laureat.configuration.form_json_schema import json_schema
from laureat.configuration.form_post import from_form_post
from laureat.plugin_api import typeset

__all__ = [
    "answers_schema",
    "asked",
    "canonical",
    "complete_faults",
    "computed",
    "draft_faults",
    "from_form_post",
    "json_schema",
    "located_faults",
    "missing_questions",
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
        question.name: Answer(question, complete=not partial) for question in questions_of(sections)
    }
    schema = Schema.from_dict(made, name="Answers")(unknown=unknown)
    schema.error_messages["unknown"] = UNKNOWN
    return schema


def draft_faults(sections: Sequence[Section], answers: Mapping[str, Any]) -> dict[str, str]:
    """Say of each answer given, by question, why it would not pass; nothing is asked for."""
    return {name: _first(told) for name, told in _faults(sections, answers, partial=True).items()}


def complete_faults(sections: Sequence[Section], answers: Mapping[str, Any]) -> dict[str, str]:
    """Say of each question what stands between these answers and a submission.

    Answers to questions that this form does not ask (another category's) are left alone.
    """
    return {name: _first(told) for name, told in _faults(sections, answers, partial=False).items()}


def located_faults(sections: Sequence[Section], answers: Mapping[str, Any]) -> dict[str, str]:
    """Say what ``draft_faults`` says, of each control: ``budget.1.montant``."""
    found: dict[str, str] = {}
    for name, told in _faults(sections, answers, partial=True).items():
        within = told if isinstance(told, dict) else {"": told}
        for path, messages in within.items():
            if path != WHOLE:
                found[f"{name}.{path}" if path else name] = _first(messages)
    return found


def canonical(sections: Iterable[Section], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers in their canonical form, those that do not pass as they are.

    A blank answer is None; answers to questions that the form does not ask are left out, and so are
    the values that are computed.
    """
    return {
        question.name: _canonical(question, answers[question.name])
        for question in questions_of(sections)
        if question.name in answers and field_type(question).answered
    }


def _canonical(question: Question, given: Any) -> Any:
    try:
        return Answer(question, complete=False).deserialize(given)
    except ValidationError:
        return given


def missing_questions(sections: Sequence[Section], answers: Mapping[str, Any]) -> list[Question]:
    """List the questions that must be answered and are not."""
    return [
        question
        for question in questions_of(asked(sections, answers))
        if is_due(question) and field_type(question).is_blank(answers.get(question.name))
    ]


def _faults(
    sections: Sequence[Section], answers: Mapping[str, Any], *, partial: bool
) -> dict[str, Any]:
    schema = _schema(asked(sections, answers), partial=partial, unknown=EXCLUDE)
    found = schema.validate(dict(answers))
    return {str(name): found[name] for name in schema.fields if name in found}


def _first(messages: Any) -> str:
    """Give one sentence of a marshmallow message, however deep it stands."""
    while isinstance(messages, list | dict):
        messages = next(iter(messages.values() if isinstance(messages, dict) else messages))
    return str(messages)
