"""An answer as people read it, on a page and on paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from laureat.configuration.definition import FieldKind, Question
from laureat.configuration.form_fields import read_number
from laureat.domain.french import day_in_words
from laureat.plugin_api import typeset
from laureat.reference.territories import named, territories


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a language says otherwise: yes, no, and a day of the calendar."""

    yes: str
    no: str
    day: Callable[[date], str]


FRENCH: Final = Tongue("Oui", "Non", day_in_words)


def answer_in_words(question: Question, answer: Any, tongue: Tongue = FRENCH) -> str:
    """Write an answer as the jury reads it; empty when there is none."""
    if answer in (None, "", []):
        return ""
    if isinstance(answer, bool):
        return tongue.yes if answer else tongue.no
    labels = {one.value: typeset(one.label) for one in question.choices}
    if question.kind is FieldKind.TERRITORY:
        return ", ".join(named(str(code)) for code in answer if territories().find(str(code)))
    if isinstance(answer, list):
        return ", ".join(labels.get(str(one), str(one)) for one in answer)
    return _one(question, str(answer), labels, tongue)


def _one(question: Question, answer: str, labels: Mapping[str, str], tongue: Tongue) -> str:
    if question.kind is FieldKind.CHOICE:
        return labels.get(answer, answer)
    if question.kind is FieldKind.NUMBER:
        return _number(question, answer)
    if question.kind is FieldKind.DATE:
        return _date(answer, tongue)
    return answer


def _number(question: Question, answer: str) -> str:
    whole, _point, decimals = answer.partition(".")
    written = f"{int(whole):,}".replace(",", "\u202f") if whole.lstrip("-").isdigit() else whole
    figure = f"{written},{decimals}" if decimals else written
    if not question.unit:
        return figure
    number = read_number(answer)
    unit = question.unit if number is None else question.unit_of(number)
    return f"{figure}\u00a0{typeset(unit)}"


def _date(answer: str, tongue: Tongue) -> str:
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return answer
    return tongue.day(day)
