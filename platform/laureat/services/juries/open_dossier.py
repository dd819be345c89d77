"""A juror opens a dossier, behind the wall that the database keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from laureat.configuration.definition import Section
from laureat.configuration.forms import asked
from laureat.consequences.calendar import require_dossiers_open
from laureat.consequences.definitions import definition_of
from laureat.consequences.seats import require_open
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import NOTHING_THERE, NotFound
from laureat.models import Candidature
from laureat.permissions import Permission, require
from laureat.queries.candidatures import candidature_by_id, revision_by_id
from laureat.queries.juries import seat_of, seat_state
from laureat.work import Work


@dataclass(frozen=True, slots=True)
class OpenedDossier:
    """What a juror reads: the dossier as it was registered, without what is not for the jury."""

    candidature: Candidature
    sections: tuple[Section, ...]
    answers: Mapping[str, Any]


def open_dossier(work: Work, candidature_id: UUID) -> OpenedDossier:
    """Show an admitted dossier to a juror whose seat is open; the reading is remembered.

    Raises:
        NotFound: there is no such dossier before the jury, or the actor has no seat there.
        SeatClosed: a professional link closes the category (art. 4.4).
        InterestsUndeclared: the juror must first speak of every competitor.
        OutsidePeriod: the dossiers are not opened to the jury yet.
    """
    candidature = candidature_by_id(work.session, candidature_id)
    seat = seat_of(work.session, work.actor.jurors, candidature.category_id)
    require(work.actor, Permission.DOSSIER_OPEN, seat)
    definition = definition_of(work.session, candidature.edition)
    require_open(seat_state(work.session, seat.id), definition)
    require_dossiers_open(definition, work.now)

    revision = revision_by_id(work.session, candidature.revision_id)
    if revision is None or candidature.state is not CandidatureState.ADMITTED:
        raise NotFound(NOTHING_THERE)
    work.record(Event.DOSSIER_OPENED, candidature, seat=str(seat.id))
    form = asked(definition.sections_for(candidature.category.slug), revision.answers)
    sections = tuple(map(_for_the_jury, form))
    shown = {question.name for section in sections for question in section.questions}
    answers = {name: said for name, said in revision.answers.items() if name in shown}
    return OpenedDossier(candidature, sections, answers)


def _for_the_jury(section: Section) -> Section:
    shown = tuple(one for one in section.questions if one.shown_to_jury)
    return replace(section, questions=shown)
