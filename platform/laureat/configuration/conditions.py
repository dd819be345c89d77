"""What of a form is asked, given what is answered: conditions hide, formulas compute.

Conditions and formulas read earlier questions only, so one reading from the top settles all. The
answer to a question that is not asked counts as none, though a draft keeps it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from laureat.configuration.definition import Condition, Question, Section
from laureat.configuration.field_types import field_type
from laureat.configuration.formulas import read_formula

KEPT = 256
"""How many forms are remembered as asking everything."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The part of a form that is asked, and the answers to it, computed values included."""

    sections: tuple[Section, ...]
    answers: Mapping[str, Any]


def asked(sections: Sequence[Section], answers: Mapping[str, Any]) -> tuple[Section, ...]:
    """Give the form without what its conditions hide."""
    whole = tuple(sections)
    return whole if _asks_everything(whole) else settled(whole, answers).sections


def computed(sections: Sequence[Section], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the computed values of a form; None where an answer is missing."""
    names = [one.name for section in sections for one in section.questions if one.formula]
    if not names:
        return {}
    values = settled(sections, answers).answers
    return {name: values.get(name) for name in names}


def settled(sections: Sequence[Section], answers: Mapping[str, Any]) -> Settled:
    """Read a form from the top: hide what is not asked, compute what follows."""
    seen: dict[str, Any] = {}
    before: dict[str, Question] = {}
    kept: list[Section] = []
    for section in sections:
        if section.when is not None and not holds(section.when, seen, before):
            continue
        here: list[Question] = []
        for question in section.questions:
            if question.when is None or holds(question.when, seen, before):
                here.append(question)
                before[question.name] = question
                seen[question.name] = _answer(question, seen, answers)
        kept.append(replace(section, questions=tuple(here)))
    return Settled(tuple(kept), seen)


def tests_of(condition: Condition) -> list[Condition]:
    """List the tests of a condition, however they are combined."""
    below = [*condition.every, *condition.some, *filter(None, [condition.opposite])]
    found = [test for one in below for test in tests_of(one)]
    return [condition, *found] if condition.question else found


@lru_cache(KEPT)
def _asks_everything(sections: tuple[Section, ...]) -> bool:
    return not any(
        section.when or any(one.when for one in section.questions) for section in sections
    )


def _answer(question: Question, seen: Mapping[str, Any], answers: Mapping[str, Any]) -> Any:
    if question.formula:
        return read_formula(question.formula).value(seen)
    return answers.get(question.name)


def holds(
    condition: Condition, answers: Mapping[str, Any], questions: Mapping[str, Question]
) -> bool:
    """Say whether a condition holds of the answers to some questions."""
    if condition.every:
        return all(holds(one, answers, questions) for one in condition.every)
    if condition.some:
        return any(holds(one, answers, questions) for one in condition.some)
    if condition.opposite is not None:
        return not holds(condition.opposite, answers, questions)
    question = questions.get(condition.question)
    answer = answers.get(condition.question)
    blank = question is None or field_type(question).is_blank(answer)
    if condition.answered is not None:
        return condition.answered is not blank
    return question is not None and not blank and _passes(condition, question, answer)


def _passes(condition: Condition, question: Question, answer: Any) -> bool:
    if condition.one_of:
        given = answer if isinstance(answer, list) else [answer]
        return any(as_condition(one) in condition.one_of for one in given)
    kind = field_type(question)
    try:
        rank = kind.limit(str(answer))
        low = condition.at_least is None or rank >= kind.limit(condition.at_least)
        return low and (condition.at_most is None or rank <= kind.limit(condition.at_most))
    except ValueError:
        return False


def as_condition(answer: object) -> str:
    """Write one answer as a condition names it: ``true``, ``12.5``, ``2026-11-08``."""
    return str(answer).lower() if isinstance(answer, bool) else str(answer)
