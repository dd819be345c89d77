"""Let a colleague write for the same applicant."""

from uuid import UUID

from laureat.consequences.people import known_person
from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.errors import Invalid
from laureat.domain.sign_in import normal_email
from laureat.domain.vocabulary import MembershipRole
from laureat.models import Membership
from laureat.permissions import Permission, require
from laureat.queries.applicants import applicant_to_change
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

    person = known_person(work, address, name=name)
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
