"""Award the special mention of the jury, an extra prize outside the categories (art. 2)."""

from uuid import UUID

from laureat.consequences.barred import require_presiding
from laureat.consequences.calendar import require_jury_sits
from laureat.consequences.definitions import definition_of
from laureat.consequences.mentions import Mention, held_mentions, keep_mentions
from laureat.consequences.wins import require_no_other_win
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Conflict, OutcomeNotAllowed, ReasonNeeded
from laureat.domain.vocabulary import Outcome
from laureat.models import Decision
from laureat.permissions import Permission, require
from laureat.queries.candidatures import candidature_by_id
from laureat.queries.editions import edition_and_season_to_change
from laureat.work import Work


def award_mention(
    work: Work, edition_id: UUID, *, candidature_id: UUID, reason: str, citation: str = ""
) -> Decision:
    """Give the special mention to an admitted dossier of any category; those that hold stay.

    Given again to the same dossier, its reason and its citation are replaced.

    Raises:
        OutcomeNotAllowed: the edition has no such prize, or the dossier is not before the jury.
        SeatClosed: a professional link closes the dossier's category to who presides (art. 4.4).
        InterestsUndeclared: who presides must first speak of every competitor there.
        OutsidePeriod: the jury's period has not begun.
        ReasonNeeded: the mention says for what quality it is given.
        WinsAlready: the edition counts the mention as the one win.
        Conflict: as many are given as the edition has.
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
    require_presiding(work, edition, candidature.category_id, definition)
    require_jury_sits(definition, work.now)
    if not reason.strip():
        raise ReasonNeeded(
            "Dites ce que le jury récompense.",
            article=terms.article,
            fields={"reason": "Écrivez la qualité que le jury veut distinguer."},
        )
    if definition.outcomes.special_mention_counts:
        require_no_other_win(work, edition, definition, [candidature], but_for=None)
    others = [one for one in held_mentions(work, edition) if one.candidature_id != candidature.id]
    if len(others) >= terms.limit:
        raise Conflict(
            "Le règlement n’en prévoit pas davantage : « {title} » est déjà remis autant de fois"
            " qu’il peut l’être. Retirez-le d’abord à un dossier qui l’a reçu.",
            article=terms.article,
            title=terms.title,
            limit=terms.limit,
        )

    given = Mention(candidature_id=candidature.id, reason=reason.strip(), citation=citation.strip())
    decision = keep_mentions(work, edition, [*others, given], reason=given.reason)
    work.record(Event.DECISION_TAKEN, decision, outcome=Outcome.SPECIAL_MENTION)
    return decision
