"""Questions about candidatures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, func, select, tuple_
from sqlalchemy.orm import Session, joinedload

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.vocabulary import VerdictKind
from laureat.models import (
    Candidature,
    Category,
    Draft,
    Finding,
    Reclassification,
    Revision,
    Screening,
)
from laureat.queries.found import ANEW, found

READ_AT_ONCE = 200

WHOLE = select(Candidature).options(
    joinedload(Candidature.edition, innerjoin=True),
    joinedload(Candidature.category, innerjoin=True),
    joinedload(Candidature.applicant, innerjoin=True),
)
# What the pages of a dossier and the lists ask all day is put together once.
ONE_WHOLE = WHOLE.where(Candidature.id == bindparam("candidature_id"))
ONE_WHOLE_TO_CHANGE = ONE_WHOLE.with_for_update(of=Candidature, key_share=True)
DRAFT = select(Draft).where(Draft.candidature_id == bindparam("candidature_id"))
DRAFT_TO_CHANGE = DRAFT.with_for_update().execution_options(**ANEW)
DRAFTS = select(Draft).where(Draft.candidature_id.in_(bindparam("candidature_ids", expanding=True)))
LIVE_AMONG = (
    select(
        Candidature.edition_id,
        Candidature.applicant_key,
        Candidature.id,
        Category.slug.label("category"),
        Candidature.number,
    )
    .join(Category, Category.id == Candidature.category_id)
    .where(
        tuple_(Candidature.edition_id, Candidature.applicant_key).in_(
            bindparam("keys", expanding=True)
        ),
        Candidature.state != CandidatureState.WITHDRAWN,
    )
    .order_by(Candidature.id)
)


def candidature_by_id(session: Session, candidature_id: UUID) -> Candidature:
    """Fetch a candidature with its edition, category and applicant."""
    return found(session.scalar(ONE_WHOLE, {"candidature_id": candidature_id}))


def candidature_to_change(session: Session, candidature_id: UUID) -> Candidature:
    """Fetch a candidature with its surroundings, and hold it alone until the commit.

    Rows that only refer to it, such as a distinction, do not wait.
    """
    return found(
        session.scalar(
            ONE_WHOLE_TO_CHANGE,
            {"candidature_id": candidature_id},
            execution_options=ANEW,
        )
    )


def draft_of(session: Session, candidature_id: UUID, *, to_change: bool = False) -> Draft:
    """Fetch the working copy of a dossier, held until the commit when it is to change."""
    asked = DRAFT_TO_CHANGE if to_change else DRAFT
    return found(session.scalar(asked, {"candidature_id": candidature_id}))


def revision_by_id(session: Session, revision_id: UUID | None) -> Revision | None:
    """Find a submitted version of a dossier; None when there is none or it is out of sight."""
    if revision_id is None:
        return None
    return session.scalar(select(Revision).where(Revision.id == revision_id))


def count_revisions(session: Session, candidature_id: UUID) -> int:
    """Count how many times a dossier was submitted."""
    return (
        session.scalar(select(func.count()).where(Revision.candidature_id == candidature_id)) or 0
    )


def live_candidatures_of(
    session: Session, edition_id: UUID, applicant_key: str
) -> Sequence[Candidature]:
    """List an applicant's candidatures in an edition, withdrawn ones left out."""
    return session.scalars(
        WHOLE.where(
            Candidature.edition_id == edition_id,
            Candidature.applicant_key == applicant_key,
            Candidature.state != CandidatureState.WITHDRAWN,
        ).order_by(Candidature.id)
    ).all()


class LiveCandidature(NamedTuple):
    """A candidature that competes: the slug of its category, and its number."""

    id: UUID
    category: str
    number: str


def live_candidatures_among(
    session: Session, keys: Iterable[tuple[UUID, str]]
) -> dict[tuple[UUID, str], list[LiveCandidature]]:
    """List the candidatures of several applicants, by edition and applicant."""
    by_key: defaultdict[tuple[UUID, str], list[LiveCandidature]] = defaultdict(list)
    for row in session.execute(LIVE_AMONG, {"keys": list(keys)}):
        live = LiveCandidature(row.id, row.category, row.number)
        by_key[row.edition_id, row.applicant_key].append(live)
    return by_key


