"""Answers to an edition's form: the one check that pages and API share.

A draft is never refused: ``draft_faults`` says what would not pass, and keeps everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema

from laureat.configuration.definition import Question, Section
from laureat.configuration.form_fields import Answer, is_blank
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

UNKNOWN = typeset("Le formulaire n'a pas de question de ce nom : corrigez-le ou retirez-le.")


def questions_of(sections: Iterable[Section]) -> list[Question]:
    """List the questions of a form, in order."""
    return [question for section in sections for question in section.questions]


def answers_schema(sections: Iterable[Section], *, partial: bool) -> Schema:
    """Make the schema of the answers; ``partial`` asks for none, yet checks those given."""
    made: dict[str, Any] = {
        question.name: Answer(question, due=question.required and not partial)
        for question in questions_of(sections)
    }
    schema = Schema.from_dict(made, name="Answers")(unknown=RAISE)
    schema.error_messages["unknown"] = UNKNOWN
    return schema


def draft_faults(sections: Iterable[Section], answers: Mapping[str, Any]) -> dict[str, str]:
    """Say of each answer given, by question, why it would not pass; nothing is asked for."""
    return _faults(answers_schema(sections, partial=True), answers)


def complete_faults(sections: Iterable[Section], answers: Mapping[str, Any]) -> dict[str, str]:
    """Say of each question what stands between these answers and a submission.

    Answers to questions that this form does not ask (another category's) are left alone.
    """
    return _faults(answers_schema(sections, partial=False), answers)


def canonical(sections: Iterable[Section], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers in their canonical form, those that do not pass as they are.

    A blank answer is None; answers to questions that the form does not ask are left out.
    """
    kept: dict[str, Any] = {}
    for question in questions_of(sections):
        if question.name not in answers:
            continue
        schema = answers_schema(_only(question), partial=True)
        given = {question.name: answers[question.name]}
        value = given if schema.validate(given) else schema.load(given)
        kept[question.name] = value[question.name]
    return kept


def missing_questions(sections: Sequence[Section], answers: Mapping[str, Any]) -> list[Question]:
    """List the questions that must be answered and are not."""
    return [
        question
        for question in questions_of(sections)
        if question.required and is_blank(answers.get(question.name), question.kind)
    ]


def _only(question: Question) -> tuple[Section]:
    return (Section(slug="", title="", questions=(question,)),)


def _faults(schema: Schema, answers: Mapping[str, Any]) -> dict[str, str]:
    found = type(schema)(unknown=EXCLUDE).validate(dict(answers))
    return {str(name): _first(found[name]) for name in schema.fields if name in found}


def _first(messages: Any) -> str:
    """Give one sentence of a marshmallow message, however deep it stands."""
    while isinstance(messages, list | dict):
        messages = next(iter(messages.values() if isinstance(messages, dict) else messages))
    return str(messages)
