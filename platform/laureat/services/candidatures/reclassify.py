"""Move a candidature to another category: look first, then act in one checked transaction."""

from dataclasses import dataclass
from uuid import UUID

from laureat.configuration.definition import EditionDefinition
from laureat.consequences.definitions import definition_of
from laureat.consequences.eligibility import Examined, around, examine, examine_and_record, facts_of
from laureat.consequences.recusals import foreseen_recusals, recompute_recusals
from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.candidature_states import LIVE
from laureat.domain.errors import (
    AlreadyInCategory,
    Conflict,
    DecisionSigned,
    OutsidePeriod,
    ReasonNeeded,
)
from laureat.domain.jobs import Job
from laureat.domain.phrases import Moment
from laureat.domain.vocabulary import SeatState
from laureat.models import Candidature, Category, Reclassification
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.candidatures import (
    candidature_by_id,
    candidature_to_change,
    live_candidatures_of,
    revision_by_id,
)
from laureat.queries.editions import categories_of, category_by_slug
from laureat.queries.juries import seat_lines, valid_ballots
from laureat.queries.results import decision_lines, minutes_of, minutes_or_hold
from laureat.queries.rounds import rounds_in
from laureat.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReclassificationPreview:
    """What a move would do. ``obstacle`` is the sentence that forbids it, if any.

    ``recused`` names the jurors who would lose the target category, ``voided`` counts their
    ballots, ``voters_left`` the jurors who could still vote there, against ``quorum``.
    """

    candidature: Candidature
    target: Category
    obstacle: str | None
    examined: tuple[Examined, ...]
    recused: tuple[str, ...]
    voided: int
    voters_left: int
    quorum: int


def preview_reclassification(
    work: Work, candidature_id: UUID, *, to_category: str, plugins: PluginHost
) -> ReclassificationPreview:
    """Say what a move to the category with this slug would do, changing nothing.

    Raises:
        NotFound: there is no such candidature or category.
    """
    candidature = candidature_by_id(work.session, candidature_id)
    require(work.actor, Permission.CANDIDATURE_RECLASSIFY, candidature)
    definition = definition_of(work.session, candidature.edition)
    target = category_by_slug(work.session, candidature.edition_id, to_category)
    revision = revision_by_id(work.session, candidature.revision_id)
    facts = facts_of(
        around(work.session, [candidature]),
        candidature,
        definition,
        revision.answers if revision else {},
        received_at=candidature.submitted_at or work.now,
        category=target,
    )
    recused = foreseen_recusals(work, definition, plugins, candidature, target.id)
    seats = seat_lines(work.session, category_ids=[target.id])
    closing = {seat.id for seat in recused}
    rounds = rounds_in(work.session, [target.id])
    ballots = valid_ballots(work.session, [one.id for one in rounds])
    return ReclassificationPreview(
        candidature=candidature,
        target=target,
        obstacle=_obstacle(work, candidature, target, definition, _occupied(work, candidature)),
        examined=tuple(examine(facts, definition, target.slug, plugins)),
        recused=tuple(seat.juror.person.name for seat in recused),
        voided=sum(ballot.seat_id in closing for ballot in ballots),
        voters_left=sum(
            line.state is not SeatState.RECUSED and line.seat.id not in closing for line in seats
        ),
        quorum=definition.jury.quorum,
    )


