"""Record the jury's decision for a category: a laureate, several joint ones, or none (art. 4.5)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from laureat.configuration.definition import Outcomes, Prize
from laureat.consequences.barred import require_presiding
from laureat.consequences.calendar import require_jury_sits
from laureat.consequences.counts import last_count, missed, put_to_vote, still_holds
from laureat.consequences.definitions import definition_of
from laureat.consequences.wins import require_no_other_win
from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Conflict, OutcomeNotAllowed, ReasonNeeded
from laureat.domain.french import listing
from laureat.domain.vocabulary import DistinctionKind, Outcome
from laureat.models import Candidature, Category, Decision, Distinction
from laureat.permissions import Permission, require
from laureat.plugin_api import BallotKind
from laureat.queries.candidatures import candidatures_in_category
from laureat.queries.editions import category_by_id, edition_and_season_to_change
from laureat.work import Work

LAUREATES: Mapping[Outcome, tuple[int, int]] = {
    Outcome.LAUREATE: (1, 1),
    Outcome.JOINT_LAUREATES: (2, 1000),
    Outcome.NOT_AWARDED: (0, 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the jury has decided. ``citations`` are texts for the palmarès, by candidature.

    ``prizes`` are those below the laureates', each by the candidature that receives it.
    """

    outcome: Outcome
    candidature_ids: Sequence[UUID] = ()
    reason: str = ""
    citations: Mapping[UUID, str] = field(default_factory=dict)
    prizes: Mapping[UUID, str] = field(default_factory=dict)


def decide_category(work: Work, category_id: UUID, verdict: Verdict) -> Decision:
    """Keep the decision; a later one replaces it until the minutes are signed.

    The count proposes and never decides: to depart from it, to break equality or to award nobody
    takes a reason. A jury that has no ballots gives one only where it awards nobody.

    Raises:
        SeatClosed: a professional link closes the category to who presides (art. 4.4); the database
            refuses too.
        InterestsUndeclared: who presides must first speak of every competitor.
        OutsidePeriod: the jury's period has not begun.
        OutcomeNotAllowed: the edition does not allow it, the laureates are not of that number, or a
            prize goes to more dossiers than it may, to a laureate, or without any laureate.
        Conflict: the vote of the category is not counted yet, the count no longer holds, or a
            dossier was never put to the vote.
        WinsAlready: an applicant wins elsewhere already (art. 1.3).
        ReasonNeeded: the decision departs from the count.
        DecisionSigned: the minutes are signed.
    """
    category = category_by_id(work.session, category_id)
    edition = edition_and_season_to_change(work.session, category.edition_id)
    require(work.actor, Permission.DECISION_TAKE, edition)
    definition = definition_of(work.session, edition)
    require_presiding(work, edition, category.id, definition)
    require_jury_sits(definition, work.now)
    _require_allowed(verdict, definition.outcomes)
    admitted = candidatures_in_category(
        work.session, category.id, frozenset({CandidatureState.ADMITTED})
    )
    chosen = [one for one in admitted if one.id in set(verdict.candidature_ids)]
    if len(chosen) != len(set(verdict.candidature_ids)):
        raise OutcomeNotAllowed("Un lauréat doit être un dossier admis dans cette catégorie.")
    proposed = _proposed(work, category, admitted)
    _require_reason(verdict, {str(one.id) for one in chosen}, proposed)
    require_no_other_win(work, edition, definition, chosen, but_for=category.id)

    prizes = definition.prizes_of(category.slug)
    _require_prizes(verdict, prizes, admitted)

    decision = _keep(work, category, verdict, chosen, admitted, prizes)
    work.record(Event.DECISION_TAKEN, decision, outcome=verdict.outcome)
    return decision


def _require_allowed(verdict: Verdict, outcomes: Outcomes) -> None:
    allowed = {
        Outcome.LAUREATE: True,
        Outcome.JOINT_LAUREATES: outcomes.joint_laureates,
        Outcome.NOT_AWARDED: outcomes.not_awarded,
    }
    if not allowed.get(verdict.outcome, False):
        raise OutcomeNotAllowed(
            "Le règlement de cette édition ne prévoit pas cette issue.", article=outcomes.article
        )
    fewest, most = LAUREATES[verdict.outcome]
    if not fewest <= len(set(verdict.candidature_ids)) <= most:
        raise OutcomeNotAllowed(
            "Choisissez un dossier pour un lauréat, au moins deux pour des ex æquo, aucun si la"
            " catégorie n’est pas attribuée.",
            article=outcomes.article,
        )


