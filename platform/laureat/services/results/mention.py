"""Award the special mention of the jury, an extra prize outside the categories (art. 2)."""

from uuid import UUID

from laureat.consequences.definitions import definition_of
from laureat.consequences.wins import require_no_other_win
from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import OutcomeNotAllowed, ReasonNeeded
from laureat.domain.vocabulary import DistinctionKind, Outcome
from laureat.models import Decision, Distinction
from laureat.permissions import Permission, require
from laureat.queries.candidatures import candidature_by_id
from laureat.queries.editions import edition_and_season_to_change
from laureat.work import Work


def award_mention(
    work: Work, edition_id: UUID, *, candidature_id: UUID, reason: str, citation: str = ""
) -> Decision:
    """Give the special mention to an admitted dossier of any category; a later one replaces it.

    Raises:
        OutcomeNotAllowed: the edition has no such prize, or the dossier is not before the jury.
        ReasonNeeded: the mention says for what quality it is given.
        WinsAlready: the edition counts the mention as the one win.
        DecisionSigned: the minutes are signed.
    """
    edition = edition_and_season_to_change(work.session, edition_id)
    require(work.actor, Permission.DECISION_TAKE, edition)
    definition = definition_of(work.session, edition)
    terms = definition.special_mention
    candidature = candidature_by_id(work.session, candidature_id)
    admitted = (
        candidature.state is CandidatureState.ADMITTED and candidature.edition_id == edition.id
    )
    if terms is None or not admitted:
        raise OutcomeNotAllowed(
            "Le prix complémentaire ne peut aller qu’à un dossier admis de cette édition, et"
            " seulement si le règlement le prévoit.",
            article=terms.article if terms else None,
        )
    if not reason.strip():
        raise ReasonNeeded(
            "Dites ce que le jury récompense.",
            article=terms.article,
            fields={"reason": "Écrivez la qualité que le jury veut distinguer."},
        )
    if definition.outcomes.special_mention_counts:
        require_no_other_win(work, edition, definition, [candidature], but_for=None)

    decision = Decision(
        edition_id=edition.id,
        outcome=Outcome.SPECIAL_MENTION,
        reason=reason.strip(),
        edition_digest=edition.digest,
        decided_by=work.person_id,
        decided_at=work.now,
    )
    with refusals_of_the_database(work.session):
        work.session.add(decision)
    work.session.add(
        Distinction(
            decision_id=decision.id,
            candidature_id=candidature.id,
            kind=DistinctionKind.SPECIAL_MENTION,
            citation=citation.strip(),
        )
    )
    work.record(Event.DECISION_TAKEN, decision, outcome=Outcome.SPECIAL_MENTION)
    return decision
