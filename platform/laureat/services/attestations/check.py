"""Check a returned attestation: signed, legible, and the right one."""

from uuid import UUID

from laureat.consequences.definitions import definition_of
from laureat.consequences.recusals import recompute_recusals
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Conflict, ReasonNeeded
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import CheckVerdict
from laureat.models import AttestationCheck
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.attestations import latest_attestation, latest_return, return_by_id
from laureat.queries.candidatures import candidature_to_change
from laureat.work import Work


def check_attestation(
    work: Work, return_id: UUID, *, verdict: CheckVerdict, reason: str = "", plugins: PluginHost
) -> AttestationCheck:
    """Accept what came back, or refuse it: the candidature then no longer counts.

    Raises:
        ReasonNeeded: a refusal says what is wrong.
        Conflict: a later paper, or a later version of the dossier, has taken its place.
    """
    returned = return_by_id(work.session, return_id)
    candidature = candidature_to_change(work.session, returned.candidature_id)
    require(work.actor, Permission.ATTESTATION_CHECK, candidature)
    attestation = latest_attestation(work.session, candidature.id)
    latest = latest_return(work.session, attestation.id) if attestation else None
    if latest is None or latest.id != returned.id:
        raise Conflict("Une attestation plus récente a remplacé celle-ci : vérifiez la dernière.")
    if verdict is CheckVerdict.REFUSED and not reason.strip():
        raise ReasonNeeded(
            "Dites ce qui ne va pas : le candidat lira ce motif.",
            fields={"reason": "Écrivez ce que le candidat doit corriger."},
        )

    check = AttestationCheck(
        return_id=returned.id,
        verdict=verdict,
        reason=reason.strip(),
        checked_by=work.person_id,
        checked_at=work.now,
    )
    work.session.add(check)
    if verdict is CheckVerdict.REFUSED and candidature.state is CandidatureState.REGISTERED:
        candidature.move_to(CandidatureState.SUBMITTED)
        candidature.registered_at = None
        recompute_recusals(
            work,
            candidature.edition,
            definition_of(work.session, candidature.edition),
            plugins,
            category_ids=[candidature.category_id],
        )
    work.record(Event.ATTESTATION_CHECKED, candidature, verdict=verdict)
    if verdict is CheckVerdict.REFUSED:
        work.afterwards(Job.MAIL_ATTESTATION_REFUSED, check_id=check.id)
    return check
