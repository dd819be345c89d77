"""Valid answers for any form: made from its questions, the same at every rehearsal."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from laureat.configuration.definition import EditionDefinition, FieldKind, Question
from laureat.configuration.form_fields import plain_number
from laureat.configuration.forms import complete_faults, questions_of
from laureat.reference.territories import territories

TITLE = "Projet fictif n° {number}"
STORY = (
    "Projet fictif n° {number}, écrit pour la répétition générale de cette édition. Rien de ce qui"
    " suit n’a eu lieu : les personnes, les lieux et les chiffres sont inventés. Le texte est assez"
    " long pour ressembler à une réponse, et assez court pour tenir dans la limite du formulaire."
)
SMALL_TOWN = "commune:48095"


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
    asked = questions_of(sections)
    answers = {one.name: answer_to(one, number) for one in asked if one.required or number % 2}
    answers |= {name: value for name, value in (wanted or {}).items()}
    if faults := complete_faults(sections, answers):
        raise NoValidAnswers(" ".join(faults.values()))
    return answers


def answer_to(question: Question, number: int) -> Any:
    """Answer one question, within its limits."""
    return ANSWERS[question.kind](question, number)


def too_long_for(question: Question) -> str | None:
    """Give a text that exceeds the question's limit; None when it has none."""
    if question.words:
        return "mot " * (question.words + 1)
    if question.characters:
        return "m" * (question.characters + 1)
    return None


def _text(question: Question, number: int) -> str:
    return _within(question, TITLE.format(number=number))


def _long_text(question: Question, number: int) -> str:
    return _within(question, STORY.format(number=number))


def _within(question: Question, text: str) -> str:
    words = text.split()[: question.words] if question.words else text.split()
    return " ".join(words)[: question.characters].strip()


def _number(question: Question, number: int) -> str:
    low = Decimal(question.minimum) if question.minimum is not None else None
    high = Decimal(question.maximum) if question.maximum is not None else None
    value = (low if low is not None else Decimal(0)) + number % 7
    if high is not None and value > high:
        value = low if low is not None else high
    return plain_number(value)


def _date(question: Question, _number: int) -> str:
    return question.minimum or question.maximum or "2020-01-15"


def _choice(question: Question, number: int) -> str:
    return question.choices[number % len(question.choices)].value


def _choices(question: Question, number: int) -> list[str]:
    count = max(1, int(question.minimum or 1))
    values = [choice.value for choice in question.choices]
    start = number % len(values)
    return (values[start:] + values[:start])[:count]


def _territories(question: Question, number: int) -> list[str]:
    count = max(1, int(question.minimum or 1))
    codes = [f"departement:{one.code}" for one in territories().departements()]
    start = number % len(codes)
    return [SMALL_TOWN, *codes[start:], *codes[:start]][:count]


ANSWERS: Mapping[FieldKind, Callable[[Question, int], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.YES_NO: lambda _question, number: number % 2 == 0,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.EMAIL: lambda _question, number: f"contact-{number}@candidat-{number}.example",
    FieldKind.URL: lambda _question, number: f"https://candidat-{number}.example/projet",
    FieldKind.TERRITORY: _territories,
    FieldKind.CONSENT: lambda _question, _number: True,
}
