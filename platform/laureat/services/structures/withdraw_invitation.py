"""Withdraw an invitation that waits, or decline it."""

from uuid import UUID

from laureat.domain.audit import Event
from laureat.models import Membership
from laureat.permissions import Permission, require
from laureat.queries.applicants import applicant_by_id, invitation_to_change
from laureat.work import Work


def withdraw_invitation(work: Work, applicant_id: UUID, *, person_id: UUID) -> Membership:
    """Take back an invitation to the applicant's team; the person who is invited declines so.

    Raises:
        NotFound: no such invitation waits.
    """
    applicant = applicant_by_id(work.session, applicant_id)
    if person_id == work.actor.person_id:
        require(work.actor, Permission.INVITATION_ANSWER)
    else:
        require(work.actor, Permission.APPLICANT_INVITE, applicant)
    invitation = invitation_to_change(work.session, applicant.id, person_id)

    invitation.withdrawn_at = work.now
    work.record(Event.INVITATION_WITHDRAWN, applicant, person=str(person_id))
    return invitation
