"""Let a colleague write for the same applicant."""

from uuid import UUID

from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.errors import Invalid
from laureat.domain.sign_in import normal_email
from laureat.domain.vocabulary import MembershipRole
from laureat.models import Membership, Person
from laureat.permissions import Permission, require
from laureat.queries.applicants import applicant_to_change
from laureat.queries.people import person_by_email
from laureat.work import Work


def invite_colleague(work: Work, applicant_id: UUID, *, email: str, name: str = "") -> Membership:
    """Add the person of an address to the applicant's team; they sign in with that address.

    Raises:
        Invalid: this is not an e-mail address.
        Conflict: they are in the team already.
    """
    applicant = applicant_to_change(work.session, applicant_id)
    require(work.actor, Permission.APPLICANT_INVITE, applicant)
    address = normal_email(email)
    if address is None:
        raise Invalid(
            "Cette adresse électronique n’est pas complète.",
            fields={"email": "Écrivez une adresse complète, par exemple prenom.nom@exemple.fr."},
        )

    person = person_by_email(work.session, address)
    if person is None:
        person = Person(email=address, name=name)
        work.session.add(person)
        work.session.flush()
    membership = Membership(
        applicant_id=applicant.id,
        person_id=person.id,
        role=MembershipRole.WRITER,
        joined_at=work.now,
    )
    with refusals_of_the_database(work.session):
        work.session.add(membership)
    work.record(Event.COLLEAGUE_INVITED, applicant, person=str(person.id))
    return membership
