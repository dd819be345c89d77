"""Questions that are answered by choosing: yes or no, one answer of a list, or several."""

from decimal import Decimal
from typing import Any, ClassVar

from laureat.plugin_api import (
    FieldType,
    Post,
    Question,
    RefusedAnswer,
    Tongue,
    Widget,
    counted_answers,
    described_list,
    listed_answers,
    plain_text,
    read_count,
    typeset,
)

YES, NO = "oui", "non"
BOOLEANS = {"true": True, "on": True, "1": True, YES: True, "false": False, "0": False, NO: False}


class YesNo(FieldType):
    """Yes or no; no is an answer."""

    meaning: ClassVar[str] = "oui ou non"
    invitation: ClassVar[str] = "Répondez par oui ou par non"
    widget: ClassVar[Widget] = Widget.RADIOS

    def check(self, question: Question, value: Any) -> bool:
        """Keep a boolean."""
        if isinstance(value, bool):
            return value
        raise RefusedAnswer(f"« {question.label} » attend oui ou non.")

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe a boolean."""
        return {"type": "boolean"}

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write yes or no."""
        return (tongue.yes if answer else tongue.no) if isinstance(answer, bool) else str(answer)

    def typed(self, text: str) -> Any:
        """Read yes or no; anything else stays as it was typed."""
        return BOOLEANS.get(text.lower(), text)

    def shown(self, question: Question, answer: Any) -> str | list[str]:
        """Give the value of the radio button."""
        if isinstance(answer, bool):
            return YES if answer else NO
        return super().shown(question, answer)

    def sample(self, question: Question, number: int) -> Any:
        """Say yes every other time."""
        return number % 2 == 0


class Consent(YesNo):
    """A box to tick; a consent that is not given is no answer."""

    meaning: ClassVar[str] = "une case à cocher : un engagement du candidat"
    invitation: ClassVar[str] = "Cochez cette case pour pouvoir déposer"
    widget: ClassVar[Widget] = Widget.CHECK

    def is_blank(self, answer: object) -> bool:
        """Count only what is ticked."""
        return answer is not True

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe a box that must be ticked, or may be."""
        return {"type": "boolean", "const": True} if question.required else {"type": "boolean"}

    def is_told(self, question: Question, post: Post) -> bool:
        """Take nothing posted for not ticked."""
        return True

    def posted(self, question: Question, post: Post) -> Any:
        """Read whether the box is ticked."""
        values = post.getlist(question.name)
        return bool(values) and BOOLEANS.get(plain_text(values[-1]).strip().lower(), True)

    def shown(self, question: Question, answer: Any) -> str | list[str]:
        """Give the value of the box, where it is ticked."""
        return "" if answer is False else super().shown(question, answer)

    def sample(self, question: Question, number: int) -> Any:
        """Tick the box."""
        return True


class Choice(FieldType):
    """One answer of a list."""

    meaning: ClassVar[str] = "une réponse parmi `choices`"
    invitation: ClassVar[str] = "Choisissez une réponse"
    keys: ClassVar[frozenset[str]] = frozenset({"choices"})
    widget: ClassVar[Widget] = Widget.RADIOS

    def check(self, question: Question, value: Any) -> Any:
        """Keep a value of the list."""
        return _chosen(question, value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe the values, each with its label."""
        offered: list[dict[str, Any]] = [*_options(question)]
        return {"oneOf": offered if question.required else [*offered, {"type": "null"}]}

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write the label of the answer."""
        return _labels(question).get(str(answer), str(answer))

    def sample(self, question: Question, number: int) -> Any:
        """Take each answer in its turn."""
        return question.choices[number % len(question.choices)].value


class Choices(FieldType):
    """Several answers of a list."""

    meaning: ClassVar[str] = "une ou plusieurs réponses parmi `choices`"
    invitation: ClassVar[str] = "Cochez au moins une réponse"
    keys: ClassVar[frozenset[str]] = frozenset({"choices", "minimum", "maximum"})
    widget: ClassVar[Widget] = Widget.BOXES

    def check(self, question: Question, value: Any) -> Any:
        """Keep values of the list, each once."""
        chosen = [_chosen(question, one) for one in listed_answers(question, value)]
        return counted_answers(question, chosen)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe a list without repetition."""
        return described_list(question, {"oneOf": _options(question)})

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write the labels of the answers."""
        labels = _labels(question)
        given = answer if isinstance(answer, list) else [answer]
        return ", ".join(labels.get(str(one), str(one)) for one in given)

    def is_told(self, question: Question, post: Post) -> bool:
        """Take nothing posted for nothing ticked."""
        return True

    def posted(self, question: Question, post: Post) -> Any:
        """Read the boxes that are ticked."""
        return list(dict.fromkeys(filter(None, map(plain_text, post.getlist(question.name)))))

    def sample(self, question: Question, number: int) -> Any:
        """Tick as few boxes as may be, from each in its turn."""
        count = max(1, int(question.minimum or 1))
        values = [choice.value for choice in question.choices]
        start = number % len(values)
        return (values[start:] + values[:start])[:count]

    def limit(self, written: str) -> Decimal:
        """Read a number of answers."""
        return read_count(written)

    def limit_example(self) -> str:
        """Show how a limit is written."""
        return "un nombre de réponses : 3"


def _chosen(question: Question, value: Any) -> str:
    if isinstance(value, str) and value in {choice.value for choice in question.choices}:
        return value
    labels = ", ".join(choice.label for choice in question.choices)
    raise RefusedAnswer(f"« {question.label} » : choisissez parmi {labels}.")


def _options(question: Question) -> list[dict[str, Any]]:
    return [{"const": choice.value, "title": choice.label} for choice in question.choices]


def _labels(question: Question) -> dict[str, str]:
    return {one.value: typeset(one.label) for one in question.choices}
