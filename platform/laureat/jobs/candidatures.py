"""Letters to candidates about their dossiers."""

from uuid import UUID

from laureat.domain.french import long_instant
from laureat.domain.vocabulary import ScreeningVerdict
from laureat.jobs.letters import Desk, attestation_due
from laureat.queries.applicants import emails_of_team
from laureat.queries.candidatures import (
    candidature_by_id,
    reclassification_by_id,
    screening_by_id,
)
from laureat.queries.editions import category_by_id


def mail_submitted(desk: Desk, candidature_id: UUID) -> None:
    """Confirm a deposit, and say what is still missing."""
    candidature = candidature_by_id(desk.work.session, candidature_id)
    definition = desk.definition(candidature.edition)
    desk.write(
        emails_of_team(desk.work.session, candidature.applicant_id),
        "candidature-submitted",
        f"/dossiers/{candidature.id}",
        about=definition,
        submitted_at=long_instant(
            candidature.submitted_at or desk.work.now, definition.calendar.time_zone
        ),
        due_at=attestation_due(desk, candidature, definition),
        **desk.where(candidature),
    )


def mail_withdrawn(desk: Desk, candidature_id: UUID) -> None:
    """Confirm a withdrawal."""
    candidature = candidature_by_id(desk.work.session, candidature_id)
    definition = desk.definition(candidature.edition)
    calendar = definition.calendar
    is_open = desk.work.now <= calendar.deposit_closes.at
    desk.write(
        emails_of_team(desk.work.session, candidature.applicant_id),
        "candidature-withdrawn",
        "/mes-dossiers",
        about=definition,
        withdrawn_at=long_instant(candidature.withdrawn_at or desk.work.now, calendar.time_zone),
        closes_at=long_instant(calendar.deposit_closes.at, calendar.time_zone) if is_open else None,
        **desk.where(candidature),
    )


def mail_screened(desk: Desk, screening_id: UUID) -> None:
    """Tell a candidate whether the jury will examine the dossier, and why when it will not."""
    screening = screening_by_id(desk.work.session, screening_id)
    candidature = candidature_by_id(desk.work.session, screening.candidature_id)
    definition = desk.definition(candidature.edition)
    desk.write(
        emails_of_team(desk.work.session, candidature.applicant_id),
        "candidature-screened",
        f"/dossiers/{candidature.id}",
        about=definition,
        admitted=screening.verdict is ScreeningVerdict.ADMITTED,
        **desk.where(candidature),
    )


def mail_reclassified(desk: Desk, reclassification_id: UUID) -> None:
    """Tell a candidate that the dossier has changed category, why, and what follows."""
    moved = reclassification_by_id(desk.work.session, reclassification_id)
    candidature = candidature_by_id(desk.work.session, moved.candidature_id)
    definition = desk.definition(candidature.edition)
    former = category_by_id(desk.work.session, moved.from_category_id)
    desk.write(
        emails_of_team(desk.work.session, candidature.applicant_id),
        "candidature-reclassified",
        f"/dossiers/{candidature.id}",
        about=definition,
        former_category_title=former.title,
        reason=moved.reason,
        article=definition.reclassification.article,
        due_at=attestation_due(desk, candidature, definition),
        **desk.where(candidature),
    )
