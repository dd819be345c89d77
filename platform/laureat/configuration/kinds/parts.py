"""Answers made of several others: what is checked, read and asked alike for a block and a row."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from laureat.configuration.field_types import field_type, is_due
from laureat.configuration.form_json_schema import described
from laureat.plugin_api import Post, Question, RefusedAnswer, Tongue

Block = dict[str, Any]


def checked_parts(parts: Iterable[Question], given: Mapping[str, Any]) -> Block:
    """Check each part that is given, and leave the blank ones out.

    Raises:
        RefusedAnswer: with what is wrong within.
    """
    kept: Block = {}
    wrong: dict[str, str] = {}
    for part in parts:
        value = given.get(part.name)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        try:
            answer = field_type(part).check(part, value)
        except RefusedAnswer as refused:
            wrong[part.name] = refused.sentence
            continue
        if not field_type(part).is_blank(answer):
            kept[part.name] = answer
    if wrong:
        raise RefusedAnswer(next(iter(wrong.values())), wrong)
    return kept


def missing_parts(parts: Iterable[Question], given: Mapping[str, Any]) -> dict[str, str]:
    """Say of each required part that is blank what to do about it."""
    lacking = ((one.name, field_type(one).lacks(one, given.get(one.name))) for one in parts)
    return {name: refused.sentence for name, refused in lacking if refused is not None}


def described_parts(parts: Iterable[Question]) -> dict[str, Any]:
    """Describe a block in JSON Schema."""
    parts = tuple(parts)
    return {
        "type": "object",
        "properties": {one.name: described(one) for one in parts},
        "required": [one.name for one in parts if is_due(one)],
        "additionalProperties": False,
    }


def read_parts(
    parts: Iterable[Question], given: Mapping[str, Any], tongue: Tongue
) -> tuple[str, ...]:
    """Write each part as people read it; empty where there is none."""
    return tuple(
        "" if field_type(one).is_blank(answer) else field_type(one).read(one, answer, tongue)
        for one in parts
        for answer in (given.get(one.name),)
    )


def posted_parts(parts: Iterable[Question], prefix: str, post: Post) -> Block:
    """Read the parts whose controls are named after a prefix; the blank ones are left out."""
    found: Block = {}
    for part in parts:
        named = replace(part, name=f"{prefix}.{part.name}")
        if field_type(part).is_told(named, post):
            found[part.name] = field_type(part).posted(named, post)
    return {name: one for name, one in found.items() if one not in (None, "", [])}


def sample_parts(parts: Iterable[Question], number: int) -> Block:
    """Make up each part."""
    return {one.name: field_type(one).sample(one, number) for one in parts}


def keepable_parts(value: object) -> bool:
    """Say whether a value is a block that a page could have sent."""
    return isinstance(value, dict) and all(
        isinstance(one, str | int | float | None) for one in value.values()
    )