def reclassify_candidature(
    work: Work, candidature_id: UUID, *, to_category: str, reason: str, plugins: PluginHost
) -> Reclassification:
    """Move a candidature and all that follows: findings, recusals, ballots, notice, history.

    Raises:
        AlreadyInCategory: the applicant has another live candidature there (art. 1.3).
        OutsidePeriod: the edition no longer allows it.
        Conflict: it is there already, or a decision was taken in either category.
        DecisionSigned: the minutes are signed.
        ReasonNeeded: the candidate must be able to read why.
    """
    candidature = candidature_to_change(work.session, candidature_id)
    require(work.actor, Permission.CANDIDATURE_RECLASSIFY, candidature)
    if minutes_or_hold(work.session, candidature.edition_id) is not None:
        raise DecisionSigned("Le procès-verbal est signé : aucun dossier ne change de catégorie.")
    preview = preview_reclassification(
        work, candidature_id, to_category=to_category, plugins=plugins
    )
    target = preview.target
    definition = definition_of(work.session, candidature.edition)
    _require_possible(work, candidature, target, definition, _occupied(work, candidature))
    if not reason.strip():
        raise ReasonNeeded(
            "Un changement de catégorie doit être motivé : le candidat lira ce motif.",
            fields={"reason": "Écrivez le motif du changement de catégorie."},
        )

    origin_id = candidature.category_id
    moved = Reclassification(
        candidature_id=candidature.id,
        from_category_id=origin_id,
        to_category_id=target.id,
        reason=reason.strip(),
        effects={"recused": len(preview.recused), "voided": preview.voided},
        decided_by=work.person_id,
        decided_at=work.now,
    )
    work.session.add(moved)
    with refusals_of_the_database(work.session, article=definition.limits.article):
        candidature.category_id = target.id
    candidature.category = target
    if candidature.revision_id is not None:
        examine_and_record(work, candidature, definition, plugins)
    recompute_recusals(
        work,
        candidature.edition,
        definition,
        plugins,
        category_ids=[origin_id, target.id],
    )
    work.record(
        Event.CANDIDATURE_RECLASSIFIED,
        candidature,
        from_category=str(origin_id),
        to_category=str(target.id),
    )
    work.afterwards(Job.MAIL_RECLASSIFIED, reclassification_id=moved.id)
    return moved


def possible_targets(
    work: Work, candidature: Candidature, definition: EditionDefinition
) -> list[Category]:
    """List the categories to which a candidature may be moved now."""
    if minutes_of(work.session, candidature.edition_id) is not None:
        return []
    occupied = _occupied(work, candidature)
    return [
        one
        for one in categories_of(work.session, candidature.edition_id)
        if _obstacle(work, candidature, one, definition, occupied) is None
    ]


@dataclass(frozen=True, slots=True)
class _Occupied:
    """Where the jury has decided, and where the applicant has a live candidature."""

    decided: frozenset[UUID | None]
    taken: frozenset[UUID]


def _occupied(work: Work, candidature: Candidature) -> _Occupied:
    decided = decision_lines(work.session, [candidature.edition_id])
    same = live_candidatures_of(work.session, candidature.edition_id, candidature.applicant_key)
    return _Occupied(
        decided=frozenset(line.decision.category_id for line in decided),
        taken=frozenset(one.category_id for one in same),
    )


def _obstacle(
    work: Work,
    candidature: Candidature,
    target: Category,
    definition: EditionDefinition,
    occupied: _Occupied,
) -> str | None:
    try:
        _require_possible(work, candidature, target, definition, occupied)
    except Conflict as refusal:
        return str(refusal)
    return None


def _require_possible(
    work: Work,
    candidature: Candidature,
    target: Category,
    definition: EditionDefinition,
    occupied: _Occupied,
) -> None:
    terms = definition.reclassification
    if candidature.state not in LIVE or target.id == candidature.category_id:
        raise Conflict("Ce dossier est déjà dans cette catégorie, ou il a été retiré.")
    if not terms.allowed:
        raise OutsidePeriod(
            "Le règlement ne permet pas de changer un dossier de catégorie.", article=terms.article
        )
    if terms.until is not None and work.now > terms.until:
        raise OutsidePeriod(
            "Le règlement ne permet plus de changer ce dossier de catégorie depuis le {since}.",
            article=terms.article,
            since=Moment(terms.until, definition.calendar.time_zone),
        )
    if occupied.decided & {candidature.category_id, target.id}:
        raise Conflict("Le jury a déjà décidé dans l’une de ces deux catégories.")
    if target.id in occupied.taken:
        raise AlreadyInCategory(
            "Ce candidat a déjà un dossier dans la catégorie « {title} ».",
            article=definition.limits.article,
            title=target.title,
        )
