"""Questions about applicants, coordinations and recognitions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from laureat.domain.candidature_states import CandidatureState
from laureat.models import (
    Applicant,
    Candidature,
    Coordination,
    Edition,
    Membership,
    Person,
    Recognition,
    Referent,
)
from laureat.queries.found import ANEW, found

INVITATIONS = select(Membership).where(
    Membership.accepted_at.is_(None), Membership.withdrawn_at.is_(None)
)

_AMONG = Recognition.applicant_id.in_(bindparam("applicant_ids", expanding=True))
# Asked whenever a draft is shown, so it is put together once.
LATEST_RECOGNITIONS = select(Recognition).where(
    _AMONG,
    Recognition.serial.in_(
        select(func.max(Recognition.serial))
        .where(_AMONG)
        .group_by(Recognition.applicant_id, Recognition.programme_id)
    ),
)


def applicant_by_id(session: Session, applicant_id: UUID) -> Applicant:
    """Fetch an applicant."""
    return found(session.scalar(select(Applicant).where(Applicant.id == applicant_id)))


def applicant_to_change(session: Session, applicant_id: UUID) -> Applicant:
    """Fetch an applicant, and hold it until the commit."""
    return found(
        session.scalar(
            select(Applicant).where(Applicant.id == applicant_id).with_for_update(),
            execution_options=ANEW,
        )
    )


def applicant_by_identity(session: Session, kind: str, identity: str) -> Applicant | None:
    """Find the applicant that has this identity, if it is known, and hold it until the commit."""
    return session.scalar(
        select(Applicant)
        .where(Applicant.kind == kind, Applicant.identity == identity)
        .with_for_update()
    )


def applicants_of(session: Session, person_id: UUID) -> Sequence[Applicant]:
    """List the applicants that a person writes for."""
    return session.scalars(
        select(Applicant)
        .join(Membership, Membership.applicant_id == Applicant.id)
        .where(Membership.person_id == person_id, Membership.accepted_at.is_not(None))
        .order_by(Applicant.name, Applicant.id)
    ).all()


def team_of(session: Session, applicant_id: UUID) -> Sequence[Membership]:
    """List who writes for an applicant and who is invited to, with their people."""
    return session.scalars(
        select(Membership)
        .where(Membership.applicant_id == applicant_id, Membership.withdrawn_at.is_(None))
        .options(joinedload(Membership.person, innerjoin=True))
        .order_by(Membership.joined_at, Membership.id)
    ).all()


def membership_of(session: Session, applicant_id: UUID, person_id: UUID) -> Membership | None:
    """Find what ties a person to an applicant: a membership, an invitation, a withdrawn one."""
    return session.scalar(
        select(Membership).where(
            Membership.applicant_id == applicant_id, Membership.person_id == person_id
        )
    )


def invitation_to_change(session: Session, applicant_id: UUID, person_id: UUID) -> Membership:
    """Fetch an invitation that waits for its person, and hold it until the commit."""
    return found(
        session.scalar(
            INVITATIONS.where(
                Membership.applicant_id == applicant_id, Membership.person_id == person_id
            ).with_for_update(of=Membership),
            execution_options=ANEW,
        ),
        "Cette invitation n’existe plus.",
    )


def invitations_of(session: Session, person_id: UUID) -> Sequence[Membership]:
    """List the invitations that wait for a person, with their applicants."""
    return session.scalars(
        INVITATIONS.where(Membership.person_id == person_id)
        .options(joinedload(Membership.applicant, innerjoin=True))
        .order_by(Membership.joined_at, Membership.id)
    ).all()


def emails_of_team(session: Session, applicant_id: UUID) -> Sequence[Person]:
    """List the people to write to about an applicant."""
    return session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.applicant_id == applicant_id, Membership.accepted_at.is_not(None))
        .order_by(Person.email, Person.id)
    ).all()


def latest_recognition(
    session: Session, applicant_id: UUID, programme_id: UUID
) -> Recognition | None:
    """Find the answer that holds about an applicant in a programme, if one was given."""
    return session.scalar(
        select(Recognition)
        .where(Recognition.applicant_id == applicant_id, Recognition.programme_id == programme_id)
        .order_by(Recognition.serial.desc())
        .limit(1)
    )


def coordination_for(session: Session, departement: str | None) -> Coordination | None:
    """Find the coordination that covers a département, if there is one."""
    if departement is None:
        return None
    return session.scalar(
        select(Coordination)
        .where(Coordination.departements.contains([departement]))
        .order_by(Coordination.name, Coordination.id)
        .limit(1)
    )


def coordinations(session: Session) -> Sequence[Coordination]:
    """List the coordinations by name."""
    return session.scalars(select(Coordination).order_by(Coordination.name, Coordination.id)).all()


def referents_of(session: Session, coordination_id: UUID) -> Sequence[Person]:
    """List the people who answer for a coordination."""
    return session.scalars(
        select(Person)
        .join(Referent, Referent.person_id == Person.id)
        .where(Referent.coordination_id == coordination_id)
        .order_by(Person.email, Person.id)
    ).all()


@dataclass(frozen=True, slots=True)
class RecognitionLine:
    """An applicant that waits for an answer, or has had one, with its dossiers in the programme."""

    applicant: Applicant
    programme_id: UUID
    programme_title: str
    candidatures: tuple[tuple[UUID, str, str], ...]
    recognition: Recognition | None
    edition: Edition
    since: datetime


def recognition_lines(
    session: Session, departements: frozenset[str] | None
) -> list[RecognitionLine]:
    """List the applicants that are not members and have a live candidature, with their answers.

    ``departements`` limits to those of a coordination; None gives all.
    """
    asked = (
        select(Candidature)
        .join(Candidature.applicant)
        .where(
            Applicant.member.is_not(True),
            Candidature.state.not_in((CandidatureState.WITHDRAWN, CandidatureState.DRAFT)),
        )
        .options(
            joinedload(Candidature.applicant, innerjoin=True),
            joinedload(Candidature.edition, innerjoin=True).joinedload(Edition.programme),
        )
        .order_by(Applicant.name, Candidature.id)
    )
    if departements is not None:
        asked = asked.where(Applicant.departement.in_(departements))
    grouped: dict[tuple[UUID, UUID], list[Candidature]] = {}
    for candidature in session.scalars(asked):
        key = (candidature.applicant_id, candidature.edition.programme_id)
        grouped.setdefault(key, []).append(candidature)
    answers = latest_recognitions(session, {applicant for applicant, _ in grouped})
    return [
        RecognitionLine(
            applicant=group[0].applicant,
            programme_id=programme_id,
            programme_title=group[0].edition.programme.title,
            candidatures=tuple((one.id, one.number, one.title) for one in group),
            recognition=answers.get((applicant_id, programme_id)),
            edition=group[-1].edition,
            since=min(one.submitted_at or one.started_at for one in group),
        )
        for (applicant_id, programme_id), group in grouped.items()
    ]


def latest_recognitions(
    session: Session, applicants: Iterable[UUID]
) -> dict[tuple[UUID, UUID], Recognition]:
    """Find the answer that holds about each applicant in each programme."""
    rows = session.scalars(LATEST_RECOGNITIONS, {"applicant_ids": list(applicants)})
    return {(row.applicant_id, row.programme_id): row for row in rows}


def coordination_by_name(session: Session, name: str) -> Coordination | None:
    """Find a coordination by its name, if there is one."""
    return session.scalar(select(Coordination).where(Coordination.name == name))


def recognition_by_id(session: Session, recognition_id: UUID) -> Recognition:
    """Fetch an answer about an applicant."""
    return session.scalars(select(Recognition).where(Recognition.id == recognition_id)).one()
