"""Letters to candidates about the signed attestation."""

from uuid import UUID

from laureat.domain.french import long_instant
from laureat.jobs.letters import Desk, attestation_due
from laureat.queries.applicants import emails_of_team
from laureat.queries.attestations import check_by_id, return_by_id
from laureat.queries.candidatures import candidature_by_id


def mail_received(desk: Desk, return_id: UUID) -> None:
    """Say that the signed attestation has come and that the candidature counts."""
    returned = return_by_id(desk.work.session, return_id)
    candidature = candidature_by_id(desk.work.session, returned.candidature_id)
    definition = desk.definition(candidature.edition)
    calendar = definition.calendar
    desk.write(
        emails_of_team(desk.work.session, candidature.applicant_id),
        "attestation-received",
        f"/dossiers/{candidature.id}",
        about=definition,
        received_at=long_instant(returned.received_at, calendar.time_zone),
        due_at=long_instant(calendar.attestation_due.at, calendar.time_zone),
        late=returned.received_at > calendar.attestation_due.at,
        **desk.where(candidature),
    )


def mail_refused(desk: Desk, check_id: UUID) -> None:
    """Say what is wrong with the attestation that came back, and until when it can be mended."""
    check = check_by_id(desk.work.session, check_id)
    returned = return_by_id(desk.work.session, check.return_id)
    candidature = candidature_by_id(desk.work.session, returned.candidature_id)
    definition = desk.definition(candidature.edition)
    desk.write(
        emails_of_team(desk.work.session, candidature.applicant_id),
        "attestation-refused",
        f"/dossiers/{candidature.id}",
        about=definition,
        reason=check.reason,
        remedy="Corrigez ce point, signez de nouveau l’attestation et déposez-la sur la page du"
        " dossier.",
        due_at=attestation_due(desk, candidature, definition),
        **desk.where(candidature),
    )
