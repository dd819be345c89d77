"""Grant somebody a role in the tenant."""

from laureat.consequences.people import known_person
from laureat.domain.actors import Role
from laureat.domain.audit import Event
from laureat.domain.errors import Forbidden, Invalid
from laureat.domain.sign_in import normal_email
from laureat.models import Person, RoleGrant
from laureat.permissions import Permission, require
from laureat.queries.people import grant_of
from laureat.work import Work


def grant_role(work: Work, email: str, *, role: Role, name: str = "") -> Person:
    """Give a role to the person of an address, who becomes known if need be. Twice changes nothing.

    Raises:
        Invalid: this is not an e-mail address.
        Forbidden: only the platform itself makes operators.
    """
    require(work.actor, Permission.ROLE_GRANT)
    address = normal_email(email)
    if address is None:
        raise Invalid("Écrivez une adresse électronique complète.")
    if role is Role.OPERATOR and not work.actor.engine:
        raise Forbidden("Ce rôle ne se donne qu’en ligne de commande, par l’exploitant.")

    person = known_person(work, address, name=name)
    if grant_of(work.session, person.id, role) is None:
        work.session.add(RoleGrant(person_id=person.id, role=role))
        work.record(Event.ROLE_GRANTED, person, role=role)
    return person
