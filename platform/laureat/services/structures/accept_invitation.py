"""Accept to write for an applicant."""

from uuid import UUID

from laureat.consequences.memberships import begin_memberships
from laureat.domain.audit import Event
from laureat.models import Membership
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.applicants import invitation_to_change
from laureat.work import Work


def accept_invitation(work: Work, applicant_id: UUID, *, plugins: PluginHost) -> Membership:
    """Begin to write for an applicant that has invited the actor; their seats may close.

    Raises:
        NotFound: no such invitation waits for them.
    """
    require(work.actor, Permission.INVITATION_ANSWER)
    invitation = invitation_to_change(work.session, applicant_id, work.person_id)

    begin_memberships(work, [invitation], plugins)
    work.record(Event.COLLEAGUE_JOINED, invitation)
    return invitation
