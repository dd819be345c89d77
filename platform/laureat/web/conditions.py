"""Conditions as a page follows them while one types; what it cannot follow is said as it stands."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from laureat.configuration.conditions import Settled, holds
from laureat.configuration.definition import Condition, Question, Section
from laureat.configuration.field_types import field_type
from laureat.plugin_api import Widget

Live: TypeAlias = bool | dict[str, Any]

FOLLOWED = (Widget.LINE, Widget.LINES, Widget.RADIOS, Widget.BOXES, Widget.CHECK)
WORDS: Mapping[str, Any] = {"true": True, "false": False}


def live_condition(condition: Condition, page: Section, form: Settled) -> str:
    """Write a condition for ``conditions.js``; empty where nothing on the page changes it."""
    asked = {one.name: one for section in form.sections for one in section.questions}
    here = {one.name: one for one in page.questions if field_type(one).widget in FOLLOWED}
    live = _live(condition, here, form.answers, asked)
    return "" if isinstance(live, bool) else json.dumps(live, ensure_ascii=False)


def _live(
    condition: Condition,
    here: Mapping[str, Question],
    answers: Mapping[str, Any],
    asked: Mapping[str, Question],
) -> Live:
    for word, below in (("all", condition.every), ("any", condition.some)):
        if below:
            return {word: [_live(one, here, answers, asked) for one in below]}
    if condition.opposite is not None:
        return {"not": _live(condition.opposite, here, answers, asked)}
    question = here.get(condition.question)
    if question is None:
        return holds(condition, answers, asked)
    return {"question": question.name, **_test(condition, question)}


def _test(condition: Condition, question: Question) -> dict[str, Any]:
    """Write a test in the values that the controls of the question have."""
    if condition.answered is not None:
        return {"answered": condition.answered}
    if condition.one_of:
        kind = field_type(question)
        boolean = kind.widget in (Widget.RADIOS, Widget.CHECK) and not question.choices
        values = [WORDS.get(one, one) if boolean else one for one in condition.one_of]
        return {"oneOf": [kind.shown(question, one) for one in values]}
    return {"atLeast": condition.at_least, "atMost": condition.at_most}
