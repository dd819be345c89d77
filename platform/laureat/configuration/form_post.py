"""What a browser posts, as answers.

Nothing that was typed is ever lost: what cannot be read stays as typed, for ``draft_faults`` to
tell.
"""

import re
from collections.abc import Iterable
from typing import Any, Protocol

from laureat.configuration.definition import FieldKind, Question, Section
from laureat.configuration.form_fields import CONTROL, plain_number, read_date, read_number

BOOLEANS = {"true": True, "on": True, "1": True, "oui": True, "false": False, "0": False}
BOOLEANS |= {"non": False}


class Post(Protocol):
    """The part of a multi-valued mapping that is read here."""

    def getlist(self, key: str) -> list[str]:
        """List the values posted under a name."""
        ...


def from_form_post(sections: Iterable[Section], post: Post) -> dict[str, Any]:
    """Give the answers of the pages that were posted, and of those only.

    A browser says nothing of an empty checkbox: for the questions of these pages, nothing posted
    means not ticked.
    """
    return {
        question.name: _answer(question, post.getlist(question.name))
        for section in sections
        for question in section.questions
        if _is_told(question, post)
    }


def _is_told(question: Question, post: Post) -> bool:
    """Say whether the post tells the answer: a box is told by its absence, a text is not."""
    ticked = question.kind in (FieldKind.CHOICES, FieldKind.CONSENT, FieldKind.TERRITORY)
    return ticked or bool(post.getlist(question.name))


def _answer(question: Question, posted: list[str]) -> Any:
    values = [CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")) for value in posted]
    if question.kind is FieldKind.CHOICES:
        return list(dict.fromkeys(value for value in values if value))
    if question.kind is FieldKind.TERRITORY:
        codes = (code for value in values for code in re.split(r"[\s,;]+", value))
        return list(dict.fromkeys(code for code in codes if code))
    if question.kind is FieldKind.CONSENT:
        return bool(values) and BOOLEANS.get(values[-1].strip().lower(), True)
    return _single(question.kind, values[-1])


def _single(kind: FieldKind, typed: str) -> Any:
    """Read the value of a field that holds one."""
    if not typed.strip():
        return None
    if kind is FieldKind.YES_NO:
        return BOOLEANS.get(typed.strip().lower(), typed)
    if kind is FieldKind.NUMBER:
        number = read_number(typed)
        return typed if number is None else plain_number(number)
    if kind is FieldKind.DATE:
        day = read_date(typed)
        return typed if day is None else day.isoformat()
    return typed if kind is FieldKind.LONG_TEXT else typed.strip()
