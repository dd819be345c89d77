"""From an edition's questions to the fields of a page, and from what was posted to answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from laureat.configuration.answers import answer_in_words
from laureat.configuration.definition import Choice, Question, Section
from laureat.configuration.field_types import field_type
from laureat.configuration.forms import from_form_post
from laureat.plugin_api import TerritoryView, Tongue, Widget, typeset
from laureat.web.fields import Field, shape_of
from laureat.web.places import as_choices, bearers, is_code, meanings, not_enough
from laureat.web.presentation import day_in_words
from laureat.web.words import _

YES, NO = "oui", "non"


@dataclass(frozen=True, slots=True)
class Posted:
    """The answers of a page that was posted, and the territories that were typed but not found.

    ``unclear`` maps a question to what was typed for it; ``offers`` to what it may mean.
    """

    answers: Mapping[str, Any]
    unclear: Mapping[str, str]
    offers: Mapping[str, Sequence[TerritoryView]]


def read_post(section: Section, form: "MultiDict[str, str]") -> Posted:
    """Read a page of the form; a territory that was typed is resolved where it has one meaning."""
    form = MultiDict(form)
    unclear: dict[str, str] = {}
    offers: dict[str, Sequence[TerritoryView]] = {}
    for question in section.questions:
        if field_type(question).widget is not Widget.TERRITORY:
            continue
        values = [value.strip() for value in form.getlist(question.name) if value.strip()]
        codes = [value for value in values if is_code(value)]
        for typed in (value for value in values if not is_code(value)):
            found = meanings(typed)
            if len(found) == 1:
                codes.append(found[0].code)
            else:
                unclear[question.name] = typed
                offers[question.name] = found
        form.setlist(question.name, codes)
    return Posted(from_form_post([section], form), unclear, offers)


def fields_of(
    section: Section,
    answers: Mapping[str, Any],
    faults: Mapping[str, str],
    posted: Posted | None = None,
) -> list[Field]:
    """Make the fields of a page, with what was answered and what is wrong with it."""
    return [
        _field(question, answers.get(question.name), faults.get(question.name, ""), posted)
        for question in section.questions
    ]


def _field(question: Question, answer: Any, fault: str, posted: Posted | None) -> Field:
    kind = field_type(question)
    made = Field(
        name=question.name,
        label=typeset(question.label),
        shape=shape_of(question),
        value=kind.shown(question, answer),
        error=fault,
        help=question.help,
        required=question.required,
        choices=_choices(question),
        input_type=kind.input_type,
        input_mode=kind.input_mode,
        characters=question.characters,
        words=question.words,
        unit=typeset(question.unit),
        short=kind.short,
    )
    if kind.input_type == "date":
        return replace(made, minimum=question.minimum, maximum=question.maximum)
    if kind.widget is Widget.TERRITORY:
        return _territory(made, question, answer, posted)
    return made


def _territory(made: Field, question: Question, answer: Any, posted: Posted | None) -> Field:
    """Show the territories chosen; and where a typed name is unclear, what it may mean."""
    picked = as_choices(answer if isinstance(answer, list) else [])
    made = replace(made, value="", picked=picked, several=question.maximum != "1")
    if posted is None or question.name not in posted.unclear:
        return made
    typed, offers = posted.unclear[question.name], posted.offers[question.name]
    return replace(
        made,
        value=typed,
        error=_doubt(typed, offers),
        choices=as_choices([one.code for one in offers]),
    )


def _doubt(typed: str, offers: Sequence[TerritoryView]) -> str:
    """Say why what was typed is no territory yet."""
    if not offers:
        return _(
            "Aucun territoire ne porte ce nom : vérifiez l’orthographe, ou donnez son code INSEE."
        )
    if bearers(typed, offers):
        return _("Plusieurs territoires portent ce nom : cochez le bon, ou précisez-le.")
    return not_enough(typed)


def _choices(question: Question) -> tuple[Choice, ...]:
    if field_type(question).widget is Widget.RADIOS and not question.choices:
        return (Choice(value=YES, label=_("Oui")), Choice(value=NO, label=_("Non")))
    return tuple(replace(one, label=typeset(one.label)) for one in question.choices)


def read_aloud(question: Question, answer: Any) -> str:
    """Write an answer in the reader's language; empty when there is none."""
    return answer_in_words(question, answer, Tongue(_("Oui"), _("Non"), day_in_words))