def _require_prizes(
    verdict: Verdict, prizes: Sequence[Prize], admitted: Sequence[Candidature]
) -> None:
    if not verdict.prizes:
        return
    article = next((one.article for one in prizes), None)
    others = {one.id for one in admitted} - set(verdict.candidature_ids)
    if not verdict.candidature_ids or not set(verdict.prizes) <= others:
        raise OutcomeNotAllowed(
            "Un autre prix va à un dossier admis de la catégorie, qui n’en est pas le lauréat ;"
            " sans lauréat, il n’est pas remis.",
            article=article,
        )
    given = Counter(verdict.prizes.values())
    for one in prizes[1:]:
        if given.pop(one.slug, 0) > one.most:
            raise OutcomeNotAllowed(
                "« {prize} » est remis trop de fois : {most} au plus dans une catégorie.",
                article=one.article,
                prize=one.title,
                most=one.most,
            )
    if given:
        raise OutcomeNotAllowed(
            "Ce prix n’est pas de ceux que la catégorie remet après son lauréat.", article=article
        )


def _proposed(work: Work, category: Category, admitted: Sequence[Candidature]) -> set[str] | None:
    """Give who leads the count; None where the jury has no ballots, and no count to follow."""
    tally = last_count(work, category.id)
    if tally is None and admitted:
        raise Conflict(
            "Le vote de cette catégorie n’est pas dépouillé : clôturez d’abord le scrutin."
        )
    if tally is not None and not still_holds(work, tally):
        raise Conflict(
            "Un bulletin a été annulé depuis le dépouillement : ouvrez un nouveau scrutin dans"
            " cette catégorie."
        )
    put = put_to_vote(work, [category.id])[category.id]
    if never_voted_on := missed(admitted, put):
        raise Conflict(
            "Le jury n’a pas encore voté sur {dossiers} : ouvrez un nouveau scrutin sur tous les"
            " dossiers de cette catégorie.",
            dossiers=listing([f"« {one.applicant.name} »" for one in never_voted_on]),
        )
    if tally is not None and tally.result.get("ballot_kind") == BallotKind.NONE:
        return None
    return set(tally.result["leaders"]) if tally else set()


def _require_reason(verdict: Verdict, chosen: set[str], leaders: set[str] | None) -> None:
    if verdict.reason.strip() or chosen == leaders:
        return
    wanted = {"reason": "Écrivez le motif de la décision du jury."}
    if leaders is None:
        if chosen:
            return
        raise ReasonNeeded(
            "Cette décision n’attribue pas la catégorie : le procès-verbal doit dire pourquoi.",
            fields=wanted,
        )
    if chosen and chosen < leaders:
        raise ReasonNeeded(
            "Cette décision départage une égalité : le procès-verbal doit dire pourquoi.",
            fields=wanted,
        )
    raise ReasonNeeded(
        "Cette décision s’écarte du dépouillement : le procès-verbal doit dire pourquoi.",
        fields=wanted,
    )


def _keep(
    work: Work,
    category: Category,
    verdict: Verdict,
    chosen: Sequence[Candidature],
    admitted: Sequence[Candidature],
    prizes: Sequence[Prize],
) -> Decision:
    decision = Decision(
        edition_id=category.edition_id,
        category_id=category.id,
        outcome=verdict.outcome,
        reason=verdict.reason.strip(),
        edition_digest=category.edition.digest,
        decided_by=work.person_id,
        decided_at=work.now,
    )
    with refusals_of_the_database(work.session):
        work.session.add(decision)
    kind = (
        DistinctionKind.JOINT_LAUREATE
        if verdict.outcome is Outcome.JOINT_LAUREATES
        else DistinctionKind.LAUREATE
    )
    work.session.add_all(
        Distinction(
            decision_id=decision.id,
            candidature_id=one.id,
            kind=kind,
            citation=verdict.citations.get(one.id, ""),
            prize=prizes[0].slug if prizes else "",
        )
        for one in chosen
    )
    work.session.flush()
    work.session.add_all(
        Distinction(
            decision_id=decision.id,
            candidature_id=one.id,
            kind=DistinctionKind.PRIZE,
            citation=verdict.citations.get(one.id, ""),
            prize=prize.slug,
        )
        for prize in prizes
        for one in admitted
        if verdict.prizes.get(one.id) == prize.slug
    )
    return decision
