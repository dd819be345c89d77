"""Letters about recognition by the regional coordinations."""

from datetime import timedelta
from uuid import UUID

from laureat.domain.french import long_date, siret
from laureat.domain.vocabulary import RecognitionAnswer
from laureat.jobs.letters import Desk, edition_facts
from laureat.queries.applicants import (
    applicant_by_id,
    coordination_for,
    emails_of_team,
    latest_recognition,
    recognition_by_id,
    referents_of,
)
from laureat.queries.candidatures import candidature_by_id, submitted_of_applicant
from laureat.queries.people import organisers, person_by_id
from laureat.reference.territories import territories


def mail_recognition_requested(desk: Desk, candidature_id: UUID) -> None:
    """Tell the coordination of the territory, else the organiser, that a structure waits."""
    candidature = candidature_by_id(desk.work.session, candidature_id)
    applicant = candidature.applicant
    definition = desk.definition(candidature.edition)
    terms = definition.recognition
    programme_id = candidature.edition.programme_id
    answered = latest_recognition(desk.work.session, applicant.id, programme_id)
    if terms is None or applicant.member or answered is not None:
        return
    coordination = coordination_for(desk.work.session, applicant.departement)
    people = referents_of(desk.work.session, coordination.id) if coordination else []
    answer_by = desk.work.now + timedelta(days=terms.takeover_after_days)
    place = territories().find(f"departement:{applicant.departement}")
    desk.write(
        people or organisers(desk.work.session),
        "recognition-requested",
        "/coordination",
        about=definition,
        applicant_name=applicant.name,
        siret=siret(applicant.siret) if applicant.siret else "",
        territory=place.name if place else "",
        coordination_name=coordination.name if coordination else desk.tenant.name,
        article=terms.article,
        answer_by=long_date(answer_by, definition.calendar.time_zone),
        **edition_facts(definition),
    )


def mail_recognition_decided(desk: Desk, recognition_id: UUID) -> None:
    """Tell a structure what was answered, and why when it is a refusal."""
    recognition = recognition_by_id(desk.work.session, recognition_id)
    applicant = applicant_by_id(desk.work.session, recognition.applicant_id)
    candidatures = submitted_of_applicant(desk.work.session, applicant.id)
    if not candidatures:
        return
    definition = desk.definition(candidatures[0].edition)
    coordination = coordination_for(desk.work.session, applicant.departement)
    desk.write(
        emails_of_team(desk.work.session, applicant.id),
        "recognition-decided",
        "/mes-dossiers",
        about=definition,
        applicant_name=applicant.name,
        decided_by=coordination.name
        if coordination and recognition.coordination_id
        else person_by_id(desk.work.session, recognition.decided_by).name,
        recognised=recognition.answer is RecognitionAnswer.RECOGNISED,
        reason=recognition.reason or None,
        article=definition.recognition.article if definition.recognition else None,
        **edition_facts(definition),
    )
