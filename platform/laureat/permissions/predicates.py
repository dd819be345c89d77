"""The facts that permissions are made of: two-line answers about an actor and a subject."""

from collections.abc import Callable
from typing import Any, TypeAlias

from laureat.domain.actors import Actor, Role
from laureat.domain.vocabulary import EditionState

Predicate: TypeAlias = Callable[[Actor, Any], bool]


def is_anybody(_actor: Actor, _subject: object) -> bool:
    """Everybody, signed in or not."""
    return True


def is_known(actor: Actor, _subject: object) -> bool:
    """Somebody is signed in."""
    return actor.is_known


def is_engine(actor: Actor, _subject: object) -> bool:
    """The platform itself, in a job or a command."""
    return actor.engine


def is_organiser(actor: Actor, _subject: object) -> bool:
    """The actor organises the tenant's awards."""
    return Role.ORGANISER in actor.roles


def is_operator(actor: Actor, _subject: object) -> bool:
    """The actor runs the platform; only in the operator's own tenant is the role granted."""
    return Role.OPERATOR in actor.roles


def is_the_person(actor: Actor, person: Any) -> bool:
    """The subject is the actor in person."""
    return actor.is_known and person.id == actor.person_id


def is_own_session(actor: Actor, session: Any) -> bool:
    """The actor signed in with this session."""
    return actor.is_known and session.person_id == actor.person_id


def writes_for_applicant(actor: Actor, applicant: Any) -> bool:
    """The actor writes for this applicant."""
    return applicant.id in actor.applicants


def writes_candidature(actor: Actor, candidature: Any) -> bool:
    """The actor writes for the applicant of this candidature."""
    return candidature.applicant_id in actor.applicants


def answers_for_coordination(actor: Actor, coordination: Any) -> bool:
    """The actor is a referent of this coordination (None: nobody is)."""
    return coordination is not None and coordination.id in actor.coordinations


def is_juror(actor: Actor, juror: Any) -> bool:
    """The actor is this member of the jury."""
    return juror.id in actor.jurors


def sits_here(actor: Actor, seat: Any) -> bool:
    """The actor is the juror of this seat."""
    return seat.juror_id in actor.jurors


def is_published(_actor: Actor, edition: Any) -> bool:
    """The public sees this edition."""
    return bool(edition.state is EditionState.PUBLISHED)


def chairs_edition(actor: Actor, edition: Any) -> bool:
    """The actor presides the jury of this edition."""
    return edition.id in actor.chairs


def chairs_vote(actor: Actor, voting: Any) -> bool:
    """The actor presides the jury that votes in this round."""
    return voting.category.edition_id in actor.chairs
