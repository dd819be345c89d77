"""Invite a colleague to write for the same applicant."""

from uuid import UUID

from laureat.consequences.people import known_person
from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.errors import Invalid
from laureat.domain.names import normal_name
from laureat.domain.sign_in import normal_email
from laureat.domain.vocabulary import MembershipRole
from laureat.models import Membership
from laureat.permissions import Permission, require
from laureat.queries.applicants import applicant_to_change, membership_of
from laureat.work import Work


def invite_colleague(work: Work, applicant_id: UUID, *, email: str, name: str = "") -> Membership:
    """Invite the person of an address to the applicant's team.

    It counts once they have signed in with that address. Until then nothing is said of them but
    what is said here: neither whether they are known, nor under which name.

    Raises:
        Invalid: this is not an e-mail address, or not a name.
        Conflict: they are in the team or invited already.
    """
    applicant = applicant_to_change(work.session, applicant_id)
    require(work.actor, Permission.APPLICANT_INVITE, applicant)
    address = normal_email(email)
    if address is None:
        raise Invalid(
            "Cette adresse électronique n’est pas complète.",
            fields={"email": "Écrivez une adresse complète, par exemple prenom.nom@exemple.fr."},
        )
    invited_as = normal_name(name)

    person = known_person(work, address)
    membership = membership_of(work.session, applicant.id, person.id)
    if membership is None or membership.withdrawn_at is None:
        membership = Membership(applicant_id=applicant.id, person_id=person.id)
    membership.role = MembershipRole.WRITER
    membership.joined_at = work.now
    membership.withdrawn_at = None
    membership.invited_as = invited_as
    with refusals_of_the_database(work.session):
        work.session.add(membership)
    work.record(Event.COLLEAGUE_INVITED, applicant, person=str(person.id))
    return membership
