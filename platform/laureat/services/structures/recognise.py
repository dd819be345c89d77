"""Recognise, or refuse to recognise, a structure that is not a member (art. 1.2)."""

from uuid import UUID

from laureat.consequences.again import examine_applicant_again
from laureat.domain.audit import Event
from laureat.domain.errors import Conflict, ReasonNeeded
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import RecognitionAnswer
from laureat.models import Recognition
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.applicants import applicant_to_change, coordination_for
from laureat.work import Work


def recognise(
    work: Work,
    applicant_id: UUID,
    *,
    programme_id: UUID,
    answer: RecognitionAnswer,
    reason: str = "",
    plugins: PluginHost,
) -> Recognition:
    """Answer for the coordination of the applicant's territory, or in its place as the organiser.

    A later answer replaces an earlier one; every answer is kept.

    Raises:
        ReasonNeeded: a refusal says why.
        Conflict: the structure is a member: nobody needs to recognise it.
    """
    applicant = applicant_to_change(work.session, applicant_id)
    coordination = coordination_for(work.session, applicant.departement)
    require(work.actor, Permission.APPLICANT_RECOGNISE, coordination, about=applicant)
    if applicant.member:
        raise Conflict("Cette structure est adhérente : elle n’a pas besoin d’être reconnue.")
    if answer is RecognitionAnswer.REFUSED and not reason.strip():
        raise ReasonNeeded(
            "Un refus doit être motivé : la structure lira ce motif.",
            fields={"reason": "Écrivez le motif du refus."},
        )

    recognition = Recognition(
        applicant_id=applicant.id,
        programme_id=programme_id,
        coordination_id=coordination.id if coordination else None,
        answer=answer,
        reason=reason.strip(),
        decided_by=work.person_id,
        decided_at=work.now,
    )
    work.session.add(recognition)
    examine_applicant_again(work, applicant.id, plugins)
    work.record(Event.RECOGNITION_DECIDED, applicant, answer=answer)
    work.afterwards(Job.MAIL_RECOGNITION_DECIDED, recognition_id=recognition.id)
    return recognition
