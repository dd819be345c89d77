"""Withdraw a candidature: it is kept, and no longer counts."""

from uuid import UUID

from laureat.consequences.definitions import definition_of
from laureat.consequences.recusals import recompute_recusals
from laureat.domain.audit import Event
from laureat.domain.candidature_states import COMPETING, CandidatureState
from laureat.domain.errors import WrongState
from laureat.domain.jobs import Job
from laureat.models import Candidature
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.candidatures import candidature_to_change
from laureat.queries.results import minutes_or_hold
from laureat.work import Work


def withdraw_candidature(
    work: Work, candidature_id: UUID, *, reason: str = "", plugins: PluginHost
) -> Candidature:
    """Take a candidature back; the applicant may then enter the category again.

    Raises:
        WrongState: it is withdrawn already, or the minutes are signed.
    """
    candidature = candidature_to_change(work.session, candidature_id)
    require(work.actor, Permission.CANDIDATURE_WITHDRAW, candidature)
    if minutes_or_hold(work.session, candidature.edition_id) is not None:
        raise WrongState("Le jury a rendu ses décisions : ce dossier ne peut plus être retiré.")
    competed = candidature.state in COMPETING

    candidature.move_to(CandidatureState.WITHDRAWN)
    candidature.withdrawn_at = work.now
    if competed:
        definition = definition_of(work.session, candidature.edition)
        recompute_recusals(
            work,
            candidature.edition,
            definition,
            plugins,
            category_ids=[candidature.category_id],
        )
    work.record(Event.CANDIDATURE_WITHDRAWN, candidature, reason=reason.strip())
    work.afterwards(Job.MAIL_WITHDRAWN, candidature_id=candidature.id)
    return candidature
