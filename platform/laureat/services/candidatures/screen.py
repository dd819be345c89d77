"""Screen a dossier: admit it to the jury, or set it aside with the reason."""

from datetime import datetime
from uuid import UUID

from laureat.consequences.definitions import definition_of
from laureat.consequences.recusals import recompute_recusals
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import ReasonNeeded, WrongState
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import ScreeningVerdict, VerdictKind
from laureat.models import Candidature, Screening
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.candidatures import candidature_to_change, latest_findings
from laureat.queries.results import minutes_or_hold
from laureat.work import Work


def screen_candidature(
    work: Work,
    candidature_id: UUID,
    *,
    verdict: ScreeningVerdict,
    reason: str = "",
    plugins: PluginHost,
) -> Screening:
    """Decide whether the jury examines a dossier (art. 4.2), and keep the decision.

    To admit a dossier against a finding, with an undetermined one, or after the hour of examination
    (art. 4.3) takes a reason; so does setting one aside.

    Raises:
        ReasonNeeded: naming what the reason must speak of.
        WrongState: it was not submitted, or not registered and is to be admitted; or the minutes
            are signed.
    """
    candidature = candidature_to_change(work.session, candidature_id)
    require(work.actor, Permission.CANDIDATURE_SCREEN, candidature)
    if minutes_or_hold(work.session, candidature.edition_id) is not None:
        raise WrongState("Le procès-verbal est signé : l’instruction est terminée.")
    definition = definition_of(work.session, candidature.edition)
    late = is_late(candidature, definition.calendar.examined_until.at)
    doubtful = [
        finding
        for finding in latest_findings(work.session, candidature.id)
        if finding.verdict is not VerdictKind.MET
    ]
    if verdict is ScreeningVerdict.ADMITTED and candidature.registered_at is None:
        raise WrongState(
            "Ce dossier n’est pas pris en compte : il manque l’attestation signée.",
            article=definition.attestation.article if definition.attestation else None,
        )
    if not reason.strip():
        _require_no_reason(verdict, late=late, doubts=[one.sentence for one in doubtful])

    candidature.move_to(CandidatureState(verdict.value))
    screening = Screening(
        candidature_id=candidature.id,
        verdict=verdict,
        reason=reason.strip(),
        overruled=[one.rule for one in doubtful] if verdict is ScreeningVerdict.ADMITTED else [],
        late=late,
        edition_digest=candidature.edition.digest,
        decided_by=work.person_id,
        decided_at=work.now,
    )
    work.session.add(screening)
    recompute_recusals(
        work, candidature.edition, definition, plugins, category_ids=[candidature.category_id]
    )
    work.record(Event.CANDIDATURE_SCREENED, candidature, verdict=verdict)
    work.afterwards(Job.MAIL_SCREENED, screening_id=screening.id)
    return screening


def is_late(candidature: Candidature, examined_until: datetime) -> bool:
    """Tell whether a dossier was registered after the hour until which the jury examines."""
    registered = candidature.registered_at
    return registered is not None and registered > examined_until


def _require_no_reason(verdict: ScreeningVerdict, *, late: bool, doubts: list[str]) -> None:
    if verdict is not ScreeningVerdict.ADMITTED:
        raise ReasonNeeded(
            "Dites pourquoi ce dossier est écarté : le candidat lira ce motif.",
            fields={"reason": "Écrivez le motif, avec l’article du règlement."},
        )
    if late:
        raise ReasonNeeded(
            "Ce dossier est arrivé après l’heure limite d’examen : dites pourquoi l’examiner.",
            fields={"reason": "Écrivez le motif de l’examen de ce dossier tardif."},
        )
    if doubts:
        raise ReasonNeeded(
            "Toutes les conditions ne sont pas établies : dites pourquoi ce dossier est admis."
            " {doubts}",
            fields={"reason": "Écrivez pourquoi vous admettez ce dossier."},
            doubts=" ".join(doubts),
        )
