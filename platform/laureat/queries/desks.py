"""What the organiser's desk counts and takes away: questions about whole editions at once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from laureat.domain.candidature_states import CandidatureState
from laureat.models import (
    Applicant,
    AttestationCheck,
    AttestationReturn,
    Candidature,
    Category,
    Conflict,
    ConflictRuling,
    Edition,
    Minutes,
    Palmares,
    Recognition,
    Revision,
    Seat,
)
from laureat.queries.candidature_lists import words_found
from laureat.queries.candidatures import READ_AT_ONCE

NOT_COUNTED = (CandidatureState.WITHDRAWN, CandidatureState.DRAFT)

# Asked by every list of dossiers, so it is put together once.
COUNTS = (
    select(Candidature.state, Candidature.category_id, func.count())
    .where(Candidature.edition_id == bindparam("edition_id"))
    .group_by(Candidature.state, Candidature.category_id)
)


def counts_by_category(
    session: Session, edition_id: UUID, *, sought: str = ""
) -> Counter[tuple[CandidatureState, UUID]]:
    """Count the dossiers of an edition by state and category, or those that a search finds."""
    asked = COUNTS
    if sought:
        asked = asked.join(Applicant, Applicant.id == Candidature.applicant_id).where(
            *words_found(sought)
        )
    rows = session.execute(asked, {"edition_id": edition_id})
    return Counter({(state, category_id): count for state, category_id, count in rows})


def unruled_conflicts(session: Session, edition_ids: Iterable[UUID]) -> Counter[UUID]:
    """Count, by edition, the links that were found and on which nobody has ruled."""
    ruled = select(ConflictRuling.id).where(ConflictRuling.conflict_id == Conflict.id).exists()
    rows = session.execute(
        select(Category.edition_id, func.count())
        .select_from(Conflict)
        .join(Seat, Seat.id == Conflict.seat_id)
        .join(Category, Category.id == Seat.category_id)
        .where(Category.edition_id.in_(list(edition_ids)), ~ruled)
        .group_by(Category.edition_id)
    )
    return Counter({edition_id: count for edition_id, count in rows})


def unchecked_papers(session: Session, edition_ids: Iterable[UUID]) -> Counter[UUID]:
    """Count, by edition, the dossiers whose last signed paper nobody has looked at."""
    later = aliased(AttestationReturn)
    replaced = (
        select(later.id)
        .where(
            later.candidature_id == AttestationReturn.candidature_id,
            later.serial > AttestationReturn.serial,
        )
        .exists()
    )
    checked = (
        select(AttestationCheck.id)
        .where(AttestationCheck.return_id == AttestationReturn.id)
        .exists()
    )
    rows = session.execute(
        select(Candidature.edition_id, func.count())
        .join(AttestationReturn, AttestationReturn.candidature_id == Candidature.id)
        .where(
            Candidature.edition_id.in_(list(edition_ids)),
            Candidature.state == CandidatureState.REGISTERED,
            ~replaced,
            ~checked,
        )
        .group_by(Candidature.edition_id)
    )
    return Counter({edition_id: count for edition_id, count in rows})


def waiting_structures(
    session: Session, edition_ids: Iterable[UUID]
) -> list[tuple[UUID, datetime]]:
    """List, by edition, since when each structure that nobody has answered about waits."""
    answered = (
        select(Recognition.id)
        .where(
            Recognition.applicant_id == Candidature.applicant_id,
            Recognition.programme_id == Edition.programme_id,
        )
        .exists()
    )
    rows = session.execute(
        select(Candidature.edition_id, func.min(Candidature.submitted_at))
        .join(Applicant, Applicant.id == Candidature.applicant_id)
        .join(Edition, Edition.id == Candidature.edition_id)
        .where(
            Candidature.edition_id.in_(list(edition_ids)),
            Candidature.state.not_in(NOT_COUNTED),
            Applicant.member.is_not(True),
            ~answered,
        )
        .group_by(Candidature.edition_id, Candidature.applicant_id)
        .order_by(Candidature.edition_id, Candidature.applicant_id)
    )
    return [(edition_id, since) for edition_id, since in rows if since is not None]


def signed_and_published(
    session: Session, edition_ids: Iterable[UUID]
) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Say which editions have signed minutes, and which a palmarès."""
    wanted = list(edition_ids)
    signed = session.scalars(select(Minutes.edition_id).where(Minutes.edition_id.in_(wanted)))
    published = session.scalars(select(Palmares.edition_id).where(Palmares.edition_id.in_(wanted)))
    return frozenset(signed), frozenset(published)


def whole_dossiers(
    session: Session, edition_id: UUID
) -> Iterator[tuple[Candidature, Revision | None]]:
    """Read every dossier of an edition with what was submitted, a few hundred at a time."""
    asked = (
        select(Candidature, Revision)
        .outerjoin(Revision, Revision.id == Candidature.revision_id)
        .where(Candidature.edition_id == edition_id)
        .options(
            joinedload(Candidature.applicant, innerjoin=True),
            joinedload(Candidature.category, innerjoin=True),
        )
        .order_by(Candidature.id)
        .execution_options(yield_per=READ_AT_ONCE)
    )
    for row in session.execute(asked):
        yield row[0], row[1]
