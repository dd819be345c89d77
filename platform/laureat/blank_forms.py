"""The blank form of an edition, made from its definition, to print or to type in."""

from collections.abc import Mapping
from datetime import datetime

from laureat.configuration.condition_words import condition_in_words
from laureat.configuration.definition import Condition, EditionDefinition, Question, Section
from laureat.configuration.field_types import field_type
from laureat.documents.blank_form import BlankFormSheet, BlankQuestion, BlankSection
from laureat.domain.french import long_instant
from laureat.plugin_api import Widget, french_count, typeset

LINES_OF: Mapping[Widget, int] = {Widget.LINES: 8, Widget.ROWS: 4}
LEFT_BLANK = (Widget.RADIOS, Widget.BOXES, Widget.CHECK)


def blank_form_sheet(
    definition: EditionDefinition, *, organiser: str, at: datetime
) -> BlankFormSheet:
    """Gather what the blank form prints."""
    closes = definition.calendar.deposit_closes.at
    limit = long_instant(closes, definition.calendar.time_zone)
    known = {one.name: one for section in definition.form for one in section.questions}
    return BlankFormSheet(
        organiser=organiser,
        trophy_title=definition.programme_title,
        edition_title=definition.title,
        deadline=f"Pour préparer vos réponses. Le dossier se dépose en ligne, avant le {limit}.",
        sections=tuple(_section(one, known, definition) for one in definition.form),
        dated=at,
    )


def _section(
    section: Section, known: Mapping[str, Question], definition: EditionDefinition
) -> BlankSection:
    asked = _asked_only(section.when, known)
    return BlankSection(
        title=section.title,
        notes=tuple(filter(None, [section.help, asked])),
        questions=tuple(_question(one, known, definition) for one in section.questions),
    )


def _asked_only(condition: Condition | None, known: Mapping[str, Question]) -> str:
    if condition is None:
        return ""
    return f"À remplir seulement {condition_in_words(condition, known)}."


def _question(
    question: Question, known: Mapping[str, Question], definition: EditionDefinition
) -> BlankQuestion:
    kind = field_type(question)
    parts = kind.parts(question)
    yes_or_no = kind.widget is Widget.RADIOS and not question.choices
    choices = ("Oui", "Non") if yes_or_no else tuple(one.label for one in question.choices)
    lines = 0 if kind.widget in LEFT_BLANK or not kind.answered else LINES_OF.get(kind.widget, 1)
    return BlankQuestion(
        label=question.label,
        notes=tuple(_notes(question, known, definition)),
        choices=("Oui",) if kind.widget is Widget.CHECK else choices,
        columns=tuple(one.label for one in parts),
        lines=lines,
    )


def _notes(
    question: Question, known: Mapping[str, Question], definition: EditionDefinition
) -> list[str]:
    """Say what a candidate must know to answer, from the help to the limits."""
    titles = [definition.category(slug).title for slug in question.categories]
    said = [
        question.help,
        f"Par exemple : {' ; '.join(question.examples)}" if question.examples else "",
        _asked_only(question.when, known),
        f"Catégorie : {', '.join(titles)}." if titles else "",
        f"{french_count(question.words, 'mot')} au plus." if question.words else "",
        f"{french_count(question.characters, 'caractère')} au plus." if question.characters else "",
        f"Réponse en {question.unit}." if question.unit and field_type(question).answered else "",
        "" if field_type(question).answered else "Calculé en ligne, d'après vos réponses.",
        "" if question.required or not field_type(question).answered else "Facultatif.",
        "Cette réponse pourra être publiée." if question.publishable else "",
    ]
    return [typeset(one) for one in said if one]
