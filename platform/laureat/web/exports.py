"""The dossiers of an edition as a table to take away: one line for each, with its answers."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from laureat.configuration.definition import EditionDefinition, Question
from laureat.configuration.form_table import answer_cells, answer_columns, tabled_questions
from laureat.documents.exports import Cell, Table
from laureat.models import Candidature, Edition, Revision
from laureat.queries.desks import whole_dossiers
from laureat.web.forms import reader_tongue
from laureat.web.states import label_of
from laureat.web.words import _
from laureat.work import Work


def dossiers_table(work: Work, edition: Edition, definition: EditionDefinition) -> Table:
    """Give the dossiers row by row, as they are read from the database."""
    questions = tabled_questions(definition)
    return Table(
        title=definition.short_title,
        columns=[*_columns(), *answer_columns(questions)],
        rows=_rows(work, edition, definition, questions),
    )


def _columns() -> list[str]:
    return [
        _("Numéro"),
        _("État"),
        _("Catégorie"),
        _("Candidat"),
        _("SIRET"),
        _("Département"),
        _("Adhérent"),
        _("Intitulé"),
        _("Déposé le"),
        _("Pris en compte le"),
        _("Après l’heure d’examen"),
    ]


def _rows(
    work: Work, edition: Edition, definition: EditionDefinition, questions: Sequence[Question]
) -> Iterator[list[Cell]]:
    for candidature, revision in whole_dossiers(work.session, edition.id):
        answers = revision.answers if revision else {}
        yield [
            *_identity(candidature, definition, revision),
            *answer_cells(
                definition, candidature.category.slug, questions, answers, reader_tongue()
            ),
        ]


def _identity(
    candidature: Candidature, definition: EditionDefinition, _revision: Revision | None
) -> list[Cell]:
    applicant, calendar = candidature.applicant, definition.calendar
    zone = ZoneInfo(calendar.time_zone)
    registered = candidature.registered_at
    return [
        candidature.number,
        label_of(candidature.state),
        candidature.category.title,
        applicant.name,
        applicant.siret,
        applicant.departement,
        applicant.member,
        candidature.title,
        _there(candidature.submitted_at, zone),
        _there(registered, zone),
        registered > calendar.examined_until.at if registered else None,
    ]


def _there(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Give an instant as clocks showed it there, to the second."""
    return at.astimezone(zone).replace(microsecond=0) if at else None
