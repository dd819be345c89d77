"""Set up a regional coordination: its territory and the people who answer for it."""

from collections.abc import Iterable

from laureat.consequences.people import known_person
from laureat.domain.audit import Event
from laureat.domain.errors import Invalid
from laureat.domain.sign_in import normal_email
from laureat.models import Coordination, Person, Referent
from laureat.permissions import Permission, require
from laureat.queries.applicants import coordination_by_name, referents_of
from laureat.work import Work


def set_coordination(
    work: Work,
    *,
    name: str,
    departements: Iterable[str],
    referents: Iterable[tuple[str, str]],
) -> Coordination:
    """Create or update a coordination; ``referents`` are e-mail addresses with names.

    Raises:
        Invalid: an address is not one.
    """
    require(work.actor, Permission.COORDINATION_SET)
    coordination = coordination_by_name(work.session, name)

    if coordination is None:
        coordination = Coordination(name=name)
        work.session.add(coordination)
    coordination.departements = sorted(departements)
    work.session.flush()
    known = {person.id for person in referents_of(work.session, coordination.id)}
    for email, person_name in referents:
        person = _person(work, email, person_name)
        if person.id not in known:
            known.add(person.id)
            work.session.add(Referent(coordination_id=coordination.id, person_id=person.id))
    work.record(Event.COORDINATION_SET, coordination, departements=coordination.departements)
    return coordination


def _person(work: Work, email: str, name: str) -> Person:
    address = normal_email(email)
    if address is None:
        raise Invalid("« {email} » n’est pas une adresse électronique complète.", email=email)
    return known_person(work, address, name=name)
