"""Questions about people and what they are entitled to."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Text, Uuid, and_, bindparam, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from laureat.database.row_level_security import CURRENT_TENANT
from laureat.domain.actors import NOBODY, Actor, Role
from laureat.models import Juror, Membership, Person, Referent, RoleGrant, SignInCode, WebSession
from laureat.queries.found import ANEW, found

# What every request of somebody signed in asks is put together once.
_IS_LIVE = and_(
    WebSession.token_digest == bindparam("token_digest"),
    WebSession.ended_at.is_(None),
    WebSession.expires_at > bindparam("now"),
)
LIVE_SESSION = select(WebSession).where(_IS_LIVE)
PERSON_OF_SESSION = (
    select(Person.id, Person.name, Person.email)
    .join(WebSession, WebSession.person_id == Person.id)
    .where(_IS_LIVE)
)

_PERSON = bindparam("person_id", type_=Uuid())
_NO_ID, _NO_ROLE = cast(null(), Uuid), cast(null(), Text)
STANDS_FOR = union_all(
    select(literal("role"), cast(RoleGrant.role, Text), _NO_ID).where(
        RoleGrant.person_id == _PERSON
    ),
    select(literal("applicant"), _NO_ROLE, Membership.applicant_id).where(
        Membership.person_id == _PERSON, Membership.accepted_at.is_not(None)
    ),
    select(literal("coordination"), _NO_ROLE, Referent.coordination_id).where(
        Referent.person_id == _PERSON
    ),
    select(literal("juror"), _NO_ROLE, Juror.id).where(Juror.person_id == _PERSON),
    select(literal("chair"), _NO_ROLE, Juror.edition_id).where(
        Juror.person_id == _PERSON, Juror.chair
    ),
)


class Somebody(NamedTuple):
    """Who somebody is, without the row that says so."""

    id: UUID
    name: str
    email: str


def person_by_email(session: Session, email: str) -> Person | None:
    """Find the person who has this address (in lower case), if any."""
    return session.scalar(select(Person).where(Person.email == email))


def live_session(session: Session, token_digest: str, now: datetime) -> WebSession | None:
    """Find the session of a token, unless it has ended."""
    return session.scalar(LIVE_SESSION, {"token_digest": token_digest, "now": now})


def person_of_session(session: Session, token_digest: str, now: datetime) -> Somebody | None:
    """Find whose session a token is, unless it has ended."""
    asked = {"token_digest": token_digest, "now": now}
    row = session.execute(PERSON_OF_SESSION, asked).first()
    return Somebody(*row) if row else None


def actor_of(session: Session, person: Person | Somebody | None) -> Actor:
    """Say all that a person stands for, in one question."""
    if person is None:
        return NOBODY
    rows = session.execute(STANDS_FOR, {"person_id": person.id}).all()

    def ids(kind: str) -> frozenset[UUID]:
        return frozenset(row[2] for row in rows if row[0] == kind)

    return Actor(
        person_id=person.id,
        name=person.name,
        email=person.email,
        roles=frozenset(Role(row[1]) for row in rows if row[0] == "role"),
        applicants=ids("applicant"),
        coordinations=ids("coordination"),
        jurors=ids("juror"),
        chairs=ids("chair"),
    )


def recent_codes_alone(session: Session, email: str, since: datetime) -> Sequence[SignInCode]:
    """List the codes asked for an address since an instant; until the commit nobody adds one."""
    mine = func.hashtextextended(func.concat(CURRENT_TENANT, email), 0)
    session.execute(select(func.pg_advisory_xact_lock(mine)))
    return session.scalars(
        select(SignInCode)
        .where(SignInCode.email == email, SignInCode.requested_at > since)
        .order_by(SignInCode.requested_at, SignInCode.id)
    ).all()


def wrong_tries(session: Session, email: str, since: datetime) -> int:
    """Count the wrong codes that were tried for an address since an instant."""
    tried = select(func.sum(SignInCode.tries)).where(
        SignInCode.email == email, SignInCode.requested_at > since
    )
    return session.scalar(tried) or 0


def code_to_use(session: Session, code_id: UUID) -> SignInCode:
    """Fetch a request to sign in, and hold it until the commit."""
    return found(
        session.scalar(select(SignInCode).where(SignInCode.id == code_id).with_for_update()),
        "Cette demande de connexion n’existe plus : demandez un nouveau code.",
    )


def code_by_id(session: Session, code_id: UUID) -> SignInCode:
    """Fetch a request to sign in."""
    return found(
        session.scalar(select(SignInCode).where(SignInCode.id == code_id)),
        "Cette demande de connexion n’existe plus : demandez un nouveau code.",
    )


def person_by_id(session: Session, person_id: UUID, *, to_change: bool = False) -> Person:
    """Fetch somebody, held until the commit when they are to change."""
    asked = select(Person).where(Person.id == person_id)
    if to_change:
        asked = asked.with_for_update().execution_options(**ANEW)
    return found(session.scalar(asked))


def sessions_of(session: Session, person_id: UUID, now: datetime) -> Sequence[WebSession]:
    """List the open sessions of somebody, the last one first."""
    return session.scalars(
        select(WebSession)
        .where(
            WebSession.person_id == person_id,
            WebSession.ended_at.is_(None),
            WebSession.expires_at > now,
        )
        .order_by(WebSession.started_at.desc(), WebSession.id)
    ).all()


def session_to_end(session: Session, session_id: UUID) -> WebSession:
    """Fetch a session, and hold it until the commit."""
    return found(
        session.scalar(
            select(WebSession).where(WebSession.id == session_id).with_for_update(),
            execution_options=ANEW,
        )
    )


def organisers(session: Session) -> Sequence[Person]:
    """List the people who organise the tenant's awards."""
    return session.scalars(
        select(Person)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.role == Role.ORGANISER)
        .order_by(Person.email, Person.id)
    ).all()


def organisers_among(session: Session, person_ids: Iterable[UUID]) -> set[UUID]:
    """Say which of some people organise the tenant's awards."""
    return set(
        session.scalars(
            select(RoleGrant.person_id).where(
                RoleGrant.person_id.in_(list(person_ids)), RoleGrant.role == Role.ORGANISER
            )
        )
    )


def grant_of(session: Session, person_id: UUID, role: Role) -> RoleGrant | None:
    """Find the grant of a role to a person, if there is one."""
    return session.scalar(
        select(RoleGrant).where(RoleGrant.person_id == person_id, RoleGrant.role == role)
    )
