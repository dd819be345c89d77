"""Questions about the votes of many categories at once, and about one's own ballot."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from laureat.domain.candidature_states import CandidatureState
from laureat.models import Ballot, Candidature, Round, Tally
from laureat.queries.juries import valid_ballots


def admitted_in(
    session: Session, category_ids: Iterable[UUID]
) -> defaultdict[UUID, list[Candidature]]:
    """List the dossiers that the jury examines, by category and number."""
    rows = session.scalars(
        select(Candidature)
        .where(
            Candidature.category_id.in_(list(category_ids)),
            Candidature.state == CandidatureState.ADMITTED,
        )
        .options(
            joinedload(Candidature.applicant, innerjoin=True),
            joinedload(Candidature.category, innerjoin=True),
        )
        .order_by(Candidature.number, Candidature.id)
    )
    admitted: defaultdict[UUID, list[Candidature]] = defaultdict(list)
    for row in rows:
        admitted[row.category_id].append(row)
    return admitted


def counted_rounds(session: Session, category_ids: Iterable[UUID]) -> Sequence[tuple[Round, Tally]]:
    """List the rounds of categories that were counted, each with its count."""
    rows = session.execute(
        select(Round, Tally)
        .join(Tally, Tally.round_id == Round.id)
        .where(Round.category_id.in_(list(category_ids)))
        .order_by(Round.category_id, Round.number, Round.id)
    )
    return [(voting, tally) for voting, tally in rows]


def tallies_of(session: Session, round_ids: Iterable[UUID]) -> dict[UUID, Tally]:
    """Find the count of each round that was counted."""
    rows = session.scalars(select(Tally).where(Tally.round_id.in_(list(round_ids))))
    return {row.round_id: row for row in rows}


def own_ballots(
    session: Session, seat_ids: Iterable[UUID], round_ids: Iterable[UUID]
) -> dict[UUID, Ballot]:
    """Find, by round, the ballot that counts of somebody's own seats."""
    own = frozenset(seat_ids)
    return {one.round_id: one for one in valid_ballots(session, round_ids, seat_ids=own)}
