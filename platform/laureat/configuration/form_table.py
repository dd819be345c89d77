"""The answers of dossiers as the columns of a table; what is sensitive is in none."""

from collections.abc import Iterable, Mapping
from typing import Any

from laureat.configuration.conditions import asked
from laureat.configuration.definition import EditionDefinition, Question, Sensitivity
from laureat.configuration.field_types import field_type
from laureat.plugin_api import FRENCH, Tongue, typeset


def tabled_questions(definition: EditionDefinition) -> tuple[Question, ...]:
    """List the questions that a table has columns for, in the order of the form."""
    return tuple(
        one
        for section in definition.form
        for one in section.questions
        if one.sensitivity is not Sensitivity.SENSITIVE
    )


def answer_columns(questions: Iterable[Question]) -> list[str]:
    """Name the columns: one for each question, or for each of its parts."""
    return [typeset(name) for one in questions for name in field_type(one).columns(one)]


def answer_cells(
    definition: EditionDefinition,
    category: str,
    questions: Iterable[Question],
    answers: Mapping[str, Any],
    tongue: Tongue = FRENCH,
) -> list[str | None]:
    """Write the answers of one dossier in these columns; none to what its form does not ask."""
    form = asked(definition.sections_for(category), answers)
    shown = {one.name for section in form for one in section.questions}
    cells: list[str | None] = []
    for one in questions:
        kind, answer = field_type(one), answers.get(one.name)
        if one.name not in shown or answer in (None, "", [], {}):
            cells += [None] * len(kind.columns(one))
        else:
            cells += [cell or None for cell in kind.cells(one, answer, tongue)]
    return cells
