"""From an edition's questions to the fields of a page, and from what was posted to answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from laureat.configuration.answers import answer_in_words
from laureat.configuration.conditions import Settled
from laureat.configuration.definition import Choice, Question, Section, Sensitivity
from laureat.configuration.field_types import field_type
from laureat.configuration.forms import from_form_post
from laureat.configuration.kinds.group import MOST_ROWS
from laureat.plugin_api import TerritoryView, Tongue, Widget, typeset
from laureat.web.conditions import live_condition
from laureat.web.fields import Field, Row, Shape, shape_of
from laureat.web.places import as_choices, bearers, is_code, meanings, not_enough
from laureat.web.presentation import day_in_words, long_instant
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


def read_post(
    section: Section, form: "MultiDict[str, str]", frozen: Collection[str] = ()
) -> Posted:
    """Read a page of the form; a territory that was typed is resolved where it has one meaning.

    Answers that are frozen stand on the page as texts: nothing is posted for them.
    """
    form = MultiDict(form)
    asked = tuple(one for one in section.questions if one.name not in frozen)
    unclear: dict[str, str] = {}
    offers: dict[str, Sequence[TerritoryView]] = {}
    for question in asked:
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
    return Posted(from_form_post([replace(section, questions=asked)], form), unclear, offers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What the fields of a page show.

    ``answers`` and ``faults`` are by control (``located_faults``); ``form`` is the whole form as it
    is asked; ``grown`` names the group to which a blank row is to be added.
    """

    answers: Mapping[str, Any]
    faults: Mapping[str, str]
    form: Settled
    frozen: Collection[str] = ()
    zone: str = "UTC"
    grown: str = ""
    posted: Posted | None = None


def fields_of(section: Section, filled: Filled) -> list[Field]:
    """Make the fields of a page, with what was answered and what is wrong with it."""
    asked = {one.name for page in filled.form.sections for one in page.questions}
    return [
        replace(
            _field(question, filled),
            hidden=question.name not in asked,
            when=live_condition(question.when, section, filled.form) if question.when else "",
        )
        for question in section.questions
    ]


def _field(question: Question, filled: Filled) -> Field:
    kind, answer = field_type(question), filled.answers.get(question.name)
    if kind.widget is Widget.NOTE or question.name in filled.frozen:
        made = _control(question, None, filled)
        value = read_aloud(question, filled.form.answers.get(question.name))
        return replace(made, shape=Shape.NOTE, value=value, computed=not kind.answered, choices=())
    if kind.widget is Widget.PARTS:
        given = answer if isinstance(answer, Mapping) else {}
        made = replace(_control(question, None, filled), parts=_parts(question, "", given, filled))
    elif kind.widget is Widget.ROWS:
        made = replace(_control(question, None, filled), **_rows(question, answer, filled))
    else:
        made = _control(question, answer, filled)
    if kind.widget is Widget.TERRITORY:
        return _territory(made, question, answer, filled.posted)
    return made


def _control(question: Question, answer: Any, filled: Filled) -> Field:
    """Make a field that is answered in one place."""
    kind = field_type(question)
    dated = kind.input_type == "date"
    return Field(
        name=question.name,
        label=typeset(question.label),
        shape=shape_of(question),
        value=kind.shown(question, answer),
        error=filled.faults.get(question.name, ""),
        help=question.help,
        examples=tuple(map(typeset, question.examples)),
        use=_use(question, filled),
        required=question.required,
        needed=_needed(question, filled),
        choices=_choices(question),
        input_type=kind.input_type,
        input_mode=kind.input_mode,
        characters=question.characters,
        words=question.words,
        minimum=question.minimum if dated else None,
        maximum=question.maximum if dated else None,
        unit=typeset(question.unit) or kind.sign,
        short=kind.short,
    )


def _use(question: Question, filled: Filled) -> str:
    """Say what is done with an answer, and that it does not change any more."""
    told = []
    if question.name in filled.frozen and question.frozen_after:
        at = long_instant(question.frozen_after, filled.zone)
        told.append(_("Cette réponse ne change plus depuis le %(at)s.", at=at))
    if question.publishable:
        told.append(_("Cette réponse pourra être publiée."))
    if question.sensitivity is Sensitivity.PERSONAL:
        told.append(_("Donnée personnelle : elle n’est jamais publiée."))
    if question.sensitivity is Sensitivity.SENSITIVE:
        told.append(_("Donnée sensible : le jury ne la lit pas, et aucun tableau ne l’emporte."))
    return " ".join(told)


def _needed(question: Question, filled: Filled) -> str:
    if question.required_from is None or question.required:
        return ""
    at = long_instant(question.required_from, filled.zone)
    return _("obligatoire à partir du %(at)s", at=at)


def _parts(
    question: Question, key: str, given: Mapping[str, Any], filled: Filled
) -> tuple[Field, ...]:
    """Make the fields of a question in several parts, or of one row of a group."""
    prefix = f"{question.name}.{key}." if key else f"{question.name}."
    names: Mapping[str, str] = {} if key else part_names()
    parts = (
        replace(one, name=f"{prefix}{one.name}", label=names.get(one.label, one.label))
        for one in field_type(question).parts(question)
    )
    fields = (_control(one, given.get(one.name.removeprefix(prefix)), filled) for one in parts)
    if not key:
        return tuple(fields)
    # A row has no room for radio buttons.
    return tuple(
        replace(one, shape=Shape.SELECT) if one.shape is Shape.RADIOS else one for one in fields
    )


def _rows(question: Question, answer: Any, filled: Filled) -> dict[str, Any]:
    """Make the rows of a group: those that are written, and a blank one where it has none."""
    given = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
    most = int(question.maximum or MOST_ROWS)
    count = max(len(given) + (question.name == filled.grown), int(question.minimum or 1), 1)
    written = [*given, *({} for _blank in range(min(count, most) - len(given)))]
    rows = tuple(
        Row(str(place), _parts(question, str(place), row, filled))
        for place, row in enumerate(written)
    )
    return {"rows": rows, "full": len(rows) >= most}


def part_names() -> Mapping[str, str]:
    """Give the names of the parts of a period and of a person, in the reader's language."""
    return {
        "Premier jour": _("Premier jour"),
        "Dernier jour": _("Dernier jour"),
        "Nom et prénom": _("Nom et prénom"),
        "Fonction": _("Fonction"),
        "Adresse électronique": _("Adresse électronique"),
        "Téléphone": _("Téléphone"),
    }


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
    return answer_in_words(question, answer, reader_tongue())


def reader_tongue() -> Tongue:
    """Give what the reader's language says otherwise."""
    return Tongue(_("Oui"), _("Non"), day_in_words)
