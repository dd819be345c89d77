"""A form as JSON Schema, for those who fill it in by program."""

from collections.abc import Iterable
from typing import Any

from laureat.configuration.definition import Question, Section
from laureat.configuration.field_types import field_type

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(sections: Iterable[Section]) -> dict[str, Any]:
    """Describe the canonical answers of a form, as they must be when it is submitted."""
    questions = [question for section in sections for question in section.questions]
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {question.name: described(question) for question in questions},
        "required": [question.name for question in questions if question.required],
        "additionalProperties": False,
    }


def described(question: Question) -> dict[str, Any]:
    """Describe the answers to one question; none is null, where none is required."""
    said: dict[str, Any] = {"title": question.label}
    if question.help:
        said["description"] = question.help
    if question.unit:
        said["x-unit"] = question.unit
    if question.words:
        said["x-max-words"] = question.words
    said |= field_type(question).json_schema(question)
    if not question.required and isinstance(said.get("type"), str):
        said["type"] = [said["type"], "null"]
    return said
