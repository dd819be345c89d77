"""Check a returned attestation: signed, legible, and the right one."""

from uuid import UUID

from laureat.consequences.definitions import definition_of
from laureat.consequences.recusals import recompute_recusals
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Conflict, ReasonNeeded, WrongState
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import CheckVerdict
from laureat.models import AttestationCheck, AttestationReturn, Candidature
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.attestations import latest_attestation, latest_return, return_by_id
from laureat.queries.candidatures import candidature_to_change
from laureat.queries.results import minutes_or_hold
from laureat.work import Work


def check_attestation(
    work: Work, return_id: UUID, *, verdict: CheckVerdict, reason: str = "", plugins: PluginHost
) -> AttestationCheck:
    """Accept what came back, or refuse it: the candidature then no longer counts.

    Raises:
        ReasonNeeded: a refusal says what is wrong.
        Conflict: a later paper, or a later version of the dossier, has taken its place.
        WrongState: the jury examines the dossier already, or the minutes are signed.
    """
    returned = return_by_id(work.session, return_id)
    candidature = candidature_to_change(work.session, returned.candidature_id)
    require(work.actor, Permission.ATTESTATION_CHECK, candidature)
    if minutes_or_hold(work.session, candidature.edition_id) is not None:
        raise WrongState("Le procès-verbal est signé : l’instruction est terminée.")
    attestation = latest_attestation(work.session, candidature.id)
    latest = latest_return(work.session, attestation.id) if attestation else None
    if latest is None or latest.id != returned.id:
        raise Conflict("Une attestation plus récente a remplacé celle-ci : vérifiez la dernière.")
    if verdict is CheckVerdict.REFUSED:
        _require_refusable(candidature, reason)

    check = AttestationCheck(
        return_id=returned.id,
        verdict=verdict,
        reason=reason.strip(),
        checked_by=work.person_id,
        checked_at=work.now,
    )
    work.session.add(check)
    if _changes_what_counts(candidature, returned, verdict):
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


def _require_refusable(candidature: Candidature, reason: str) -> None:
    if candidature.state is CandidatureState.ADMITTED:
        raise WrongState(
            "Ce dossier est déjà transmis au jury : revenez d’abord sur son instruction."
        )
    if not reason.strip():
        raise ReasonNeeded(
            "Dites ce qui ne va pas : le candidat lira ce motif.",
            fields={"reason": "Écrivez ce que le candidat doit corriger."},
        )


def _changes_what_counts(
    candidature: Candidature, returned: AttestationReturn, verdict: CheckVerdict
) -> bool:
    """Register or unregister the candidature, and tell whether it entered or left the race.

    A paper that is accepted after all counts from when it was received.
    """
    before = candidature.state
    if verdict is CheckVerdict.REFUSED:
        candidature.registered_at = None
        if before is CandidatureState.REGISTERED:
            candidature.move_to(CandidatureState.SUBMITTED)
    elif candidature.registered_at is None:
        candidature.registered_at = returned.received_at
        if before is CandidatureState.SUBMITTED:
            candidature.move_to(CandidatureState.REGISTERED)
    return candidature.state is not before
