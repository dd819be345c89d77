"""Questions about juries. Whether a seat is open is asked of the database's own ``seat_state``."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Integer, Text, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from laureat.domain.candidature_states import COMPETING
from laureat.domain.vocabulary import SeatState
from laureat.models import (
    Ballot,
    BallotVoid,
    Candidature,
    Category,
    Conflict,
    ConflictRuling,
    InterestDeclaration,
    Juror,
    Membership,
    Person,
    Recusal,
    Round,
    Seat,
    Tally,
)
from laureat.queries.found import found


def juror_by_id(session: Session, juror_id: UUID) -> Juror:
    """Fetch a member of the jury, as a person."""
    return found(
        session.scalar(
            select(Juror)
            .where(Juror.id == juror_id)
            .options(joinedload(Juror.person, innerjoin=True))
        )
    )


def jurors_of(session: Session, edition_id: UUID) -> Sequence[Juror]:
    """List the jury of an edition by name."""
    return session.scalars(
        select(Juror)
        .join(Juror.person)
        .where(Juror.edition_id == edition_id)
        .options(contains_eager(Juror.person))
        .order_by(Person.name, Juror.id)
    ).all()


def jurors_by_ids(session: Session, ids: Iterable[UUID]) -> Sequence[Juror]:
    """List the jury memberships of somebody."""
    return session.scalars(select(Juror).where(Juror.id.in_(list(ids))).order_by(Juror.id)).all()


def seat_by_id(session: Session, seat_id: UUID) -> Seat:
    """Fetch a seat with its juror and its category."""
    return found(
        session.scalar(
            select(Seat)
            .where(Seat.id == seat_id)
            .options(
                joinedload(Seat.juror, innerjoin=True).joinedload(Juror.person, innerjoin=True),
                joinedload(Seat.category, innerjoin=True),
            )
        )
    )


def seat_of(session: Session, jurors: frozenset[UUID], category_id: UUID) -> Seat:
    """Fetch the seat that somebody has in a category."""
    return found(
        session.scalar(
            select(Seat)
            .where(Seat.juror_id.in_(jurors), Seat.category_id == category_id)
            .options(joinedload(Seat.juror, innerjoin=True), joinedload(Seat.category))
        )
    )


def seat_state(session: Session, seat_id: UUID) -> SeatState:
    """Ask whether a seat may read and vote."""
    return SeatState(session.scalars(select(func.seat_state(seat_id, type_=Text))).one())


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat, whether it is open, and the ground when it is closed."""

    seat: Seat
    state: SeatState
    ground: str


def seat_lines(
    session: Session,
    *,
    category_ids: Iterable[UUID] | None = None,
    juror_ids: Iterable[UUID] | None = None,
) -> list[SeatLine]:
    """List the seats of categories, or of jurors, with their state; of none when none is named."""
    asked = (
        select(Seat, func.seat_state(Seat.id, type_=Text))
        .join(Seat.category)
        .join(Seat.juror)
        .join(Juror.person)
        .options(
            contains_eager(Seat.category).joinedload(Category.edition, innerjoin=True),
            contains_eager(Seat.juror).contains_eager(Juror.person),
        )
        .where(Category.retired_at.is_(None))
        .order_by(Category.position, Person.name, Seat.id)
    )
    if category_ids is not None:
        asked = asked.where(Seat.category_id.in_(list(category_ids)))
    if juror_ids is not None:
        asked = asked.where(Seat.juror_id.in_(list(juror_ids)))
    rows = session.execute(asked).all()
    latest = latest_recusals(session, [seat.id for seat, _ in rows])
    return [
        SeatLine(seat, SeatState(state), latest[seat.id].ground if seat.id in latest else "")
        for seat, state in rows
    ]


def seats_to_change(session: Session, category_ids: Iterable[UUID]) -> Sequence[UUID]:
    """Hold the seats of categories until the commit, in a fixed order: no ballot slips in."""
    return session.scalars(
        select(Seat.id)
        .where(Seat.category_id.in_(list(category_ids)))
        .order_by(Seat.id)
        .with_for_update()
    ).all()


def latest_recusals(session: Session, seat_ids: Iterable[UUID]) -> dict[UUID, Recusal]:
    """Find the entry of the register that holds for each seat that has one."""
    latest = (
        select(func.max(Recusal.serial))
        .where(Recusal.seat_id.in_(list(seat_ids)))
        .group_by(Recusal.seat_id)
    )
    rows = session.scalars(select(Recusal).where(Recusal.serial.in_(latest)))
    return {row.seat_id: row for row in rows}


def recusal_by_id(session: Session, recusal_id: UUID) -> Recusal:
    """Fetch an entry of the register of recusals."""
    return found(session.scalar(select(Recusal).where(Recusal.id == recusal_id)))


def recusal_register(session: Session, edition_id: UUID) -> Sequence[tuple[Recusal, Seat]]:
    """List every entry of an edition's register of recusals, oldest first."""
    return session.execute(
        select(Recusal, Seat)
        .join(Seat, Seat.id == Recusal.seat_id)
        .join(Seat.category)
        .where(Category.edition_id == edition_id)
        .options(
            joinedload(Seat.category, innerjoin=True),
            joinedload(Seat.juror, innerjoin=True).joinedload(Juror.person, innerjoin=True),
        )
        .order_by(Recusal.serial, Recusal.id)
    ).all()