def submitted_with_answers(
    session: Session, edition_id: UUID
) -> Iterator[tuple[Candidature, Revision]]:
    """Read the dossiers that an edition received, withdrawn ones too, a few hundred at a time."""
    asked = (
        select(Candidature, Revision)
        .join(Revision, Revision.id == Candidature.revision_id)
        .where(Candidature.edition_id == edition_id)
        .options(
            joinedload(Candidature.edition, innerjoin=True),
            joinedload(Candidature.category, innerjoin=True),
            joinedload(Candidature.applicant, innerjoin=True),
        )
        .order_by(Candidature.id)
        .execution_options(yield_per=READ_AT_ONCE)
    )
    for row in session.execute(asked):
        yield row[0], row[1]


def candidatures_of_applicants(
    session: Session, applicants: frozenset[UUID]
) -> Sequence[Candidature]:
    """List the candidatures of the applicants that somebody writes for, the latest first."""
    return session.scalars(
        WHOLE.where(Candidature.applicant_id.in_(applicants)).order_by(Candidature.id.desc())
    ).all()


def submitted_of_applicant(session: Session, applicant_id: UUID) -> Sequence[Candidature]:
    """List an applicant's live submitted candidatures, to examine them again."""
    return session.scalars(
        WHOLE.where(
            Candidature.applicant_id == applicant_id,
            Candidature.state.not_in((CandidatureState.WITHDRAWN, CandidatureState.DRAFT)),
        ).order_by(Candidature.id)
    ).all()


def candidatures_in_category(
    session: Session, category_id: UUID, states: frozenset[CandidatureState]
) -> Sequence[Candidature]:
    """List the candidatures of a category that are in one of the states, by number."""
    return session.scalars(
        WHOLE.where(Candidature.category_id == category_id, Candidature.state.in_(states)).order_by(
            Candidature.number, Candidature.id
        )
    ).all()


def latest_findings(session: Session, candidature_id: UUID) -> Sequence[Finding]:
    """List the verdict that holds for each rule in the category where the dossier is now."""
    return session.scalars(
        select(Finding).where(_that_holds([candidature_id])).order_by(Finding.serial, Finding.id)
    ).all()


def unmet_articles_of(
    session: Session, candidature_ids: Iterable[UUID]
) -> dict[UUID, tuple[str, ...]]:
    """Name the articles that each dossier does not meet; "" for a rule that names none."""
    ids = list(candidature_ids)
    if not ids:
        return {}
    articles: defaultdict[UUID, list[str]] = defaultdict(list)
    for candidature_id, article in session.execute(
        select(Finding.candidature_id, Finding.article)
        .where(_that_holds(ids), Finding.verdict == VerdictKind.NOT_MET)
        .order_by(Finding.serial)
    ):
        articles[candidature_id].append(article or "")
    return {one: tuple(dict.fromkeys(names)) for one, names in articles.items()}


