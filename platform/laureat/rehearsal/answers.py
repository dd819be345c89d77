"""Valid answers for any form: made from its questions, the same at every rehearsal."""

from collections.abc import Mapping
from typing import Any

from laureat.configuration.definition import EditionDefinition, Question
from laureat.configuration.field_types import field_type
from laureat.configuration.forms import complete_faults, computed, questions_of


class NoValidAnswers(Exception):
    """The form cannot be filled in: the message says which questions resist."""


def answers_for(
    definition: EditionDefinition,
    category: str,
    *,
    number: int,
    wanted: Mapping[str, object] | None = None,
) -> dict[str, Any]:
    """Fill in the form of a category; ``wanted`` are answers that are given as they are.

    Raises:
        NoValidAnswers: what was made does not pass the form's own checks.
    """
    sections = definition.sections_for(category)
    answers = {
        one.name: answer_to(one, number)
        for one in questions_of(sections)
        if one.required or number % 2
    }
    answers |= {name: value for name, value in (wanted or {}).items()}
    answers |= computed(sections, answers)
    if faults := complete_faults(sections, answers):
        raise NoValidAnswers(" ".join(faults.values()))
    return answers


def answer_to(question: Question, number: int) -> Any:
    """Answer one question, within its limits."""
    return field_type(question).sample(question, number)


def too_long_for(question: Question) -> str | None:
    """Give a text that exceeds the question's limit; None when it has none."""
    if question.words:
        return "mot " * (question.words + 1)
    if question.characters:
        return "m" * (question.characters + 1)
    return None
