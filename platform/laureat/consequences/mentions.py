"""The special mentions of an edition: one decision names them all, and the latest one holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from laureat.database.constraints import refusals_of_the_database
from laureat.domain.vocabulary import DistinctionKind, Outcome
from laureat.models import Decision, Distinction, Edition
from laureat.queries.results import decision_lines
from laureat.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """To which dossier a mention goes, for what, and what the palmarès says of it."""

    candidature_id: UUID
    reason: str
    citation: str


def held_mentions(work: Work, edition: Edition) -> list[Mention]:
    """List the mentions that hold, oldest first. The edition must be held already."""
    return [
        Mention(candidature_id=one.id, reason=given.reason, citation=given.citation)
        for line in decision_lines(work.session, [edition.id])
        if line.decision.outcome is Outcome.SPECIAL_MENTION
        for given, one in line.distinctions
    ]


def keep_mentions(
    work: Work, edition: Edition, mentions: Iterable[Mention], *, reason: str
) -> Decision:
    """Keep a decision after which these mentions hold, and no others."""
    decision = Decision(
        edition_id=edition.id,
        outcome=Outcome.SPECIAL_MENTION,
        reason=reason,
        edition_digest=edition.digest,
        decided_by=work.person_id,
        decided_at=work.now,
    )
    with refusals_of_the_database(work.session):
        work.session.add(decision)
    for one in mentions:
        work.session.add(
            Distinction(
                decision_id=decision.id,
                candidature_id=one.candidature_id,
                kind=DistinctionKind.SPECIAL_MENTION,
                reason=one.reason,
                citation=one.citation,
            )
        )
        work.session.flush()
    return decision
