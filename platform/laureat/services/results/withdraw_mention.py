"""Take the special mention back from a dossier, before the minutes are signed (art. 2)."""

from uuid import UUID

from laureat.consequences.barred import require_presiding
from laureat.consequences.definitions import definition_of
from laureat.consequences.mentions import held_mentions, keep_mentions
from laureat.domain.audit import Event
from laureat.domain.errors import Conflict, ReasonNeeded
from laureat.domain.vocabulary import Outcome
from laureat.models import Decision
from laureat.permissions import Permission, require
from laureat.queries.candidatures import candidature_by_id
from laureat.queries.editions import edition_and_season_to_change
from laureat.work import Work


def withdraw_mention(
    work: Work, edition_id: UUID, *, candidature_id: UUID, reason: str
) -> Decision:
    """Decide that a dossier no longer has the special mention; the earlier decision is kept.

    Raises:
        Conflict: the dossier has no special mention.
        SeatClosed: a professional link closes the dossier's category to who presides (art. 4.4).
        InterestsUndeclared: who presides must first speak of every competitor there.
        ReasonNeeded: the decision says why.
        DecisionSigned: the minutes are signed.
    """
    edition = edition_and_season_to_change(work.session, edition_id)
    require(work.actor, Permission.DECISION_TAKE, edition)
    definition = definition_of(work.session, edition)
    candidature = candidature_by_id(work.session, candidature_id)
    if candidature.edition_id == edition.id:
        require_presiding(work, edition, candidature.category_id, definition)
    held = held_mentions(work, edition)
    others = [one for one in held if one.candidature_id != candidature.id]
    if len(others) == len(held):
        raise Conflict("Ce dossier n’a pas reçu ce prix : rechargez la page.")
    if not reason.strip():
        raise ReasonNeeded(
            "Dites pourquoi le jury retire ce prix.",
            article=definition.special_mention.article if definition.special_mention else None,
            fields={"reason": "Écrivez pourquoi le jury revient sur ce prix."},
        )

    decision = keep_mentions(work, edition, others, reason=reason.strip())
    work.record(
        Event.DECISION_TAKEN,
        decision,
        outcome=Outcome.SPECIAL_MENTION,
        withdrawn=str(candidature.id),
    )
    return decision
