"""Gather what the status sentence depends on, for one dossier or many at the same price."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from laureat.configuration.definition import EditionDefinition
from laureat.configuration.forms import complete_faults
from laureat.consequences.definitions import definition_of
from laureat.consequences.fingerprints import fingerprint
from laureat.domain.status import Status, StatusFacts, candidature_status
from laureat.models import Candidature, Draft
from laureat.queries.attestations import refusals_of_attestations
from laureat.queries.candidatures import digests_of, drafts_of, reasons_of


def statuses_of(
    session: Session, candidatures: Sequence[Candidature], now: datetime
) -> dict[UUID, Status]:
    """Say where each dossier stands, by its id."""
    ids = [one.id for one in candidatures]
    drafts = drafts_of(session, ids)
    digests = digests_of(session, [one.revision_id for one in candidatures])
    refusals = refusals_of_attestations(session, ids)
    reasons = reasons_of(session, ids)
    return {
        one.id: candidature_status(
            _facts(
                one,
                definition_of(session, one.edition),
                drafts[one.id],
                now,
                _Beside(
                    digest=digests.get(one.revision_id) if one.revision_id else None,
                    refusal=refusals.get(one.id),
                    reason=reasons.get(one.id),
                ),
            )
        )
        for one in candidatures
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What other tables say of a dossier."""

    digest: str | None
    refusal: str | None
    reason: str | None


def status_of(session: Session, candidature: Candidature, now: datetime) -> Status:
    """Say where one dossier stands."""
    return statuses_of(session, [candidature], now)[candidature.id]


def _facts(
    candidature: Candidature,
    definition: EditionDefinition,
    draft: Draft,
    now: datetime,
    beside: _Beside,
) -> StatusFacts:
    calendar = definition.calendar
    sections = definition.sections_for(candidature.category.slug)
    written = fingerprint(candidature, draft.answers)
    return StatusFacts(
        state=candidature.state,
        now=now,
        time_zone=calendar.time_zone,
        deposit_closes=calendar.deposit_closes.at,
        attestation_due=calendar.attestation_due.at,
        examined_until=calendar.examined_until.at,
        results_at=calendar.results.at,
        missing_answers=len(complete_faults(sections, draft.answers)),
        changed=beside.digest is not None and beside.digest != written,
        registered_at=candidature.registered_at,
        refusal=beside.refusal,
        reason=beside.reason,
    )
