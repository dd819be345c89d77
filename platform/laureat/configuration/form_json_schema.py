"""A form as JSON Schema, for those who fill it in by program."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from laureat.configuration.definition import FieldKind, Question, Section

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TERRITORY_CODE = r"^(commune|epci|departement):[0-9A-Z]+$"
DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"


def json_schema(sections: Iterable[Section]) -> dict[str, Any]:
    """Describe the canonical answers of a form, as they must be when it is submitted."""
    questions = [question for section in sections for question in section.questions]
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {question.name: _described(question) for question in questions},
        "required": [question.name for question in questions if question.required],
        "additionalProperties": False,
    }


def _described(question: Question) -> dict[str, Any]:
    said: dict[str, Any] = {"title": question.label}
    if question.help:
        said["description"] = question.help
    if question.unit:
        said["x-unit"] = question.unit
    if question.words:
        said["x-max-words"] = question.words
    said |= SHAPES[question.kind](question)
    if not question.required and said.get("type") and question.kind is not FieldKind.CONSENT:
        said["type"] = [said["type"], "null"]
    return said


def _text(question: Question) -> dict[str, Any]:
    said: dict[str, Any] = {"type": "string"}
    if question.characters:
        said["maxLength"] = question.characters
    if question.required:
        said["minLength"] = 1
    return said


def _number(question: Question) -> dict[str, Any]:
    limits = {"x-minimum": question.minimum, "x-maximum": question.maximum}
    told = {key: limit for key, limit in limits.items() if limit is not None}
    return {"type": "string", "pattern": DECIMAL, **told}


def _list(question: Question, items: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {"type": "array", "uniqueItems": True, "items": items}
    if question.minimum is not None or question.required:
        said["minItems"] = max(int(question.minimum or 0), 1 if question.required else 0)
    if question.maximum is not None:
        said["maxItems"] = int(question.maximum)
    return said


def _options(question: Question) -> list[dict[str, str]]:
    return [{"const": choice.value, "title": choice.label} for choice in question.choices]


def _consent(question: Question) -> dict[str, Any]:
    return {"type": "boolean", "const": True} if question.required else {"type": "boolean"}


SHAPES: Mapping[FieldKind, Callable[[Question], dict[str, Any]]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: lambda _: {"type": "string", "format": "date"},
    FieldKind.YES_NO: lambda _: {"type": "boolean"},
    FieldKind.CHOICE: lambda question: {"oneOf": _options(question)},
    FieldKind.CHOICES: lambda question: _list(question, {"oneOf": _options(question)}),
    FieldKind.EMAIL: lambda _: {"type": "string", "format": "email"},
    FieldKind.URL: lambda _: {"type": "string", "format": "uri"},
    FieldKind.TERRITORY: lambda question: _list(
        question, {"type": "string", "pattern": TERRITORY_CODE}
    ),
    FieldKind.CONSENT: _consent,
}
