"""Say what one is called."""

from laureat.domain.audit import Event
from laureat.domain.errors import Invalid
from laureat.domain.names import normal_name
from laureat.models import Person
from laureat.permissions import Permission, require, require_somebody
from laureat.queries.people import person_by_id
from laureat.work import Work


def say_name(work: Work, name: str) -> Person:
    """Keep the name by which letters, minutes and lists call the person. Twice changes nothing.

    Raises:
        Invalid: there is no name, or what was given is not one.
    """
    require_somebody(work.actor)
    person = person_by_id(work.session, work.person_id, to_change=True)
    require(work.actor, Permission.PERSON_NAME, person)
    given = normal_name(name)
    if not given:
        raise Invalid("Le nom manque.", fields={"name": "Écrivez votre prénom et votre nom."})

    if person.name != given:
        person.name = given
        work.record(Event.PERSON_NAMED, person)
    return person
