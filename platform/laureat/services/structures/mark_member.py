"""Say whether a structure is a member of the organiser's network."""

from uuid import UUID

from laureat.consequences.again import examine_applicant_again
from laureat.domain.audit import Event
from laureat.models import Applicant
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.applicants import applicant_to_change
from laureat.work import Work


def mark_member(work: Work, applicant_id: UUID, *, member: bool, plugins: PluginHost) -> Applicant:
    """Mark a structure as a member or not; its submitted dossiers are examined again."""
    applicant = applicant_to_change(work.session, applicant_id)
    require(work.actor, Permission.APPLICANT_MARK_MEMBER, applicant)

    applicant.member = member
    examine_applicant_again(work, applicant.id, plugins)
    work.record(Event.APPLICANT_MEMBER_MARKED, applicant, member=member)
    return applicant