def competitors_in(session: Session, category_ids: Iterable[UUID]) -> Sequence[Candidature]:
    """List the candidatures that compete in the categories, with their applicants."""
    return session.scalars(
        select(Candidature)
        .where(Candidature.category_id.in_(list(category_ids)), Candidature.state.in_(COMPETING))
        .options(joinedload(Candidature.applicant, innerjoin=True))
        .order_by(Candidature.number, Candidature.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Writers:
    """The people who write for an applicant, as detectors of links see them."""

    ids: frozenset[UUID] = frozenset()
    mail_domains: frozenset[str] = frozenset()


def writers_for(session: Session, applicants: Iterable[UUID]) -> dict[UUID, Writers]:
    """Find the people who write for each applicant; an invitation that waits is nobody's word."""
    rows = session.execute(
        select(Membership.applicant_id, Person.id, func.split_part(Person.email, "@", 2))
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.applicant_id.in_(list(applicants)), Membership.accepted_at.is_not(None))
    )
    writers: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for applicant_id, person_id, domain in rows:
        writers[applicant_id].append((person_id, domain))
    return {
        applicant_id: Writers(
            frozenset(person_id for person_id, _ in people),
            frozenset(domain for _, domain in people),
        )
        for applicant_id, people in writers.items()
    }


def latest_declarations(
    session: Session, juror_ids: Iterable[UUID]
) -> dict[tuple[UUID, UUID], InterestDeclaration]:
    """Find what holds of what jurors have declared, by juror and applicant."""
    latest = (
        select(func.max(InterestDeclaration.serial))
        .where(InterestDeclaration.juror_id.in_(list(juror_ids)))
        .group_by(InterestDeclaration.juror_id, InterestDeclaration.applicant_id)
    )
    rows = session.scalars(
        select(InterestDeclaration).where(InterestDeclaration.serial.in_(latest))
    )
    return {(row.juror_id, row.applicant_id): row for row in rows}


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A link that was found, and the ruling that holds, if one was made."""

    conflict: Conflict
    ruling: ConflictRuling | None


def conflict_lines(session: Session, seat_ids: Iterable[UUID]) -> list[ConflictLine]:
    """List the conflicts of seats with their rulings, oldest first."""
    conflicts = session.scalars(
        select(Conflict)
        .where(Conflict.seat_id.in_(list(seat_ids)))
        .options(
            joinedload(Conflict.applicant, innerjoin=True),
            joinedload(Conflict.seat, innerjoin=True).options(
                joinedload(Seat.category, innerjoin=True),
                joinedload(Seat.juror, innerjoin=True).joinedload(Juror.person, innerjoin=True),
            ),
        )
        .order_by(Conflict.serial, Conflict.id)
    ).all()
    latest = (
        select(func.max(ConflictRuling.serial))
        .where(ConflictRuling.conflict_id.in_([one.id for one in conflicts]))
        .group_by(ConflictRuling.conflict_id)
    )
    rulings = {
        row.conflict_id: row
        for row in session.scalars(select(ConflictRuling).where(ConflictRuling.serial.in_(latest)))
    }
    return [ConflictLine(one, rulings.get(one.id)) for one in conflicts]


def conflict_by_id(session: Session, conflict_id: UUID) -> Conflict:
    """Fetch a conflict with its seat, its juror and its category."""
    return found(
        session.scalar(
            select(Conflict)
            .where(Conflict.id == conflict_id)
            .options(
                joinedload(Conflict.applicant, innerjoin=True),
                joinedload(Conflict.seat, innerjoin=True).options(
                    joinedload(Seat.juror, innerjoin=True), joinedload(Seat.category)
                ),
            )
        )
    )


def valid_ballots(
    session: Session, round_ids: Iterable[UUID], *, seat_ids: Iterable[UUID] | None = None
) -> Sequence[Ballot]:
    """List the ballots that count, of some seats or of all: each seat's last, unless voided.

    An earlier ballot does not come back when the one that replaced it is voided.
    """
    latest = (
        select(func.max(Ballot.serial))
        .where(Ballot.round_id.in_(list(round_ids)))
        .group_by(Ballot.round_id, Ballot.seat_id)
    )
    if seat_ids is not None:
        latest = latest.where(Ballot.seat_id.in_(list(seat_ids)))
    return session.scalars(
        select(Ballot)
        .where(
            Ballot.serial.in_(latest),
            ~select(BallotVoid.id).where(BallotVoid.ballot_id == Ballot.id).exists(),
        )
        .order_by(Ballot.seat_id, Ballot.serial)
    ).all()


def voided_count(session: Session, round_id: UUID) -> int:
    """Count the ballots of a round that were voided."""
    return (
        session.scalar(
            select(func.count().cast(Integer))
            .select_from(BallotVoid)
            .join(Ballot, Ballot.id == BallotVoid.ballot_id)
            .where(Ballot.round_id == round_id)
        )
        or 0
    )


def tally_of(session: Session, round_id: UUID) -> Tally | None:
    """Find the count of a round, if it was counted."""
    return session.scalar(select(Tally).where(Tally.round_id == round_id))


def has_voided_ballot(session: Session, recusal_id: UUID) -> bool:
    """Tell whether a ballot was voided because of an entry of the register."""
    return bool(
        session.scalar(
            select(select(BallotVoid).where(BallotVoid.recusal_id == recusal_id).exists())
        )
    )


def voters_of(session: Session, edition_id: UUID) -> frozenset[UUID]:
    """Find the jurors who voted in an edition: voided ballots included, cancelled rounds not."""
    return frozenset(
        session.scalars(
            select(Seat.juror_id)
            .join(Ballot, Ballot.seat_id == Seat.id)
            .join(Round, Round.id == Ballot.round_id)
            .join(Category, Category.id == Seat.category_id)
            .where(Category.edition_id == edition_id, Round.cancelled_reason.is_(None))
            .distinct()
            .order_by(Seat.juror_id)
        )
    )
