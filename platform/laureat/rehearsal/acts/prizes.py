"""The prizes of a category: its laureates', and those that go to other dossiers."""

from collections.abc import Iterator, Mapping
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from laureat.configuration.definition import Category, Prize
from laureat.domain.errors import OutcomeNotAllowed
from laureat.domain.vocabulary import DistinctionKind, Outcome
from laureat.models import Decision
from laureat.queries.results import decision_lines
from laureat.rehearsal.acts.decisions import REASON
from laureat.rehearsal.company import Dossier
from laureat.rehearsal.organisation import category_id, decide
from laureat.rehearsal.story import Scene, Story
from laureat.services.results.decide import Verdict


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act: the prizes of each category that has some."""
    for category in story.definition.categories:
        if story.definition.prizes_of(category.slug):
            yield Scene(
                story.moments.deliberation,
                f"Les prix de « {category.title} »",
                partial(_prizes, story, category),
                rank=4,
            )


def _prizes(story: Story, category: Category) -> None:
    held = _held(story, category)
    laureates = [one for one, kind, _prize in held if kind is not DistinctionKind.PRIZE]
    first, *others = story.definition.prizes_of(category.slug)
    if not laureates:
        for prize in (first, *others):
            _out_of_reach(story, prize)
        return
    story.book.seen(
        f"Remettre « {first.title} » avec la décision qui désigne le lauréat.",
        (f"prize.{first.slug}",),
        lambda: ({prize for _one, _kind, prize in held} == {first.slug}, f"« {first.title} »."),
        expected="Le lauréat le reçoit",
        article=first.article,
    )
    losers = [
        one for one in story.company.competing[category.slug] if one.candidature_id not in laureates
    ]
    for prize in others:
        _other_prize(story, category, prize, laureates, losers)


def _other_prize(
    story: Story,
    category: Category,
    prize: Prize,
    laureates: list[UUID],
    losers: list[Dossier],
) -> None:
    """Give a prize to as many dossiers as may have it, to one too many, and to a laureate."""
    topic = (f"prize.{prize.slug}",)

    def give(dossiers: list[UUID]) -> Decision:
        return decide(
            story, category.slug, _verdict(laureates, dict.fromkeys(dossiers, prize.slug))
        )

    if not losers:
        _out_of_reach(story, prize)
        return
    story.book.refused(
        f"Remettre « {prize.title} » au lauréat.",
        topic,
        lambda: give(laureates[:1]),
        kind=OutcomeNotAllowed,
        article=prize.article,
    )
    if len(losers) > prize.most:
        story.book.refused(
            f"Remettre « {prize.title} » une fois de trop.",
            topic,
            lambda: give([one.candidature_id for one in losers[: prize.most + 1]]),
            kind=OutcomeNotAllowed,
            article=prize.article,
        )
    given = [one.candidature_id for one in losers[: prize.most]]
    story.book.accepted(
        f"Remettre « {prize.title} » à d’autres dossiers de la catégorie.",
        topic,
        lambda: give(given),
        says=lambda _decision: f"Remis {len(given)} fois.",
        holds=lambda _decision: (
            {one for one, _kind, slug in _held(story, category) if slug == prize.slug} == set(given)
        ),
        article=prize.article,
    )


def _verdict(laureates: list[UUID], prizes: Mapping[UUID, str]) -> Verdict:
    outcome = Outcome.LAUREATE if len(laureates) == 1 else Outcome.JOINT_LAUREATES
    return Verdict(outcome=outcome, candidature_ids=laureates, reason=REASON, prizes=prizes)


def _held(story: Story, category: Category) -> list[tuple[UUID, DistinctionKind, str]]:
    """List what the decision that holds in a category gives to whom."""
    wanted = category_id(story, category.slug)

    def found(session: Session) -> list[tuple[UUID, DistinctionKind, str]]:
        return [
            (candidature.id, given.kind, given.prize)
            for line in decision_lines(session, [story.edition_id])
            if line.decision.category_id == wanted
            for given, candidature in line.distinctions
        ]

    return story.ask(found)


def _out_of_reach(story: Story, prize: Prize) -> None:
    story.book.out_of_reach.setdefault(
        f"prize.{prize.slug}",
        "Aucune catégorie qui le remet n’a de lauréat et d’autres dossiers dans cette histoire.",
    )