def _that_holds(candidature_ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Keep the latest verdict of each rule, in the category where each dossier is now."""
    latest = (
        select(func.max(Finding.serial))
        .join(Candidature, Candidature.id == Finding.candidature_id)
        .where(
            Finding.candidature_id.in_(candidature_ids),
            Finding.category_id == Candidature.category_id,
        )
        .group_by(Finding.candidature_id, Finding.rule)
    )
    return and_(Finding.candidature_id.in_(candidature_ids), Finding.serial.in_(latest))


def latest_screening(session: Session, candidature_id: UUID) -> Screening | None:
    """Find the organiser's decision that holds about a dossier, if there is one."""
    return session.scalar(
        select(Screening)
        .where(Screening.candidature_id == candidature_id)
        .order_by(Screening.serial.desc())
        .limit(1)
    )


def reclassifications_of(session: Session, candidature_id: UUID) -> Sequence[Reclassification]:
    """List a dossier's moves between categories, oldest first."""
    return session.scalars(
        select(Reclassification)
        .where(Reclassification.candidature_id == candidature_id)
        .order_by(Reclassification.serial, Reclassification.id)
    ).all()


def candidatures_in_states(
    session: Session, edition_id: UUID, states: frozenset[CandidatureState]
) -> Sequence[Candidature]:
    """List the dossiers of an edition that are in one of the states, by category and number."""
    return session.scalars(
        WHOLE.where(Candidature.edition_id == edition_id, Candidature.state.in_(states))
        .join(Candidature.category)
        .order_by(Category.position, Candidature.number, Candidature.id)
    ).all()


def counts_of_editions(
    session: Session, edition_ids: Iterable[UUID]
) -> defaultdict[UUID, dict[CandidatureState, int]]:
    """Count the dossiers of editions by state."""
    rows = session.execute(
        select(Candidature.edition_id, Candidature.state, func.count())
        .where(Candidature.edition_id.in_(list(edition_ids)))
        .group_by(Candidature.edition_id, Candidature.state)
    )
    counts: defaultdict[UUID, dict[CandidatureState, int]] = defaultdict(dict)
    for edition_id, state, count in rows:
        counts[edition_id][state] = count
    return counts


def late_admissions(session: Session, edition_id: UUID) -> Sequence[tuple[Candidature, Screening]]:
    """List the dossiers that came after the hour of examination and were admitted by a decision."""
    latest = select(func.max(Screening.serial)).group_by(Screening.candidature_id)
    return session.execute(
        select(Candidature, Screening)
        .join(Screening, Screening.candidature_id == Candidature.id)
        .where(
            Candidature.edition_id == edition_id,
            Candidature.state == CandidatureState.ADMITTED,
            Screening.late,
            Screening.serial.in_(latest),
        )
        .options(joinedload(Candidature.applicant, innerjoin=True))
        .order_by(Candidature.number, Candidature.id)
    ).all()


def decided_candidatures(session: Session, edition_id: UUID) -> Sequence[Candidature]:
    """List the dossiers that the jury examined, whose people are to be told of the results."""
    return session.scalars(
        select(Candidature)
        .where(Candidature.edition_id == edition_id, Candidature.state == CandidatureState.ADMITTED)
        .order_by(Candidature.number, Candidature.id)
    ).all()


def screening_by_id(session: Session, screening_id: UUID) -> Screening:
    """Fetch a decision of the organiser on a dossier."""
    return session.scalars(select(Screening).where(Screening.id == screening_id)).one()


def reclassification_by_id(session: Session, reclassification_id: UUID) -> Reclassification:
    """Fetch a move between categories."""
    return session.scalars(
        select(Reclassification).where(Reclassification.id == reclassification_id)
    ).one()


def drafts_of(session: Session, candidature_ids: Iterable[UUID]) -> dict[UUID, Draft]:
    """Fetch the working copies of several dossiers."""
    rows = session.scalars(DRAFTS, {"candidature_ids": list(candidature_ids)})
    return {row.candidature_id: row for row in rows}


def digests_of(session: Session, revision_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Find the fingerprints of several submitted versions."""
    wanted = [one for one in revision_ids if one is not None]
    if not wanted:
        return {}
    return dict(
        session.execute(select(Revision.id, Revision.digest).where(Revision.id.in_(wanted))).all()
    )


def reasons_of(session: Session, candidature_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Find the reason of the screening that holds for each dossier that was screened."""
    ids = list(candidature_ids)
    if not ids:
        return {}
    latest = (
        select(func.max(Screening.serial))
        .where(Screening.candidature_id.in_(ids))
        .group_by(Screening.candidature_id)
    )
    return dict(
        session.execute(
            select(Screening.candidature_id, Screening.reason).where(
                Screening.candidature_id.in_(ids), Screening.serial.in_(latest)
            )
        ).all()
    )
