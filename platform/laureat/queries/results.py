"""Questions about decisions, minutes and the palmarès."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from laureat.domain.errors import UnderEmbargo
from laureat.domain.vocabulary import DistinctionKind
from laureat.models import (
    Candidature,
    Decision,
    Distinction,
    Edition,
    Minutes,
    Palmares,
)
from laureat.queries.found import found

# Asked by every page of a call, so it is put together once.
PALMARES = select(Palmares).where(Palmares.edition_id == bindparam("edition_id"))


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """The decision that holds, with what it gives to which candidature."""

    decision: Decision
    distinctions: tuple[tuple[Distinction, Candidature], ...]

    @property
    def winners(self) -> tuple[Candidature, ...]:
        """List whom it names laureate or mentions; a prize below the laureates' is no win."""
        return tuple(
            one for given, one in self.distinctions if given.kind is not DistinctionKind.PRIZE
        )


def decision_lines(session: Session, edition_ids: Iterable[UUID]) -> list[DecisionLine]:
    """List the decisions that hold: the latest of each category, and of each edition's mention."""
    latest = (
        select(func.max(Decision.serial))
        .where(Decision.edition_id.in_(list(edition_ids)))
        .group_by(Decision.edition_id, Decision.category_id)
    )
    decisions = session.scalars(
        select(Decision).where(Decision.serial.in_(latest)).order_by(Decision.serial, Decision.id)
    ).all()
    given: dict[UUID, list[tuple[Distinction, Candidature]]] = {}
    rows = session.execute(
        select(Distinction, Candidature)
        .join(Candidature, Candidature.id == Distinction.candidature_id)
        .where(Distinction.decision_id.in_([one.id for one in decisions]))
        .options(
            joinedload(Candidature.applicant, innerjoin=True),
            joinedload(Candidature.category, innerjoin=True),
        )
        .order_by(Distinction.serial, Distinction.id)
    )
    for distinction, candidature in rows:
        given.setdefault(distinction.decision_id, []).append((distinction, candidature))
    return [DecisionLine(one, tuple(given.get(one.id, ()))) for one in decisions]


def minutes_of(session: Session, edition_id: UUID) -> Minutes | None:
    """Find the signed minutes of an edition, if they are signed."""
    return session.scalar(select(Minutes).where(Minutes.edition_id == edition_id))


def minutes_or_hold(session: Session, edition_id: UUID) -> Minutes | None:
    """Find the signed minutes of an edition; while there are none, none is signed until the commit.

    Many may hold an edition at once; who signs holds it alone, and waits for them.
    """
    session.execute(select(Edition.id).where(Edition.id == edition_id).with_for_update(read=True))
    return minutes_of(session, edition_id)


def minutes_to_read(session: Session, edition_id: UUID) -> Minutes:
    """Fetch the signed minutes of an edition."""
    return found(
        minutes_of(session, edition_id), "Le procès-verbal de cette édition n’est pas encore signé."
    )


def palmares_of(session: Session, edition_id: UUID) -> Palmares | None:
    """Find the palmarès of an edition, if it is published (perhaps still under embargo)."""
    return session.scalar(PALMARES, {"edition_id": edition_id})


def proclaimed_among(session: Session, edition_ids: Sequence[UUID], now: datetime) -> set[UUID]:
    """Say of which editions the public may read the palmarès."""
    if not edition_ids:
        return set()
    return set(
        session.scalars(
            select(Palmares.edition_id).where(
                Palmares.edition_id.in_(edition_ids), Palmares.embargo_until <= now
            )
        )
    )


def candidatures_by_ids(session: Session, candidature_ids: Iterable[UUID]) -> Sequence[Candidature]:
    """List candidatures with their applicants."""
    return session.scalars(
        select(Candidature)
        .where(Candidature.id.in_(list(candidature_ids)))
        .options(
            joinedload(Candidature.applicant, innerjoin=True),
            joinedload(Candidature.category, innerjoin=True),
            joinedload(Candidature.edition, innerjoin=True),
        )
        .order_by(Candidature.number, Candidature.id)
    ).all()


def palmares_to_show(session: Session, edition_id: UUID, now: datetime) -> Palmares:
    """Fetch the palmarès that the public may see.

    Raises:
        NotFound: none is published.
        UnderEmbargo: one is, and its hour has not come.
    """
    palmares = found(
        palmares_of(session, edition_id), "Le palmarès de cette édition n’est pas encore publié."
    )
    if now < palmares.embargo_until:
        raise UnderEmbargo("Le palmarès sera publié après la proclamation des résultats.")
    return palmares
