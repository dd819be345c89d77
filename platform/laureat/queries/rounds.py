"""Questions about rounds of voting. A cancelled one counts for nothing: it is asked for by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from laureat.models import Category, Edition, Round
from laureat.queries.found import ANEW, found


def latest_round(session: Session, category_id: UUID) -> Round | None:
    """Find the last round of a category, open or closed, if there was one."""
    return latest_rounds(session, [category_id]).get(category_id)


def count_rounds(session: Session, category_id: UUID) -> int:
    """Count the rounds of a category, cancelled ones included."""
    return session.scalar(select(func.count()).where(Round.category_id == category_id)) or 0


def turn_of(session: Session, voting: Round) -> int:
    """Say which round of its category this one is, from 1, cancelled ones left aside."""
    return (
        session.scalar(
            select(func.count()).where(
                Round.category_id == voting.category_id,
                Round.number <= voting.number,
                Round.cancelled_reason.is_(None),
            )
        )
        or 0
    )


def voting_categories(session: Session, edition_id: UUID) -> Sequence[Category]:
    """List the categories of an edition in which a round is open, in their order."""
    return session.scalars(
        select(Category)
        .join(Round, Round.category_id == Category.id)
        .where(
            Category.edition_id == edition_id,
            Category.retired_at.is_(None),
            Round.closed_at.is_(None),
        )
        .order_by(Category.position, Category.id)
    ).all()


def round_by_id(session: Session, round_id: UUID, *, to_change: bool = False) -> Round:
    """Fetch a round with its category and edition, held until the commit when it is to change."""
    asked = (
        select(Round)
        .where(Round.id == round_id)
        .options(
            joinedload(Round.category, innerjoin=True)
            .joinedload(Category.edition, innerjoin=True)
            .joinedload(Edition.programme, innerjoin=True)
        )
    )
    if to_change:
        asked = asked.with_for_update(of=Round).execution_options(**ANEW)
    return found(session.scalar(asked))


def rounds_in(session: Session, category_ids: Iterable[UUID]) -> Sequence[Round]:
    """List the rounds of categories in their order, but for those that were cancelled."""
    return session.scalars(
        select(Round)
        .where(Round.category_id.in_(list(category_ids)), Round.cancelled_reason.is_(None))
        .order_by(Round.category_id, Round.number, Round.id)
    ).all()


def latest_rounds(session: Session, category_ids: Iterable[UUID]) -> dict[UUID, Round]:
    """Find the last round of each category that had one, but for those that were cancelled."""
    return {row.category_id: row for row in rounds_in(session, category_ids)}


def cancelled_rounds(
    session: Session, category_ids: Iterable[UUID]
) -> defaultdict[UUID, list[Round]]:
    """List the rounds that were cancelled, by category and in their order."""
    rows = session.scalars(
        select(Round)
        .where(Round.category_id.in_(list(category_ids)), Round.cancelled_reason.is_not(None))
        .order_by(Round.category_id, Round.number, Round.id)
    )
    cancelled: defaultdict[UUID, list[Round]] = defaultdict(list)
    for row in rows:
        cancelled[row.category_id].append(row)
    return cancelled
