"""Start a candidature: one applicant's entry in one category."""

from uuid import UUID

from sqlalchemy import update

from laureat.configuration.definition import EditionDefinition, Identity
from laureat.consequences.calendar import require_deposit_open
from laureat.consequences.definitions import definition_of
from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Invalid, LimitReached
from laureat.domain.identities import compared_name
from laureat.domain.naming import number_prefix
from laureat.models import Applicant, Candidature, Draft, Edition
from laureat.permissions import Permission, require
from laureat.queries.applicants import applicant_by_id
from laureat.queries.candidatures import live_candidatures_of
from laureat.queries.editions import category_by_slug, edition_by_id
from laureat.work import Work

FIRST_ETAG = "0"
ONLY_ONE = "Un même candidat ne peut présenter qu’un seul dossier dans cette édition."
AT_MOST = "Un même candidat peut présenter au plus {most} dossiers dans cette édition."


def start_candidature(
    work: Work, edition_id: UUID, *, category: str, applicant_id: UUID
) -> Candidature:
    """Open a numbered draft in a category.

    Raises:
        AlreadyInCategory: the applicant has a live candidature there (art. 1.3).
        LimitReached: it has as many as the edition allows.
        OutsidePeriod: the deposit has not begun, or is over.
        Invalid: the edition takes applicants of another kind.
    """
    edition = edition_by_id(work.session, edition_id)
    applicant = applicant_by_id(work.session, applicant_id)
    require(work.actor, Permission.CANDIDATURE_START, applicant)
    require(work.actor, Permission.EDITION_READ, edition)
    definition = definition_of(work.session, edition)
    require_deposit_open(edition, definition, work.now)
    _require_kind(applicant, definition)
    row = category_by_slug(work.session, edition.id, category)
    key = applicant_key(applicant, definition)
    number = _next_number(work, edition, definition)
    _require_room(work, edition, key, definition)

    candidature = Candidature(
        edition_id=edition.id,
        category_id=row.id,
        applicant_id=applicant.id,
        applicant_key=key,
        number=number,
        state=CandidatureState.DRAFT,
        started_at=work.now,
    )
    with refusals_of_the_database(work.session, article=definition.limits.article):
        work.session.add(candidature)
    work.session.add(Draft(candidature_id=candidature.id, etag=FIRST_ETAG, saved_at=work.now))
    work.record(Event.CANDIDATURE_STARTED, candidature, category=category)
    return candidature


def applicant_key(applicant: Applicant, definition: EditionDefinition) -> str:
    """Give the identity on which the edition's limits count: the one that its file names."""
    match definition.applicants.identity:
        case Identity.SIREN if applicant.siren:
            return applicant.siren
        case Identity.NAME:
            return compared_name(applicant.name)
        case _:
            return applicant.identity


def _require_kind(applicant: Applicant, definition: EditionDefinition) -> None:
    if applicant.kind != definition.applicants.kind:
        raise Invalid(
            "Cette édition n’est pas ouverte à ce type de candidat.",
            article=definition.applicants.article,
        )


def _require_room(work: Work, edition: Edition, key: str, definition: EditionDefinition) -> None:
    most = definition.limits.per_edition
    if most is not None and len(live_candidatures_of(work.session, edition.id, key)) >= most:
        raise LimitReached(
            ONLY_ONE if most == 1 else AT_MOST,
            article=definition.limits.article,
            most=most,
        )


def _next_number(work: Work, edition: Edition, definition: EditionDefinition) -> str:
    """Give the next number, and hold the edition: those who start after wait, and are counted."""
    number = work.session.scalar(
        update(Edition)
        .where(Edition.id == edition.id)
        .values(last_number=Edition.last_number + 1)
        .returning(Edition.last_number)
        .execution_options(synchronize_session=False)
    )
    prefix = number_prefix(definition.short_title, otherwise=definition.programme)
    return f"{prefix}-{definition.slug}-{number:04d}"
