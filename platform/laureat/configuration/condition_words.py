"""A condition as people read it on paper: « si « Une aide ? » : Oui »."""

from collections.abc import Mapping

from laureat.configuration.definition import Condition, Question
from laureat.configuration.field_types import field_type
from laureat.plugin_api import FRENCH, typeset

WORDS = {"true": True, "false": False}


def condition_in_words(condition: Condition, questions: Mapping[str, Question]) -> str:
    """Say a condition, without a capital or a full stop."""
    return typeset(_said(condition, questions))


def _said(condition: Condition, questions: Mapping[str, Question]) -> str:
    for word, below in ((" et ", condition.every), (" ou ", condition.some)):
        if below:
            return word.join(_within(one, questions) for one in below)
    if condition.opposite is not None:
        return f"sauf {_within(condition.opposite, questions)}"
    question = questions.get(condition.question)
    label = question.label if question else condition.question
    return f"si « {label} » {_test(condition, question)}"


def _within(condition: Condition, questions: Mapping[str, Question]) -> str:
    combined = condition.every or condition.some or condition.opposite
    said = _said(condition, questions)
    return f"({said})" if combined else said


def _test(condition: Condition, question: Question | None) -> str:
    if condition.answered is not None:
        return "a une réponse" if condition.answered else "n'a pas de réponse"
    if condition.one_of:
        return ": " + " ou ".join(_value(one, question) for one in condition.one_of)
    least = f"vaut {_value(condition.at_least, question)} au moins" if condition.at_least else ""
    most = f"vaut {_value(condition.at_most, question)} au plus" if condition.at_most else ""
    return " et ".join(filter(None, [least, most]))


def _value(value: str, question: Question | None) -> str:
    if question is None:
        return value
    answer = WORDS.get(value, value) if not question.choices else value
    return field_type(question).read(question, answer, FRENCH)
