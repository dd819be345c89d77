"""How the organiser acts: screening, moves, rounds and decisions."""

from collections.abc import Sequence
from uuid import UUID

from laureat.domain.vocabulary import ScreeningVerdict
from laureat.models import Decision, Reclassification, Round, Screening, Tally
from laureat.queries.editions import category_by_slug
from laureat.rehearsal.company import Dossier, Player
from laureat.rehearsal.story import Story
from laureat.services.candidatures.reclassify import reclassify_candidature
from laureat.services.candidatures.screen import screen_candidature
from laureat.services.juries.close_round import close_round
from laureat.services.juries.open_round import open_round
from laureat.services.results.decide import Verdict, decide_category


def screen(
    story: Story, dossier: Dossier, verdict: ScreeningVerdict, *, reason: str = ""
) -> Screening:
    """Decide about a dossier before the jury sees it."""
    return story.do(
        story.organiser,
        screen_candidature,
        dossier.candidature_id,
        verdict=verdict,
        reason=reason,
        plugins=story.plugins,
    )


def admit(story: Story, dossier: Dossier, *, reason: str = "") -> Screening:
    """Pass a dossier on to the jury."""
    return screen(story, dossier, ScreeningVerdict.ADMITTED, reason=reason)


def move(
    story: Story, dossier: Dossier, to_category: str, *, reason: str = "", by: Player | None = None
) -> Reclassification:
    """Move a dossier to another category."""
    moved = story.do(
        by or story.organiser,
        reclassify_candidature,
        dossier.candidature_id,
        to_category=to_category,
        reason=reason,
        plugins=story.plugins,
    )
    dossier.category = to_category
    story.papers.pop(dossier.candidature_id, None)
    return moved


def category_id(story: Story, slug: str) -> UUID:
    """Find a category of the edition."""
    return story.ask(category_by_slug, story.edition_id, slug).id


def begin_round(story: Story, slug: str, runoff: Sequence[Dossier] | None = None) -> Round:
    """Let the jury vote in a category, on all that were admitted or again between some."""
    chosen = None if runoff is None else [one.candidature_id for one in runoff]
    return story.do(story.organiser, open_round, category_id(story, slug), candidature_ids=chosen)


def end_round(story: Story, round_id: UUID) -> Tally:
    """Close a vote and count it."""
    return story.do(story.organiser, close_round, round_id, plugins=story.plugins)


def decide(story: Story, slug: str, verdict: Verdict, *, by: Player | None = None) -> Decision:
    """Record what the jury decides for a category."""
    return story.do(by or story.organiser, decide_category, category_id(story, slug), verdict)
