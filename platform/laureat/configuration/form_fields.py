"""The field that checks the answer to each kind of question.

An answer is stored in one canonical form: text as text, a number as exact decimal text, a date as
``2026-11-06``, choices and territories as lists, yes or no as booleans.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError
from marshmallow.fields import Field

from laureat.configuration.definition import FieldKind, Question
from laureat.configuration.words import count_characters, count_words, has_more_words
from laureat.plugin_api import french_count, french_number, typeset
from laureat.reference.territories import territories

MAX_CHARACTERS = 50_000
MAX_LISTED = 500
EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+\Z")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Check = Callable[[Question, Any], Any]


class Answer(Field[Any]):
    """The answer to one question; blank is ``None``, and refused only where an answer is due."""

    def __init__(self, question: Question, *, due: bool) -> None:
        super().__init__(required=due, allow_none=True)
        self.error_messages["required"] = _missing(question)
        self.question = question
        self.due = due

    def deserialize(
        self,
        value: Any,
        attr: str | None = None,
        data: Mapping[str, Any] | None = None,
        **given: Any,
    ) -> Any:
        """Check an answer, and give it in its canonical form."""
        checked = super().deserialize(value, attr, data, **given)
        if self.due and is_blank(checked, self.question.kind):
            raise self.make_error("required")
        return checked

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            return None
        return CHECKS[self.question.kind](self.question, value)


def is_blank(value: object, kind: FieldKind) -> bool:
    """Say whether a canonical answer answers nothing; a consent not given is none."""
    return value in (None, "", []) or (kind is FieldKind.CONSENT and value is not True)


def _missing(question: Question) -> str:
    """Say what to do about a question without answer."""
    acts = {
        FieldKind.CONSENT: "Cochez cette case pour pouvoir déposer",
        FieldKind.CHOICE: "Choisissez une réponse",
        FieldKind.CHOICES: "Cochez au moins une réponse",
        FieldKind.YES_NO: "Répondez par oui ou par non",
        FieldKind.TERRITORY: "Indiquez au moins un territoire (commune, EPCI, département)",
    }
    act = acts.get(question.kind, "Répondez à cette question")
    return typeset(f"{act} : « {question.label} ».")


def _text(question: Question, value: Any) -> str:
    if not isinstance(value, str):
        raise _refusal(f"« {question.label} » attend un texte.")
    text = CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if question.kind is not FieldKind.LONG_TEXT and "\n" in text:
        raise _refusal(f"« {question.label} » tient sur une ligne : retirez les retours.")
    _refuse_excess(question, count_characters(text), question.characters or MAX_CHARACTERS)
    if question.words and has_more_words(text, question.words):
        _refuse_excess(question, count_words(text), question.words, unit="mot")
    return text


def _refuse_excess(question: Question, count: int, limit: int, unit: str = "caractère") -> None:
    if count > limit:
        excess = french_number(count - limit)
        raise _refusal(
            f"« {question.label} » compte {french_count(count, unit)}, soit {excess} de trop : "
            f"raccourcissez à {french_count(limit, unit)} au plus."
        )


def _number(question: Question, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise _refusal(f"« {question.label} » attend un nombre, par exemple 1250 ou 12,5.")
    number = read_number(str(value))
    if number is None:
        raise _refusal(
            f"« {question.label} » attend un nombre, et non « {_cut(value)} » : "
            "écrivez par exemple 1250 ou 12,5."
        )
    if question.minimum is not None and number < Decimal(question.minimum):
        raise _refusal(f"« {question.label} » : {_limit(question, question.minimum)} au moins.")
    if question.maximum is not None and number > Decimal(question.maximum):
        raise _refusal(f"« {question.label} » : {_limit(question, question.maximum)} au plus.")
    return plain_number(number)


def read_number(written: str) -> Decimal | None:
    """Read a number as French people write it: ``1 234,5``; None when it is not one."""
    compact = re.sub(r"\s", "", written).replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if not re.fullmatch(r"[-+]?\d{1,30}(\.\d{1,15})?", compact, re.ASCII):
        return None
    try:
        return Decimal(compact)
    except InvalidOperation:
        return None


def plain_number(number: Decimal) -> str:
    """Write a number the one way it is stored: no exponent, no useless zero."""
    plain = format(number, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "+0", "") else plain


def _date(question: Question, value: Any) -> str:
    day = read_date(value) if isinstance(value, str) else None
    if day is None:
        raise _refusal(f"« {question.label} » attend une date, par exemple 08/11/2026.")
    if question.minimum is not None and day.isoformat() < question.minimum:
        raise _refusal(f"« {question.label} » : pas avant le {_day(question.minimum)}.")
    if question.maximum is not None and day.isoformat() > question.maximum:
        raise _refusal(f"« {question.label} » : pas après le {_day(question.maximum)}.")
    return day.isoformat()


def read_date(written: str) -> date | None:
    """Read ``2026-11-08`` or ``8/11/2026``; None when it is not a day of the calendar."""
    french = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", written.strip(), re.ASCII)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", written.strip(), re.ASCII)
    if french is None and iso is None:
        return None
    year, month, day = french.group(3, 2, 1) if french else iso.groups() if iso else ("", "", "")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _yes_no(question: Question, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _refusal(f"« {question.label} » attend oui ou non.")


def _choice(question: Question, value: Any) -> str:
    if isinstance(value, str) and value in {choice.value for choice in question.choices}:
        return value
    labels = ", ".join(choice.label for choice in question.choices)
    raise _refusal(f"« {question.label} » : choisissez parmi {labels}.")


def _choices(question: Question, value: Any) -> list[str]:
    return _counted(question, [_choice(question, one) for one in _listed(question, value)])


def _territories(question: Question, value: Any) -> list[str]:
    codes = _listed(question, value)
    for code in codes:
        if not isinstance(code, str) or territories().find(code) is None:
            raise _refusal(
                f"« {question.label} » : « {_cut(code)} » n'est pas un territoire connu ; "
                "choisissez-le dans la liste proposée."
            )
    return _counted(question, codes)


def _listed(question: Question, value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > MAX_LISTED:
        raise _refusal(f"« {question.label} » attend une liste de {MAX_LISTED} réponses au plus.")
    return value


def _counted(question: Question, values: list[str]) -> list[str]:
    """Keep each value once, and refuse too few or too many; none at all is for ``required``."""
    kept = list(dict.fromkeys(values))
    if kept and question.minimum is not None and len(kept) < int(question.minimum):
        raise _refusal(
            f"« {question.label} » : {french_count(int(question.minimum), 'réponse')} au moins."
        )
    if question.maximum is not None and len(kept) > int(question.maximum):
        most = french_count(int(question.maximum), "réponse")
        raise _refusal(
            f"« {question.label} » : {most} au plus, et vous en avez {len(kept)} ; retirez-en."
        )
    return kept


def _email(question: Question, value: Any) -> str:
    text = _text(question, value).strip()
    if EMAIL.match(text):
        return text
    raise _refusal(
        f"« {question.label} » attend une adresse électronique, par exemple nom@exemple.fr."
    )


def _url(question: Question, value: Any) -> str:
    text = _text(question, value).strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"\s", text):
        return text
    raise _refusal(
        f"« {question.label} » attend l'adresse d'une page, par exemple https://www.exemple.fr."
    )


CHECKS: Mapping[FieldKind, Check] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.EMAIL: _email,
    FieldKind.URL: _url,
    FieldKind.TERRITORY: _territories,
    FieldKind.CONSENT: _yes_no,
}


def _refusal(sentence: str) -> ValidationError:
    return ValidationError(typeset(sentence))


def _cut(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


def _limit(question: Question, limit: str) -> str:
    number = Decimal(limit)
    return f"{french_number(number)} {question.unit_of(number)}".strip()


def _day(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d/%m/%Y")
