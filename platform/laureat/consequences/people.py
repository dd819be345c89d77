"""Somebody becomes known by an address, whichever verb speaks of them first."""

from sqlalchemy.dialects.postgresql import insert

from laureat.domain.names import normal_name
from laureat.models import Person
from laureat.queries.people import person_by_email
from laureat.work import Work


def known_person(work: Work, address: str, *, name: str = "") -> Person:
    """Find the person of an address, made known if need be; two who do it at once make one.

    ``name`` is kept where none was known before, and letters greet by it: it comes from the person
    or from the organiser, and from nobody else.

    Raises:
        Invalid: the name is not one.
    """
    name = normal_name(name)
    person = person_by_email(work.session, address)
    if person is None:
        work.session.execute(
            insert(Person).values(email=address, name=name).on_conflict_do_nothing()
        )
        person = person_by_email(work.session, address)
    if person is None:
        msg = "somebody who has just become known is not found"
        raise RuntimeError(msg)
    if name and not person.name:
        person.name = name
    return person
