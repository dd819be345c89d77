"""A form as JSON Schema, for those who fill it in by program.

What a condition hides may hold anything: each such question has a definition that says when it is
asked, and what is then due of its answer. JSON Schema compares no decimal text: where a condition
needs it, nothing is said of the answer, which is checked all the same when it is sent.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from laureat.configuration.definition import Condition, Question, Section
from laureat.configuration.field_types import field_type, is_due

Shape: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BLANKS: tuple[Any, ...] = (None, "", False, [], {})


def json_schema(sections: Iterable[Section]) -> dict[str, Any]:
    """Describe the canonical answers of a form, as they must be when it is submitted."""
    places = [(section, question) for section in sections for question in section.questions]
    always = [one for section, one in places if not (section.when or one.when)]
    conditional = [(section, one) for section, one in places if section.when or one.when]
    said: dict[str, Any] = {
        "$schema": DIALECT,
        "type": "object",
        "properties": {
            one.name: described(one) if not (section.when or one.when) else {"title": one.label}
            for section, one in places
        },
        "required": [one.name for one in always if is_due(one)],
        "additionalProperties": False,
    }
    if not conditional:
        return said
    known = {one.name: one for _section, one in places}
    told: dict[str, Shape | None] = dict.fromkeys(one.name for _section, one in conditional)
    for section, one in conditional:
        whens = [_holds(when, known, told) for when in (section.when, one.when) if when is not None]
        told[one.name] = None if None in whens else {"allOf": whens}
    told = {name: shape for name, shape in told.items() if shape is not None}
    said["$defs"] = {f"asked.{name}": when for name, when in told.items()}
    said["allOf"] = [_due(known[name]) for name in told]
    return said


def described(question: Question) -> dict[str, Any]:
    """Describe the answers to one question; none is null, where none is required."""
    said: dict[str, Any] = {"title": question.label}
    if question.help:
        said["description"] = question.help
    if question.examples:
        said["examples"] = list(question.examples)
    if question.unit:
        said["x-unit"] = question.unit
    if question.words:
        said["x-max-words"] = question.words
    said |= field_type(question).json_schema(question)
    if not question.required and isinstance(said.get("type"), str):
        said["type"] = [said["type"], "null"]
    return said


def _due(question: Question) -> dict[str, Any]:
    """Say what holds of an answer once its question is asked."""
    then: dict[str, Any] = {"properties": {question.name: described(question)}}
    if is_due(question):
        then["required"] = [question.name]
    return {"if": {"$ref": f"#/$defs/asked.{question.name}"}, "then": then}


def _holds(
    condition: Condition, known: Mapping[str, Question], told: Mapping[str, Shape | None]
) -> Shape | None:
    """Describe the answers of which a condition holds; None where JSON Schema cannot."""
    for word, below in (("allOf", condition.every), ("anyOf", condition.some)):
        if below:
            inner = [_holds(one, known, told) for one in below]
            return {word: inner} if None not in inner else None
    if condition.opposite is not None:
        opposite = _holds(condition.opposite, known, told)
        return None if opposite is None else {"not": opposite}
    question = known.get(condition.question)
    if question is None:
        return {} if condition.answered is False else {"not": {}}
    test = _test(condition, question)
    if test is None or (question.name in told and told[question.name] is None):
        return None
    asked = [{"$ref": f"#/$defs/asked.{question.name}"}] if question.name in told else []
    holds = {
        "allOf": [*asked, {"required": [question.name]}, {"properties": {question.name: test}}]
    }
    return {"not": holds} if condition.answered is False else holds


def _test(condition: Condition, question: Question) -> Shape | None:
    """Describe the answers to the question that pass."""
    kind = field_type(question)
    if not kind.answered:
        return None
    if condition.answered is not None:
        return {"not": {"enum": [one for one in BLANKS if kind.is_blank(one)]}}
    if not condition.one_of:
        return None
    words = {"true": True, "false": False}
    values = [*condition.one_of, *(words[one] for one in condition.one_of if one in words)]
    passing = {"enum": [one for one in values if not kind.is_blank(one)]}
    return {"anyOf": [passing, {"type": "array", "contains": passing}]}
