"""Rounds of voting held from the opening to the count, by the jurors who have no link."""

from collections.abc import Sequence
from uuid import UUID

from laureat.domain.vocabulary import SeatState
from laureat.models import Tally
from laureat.plugin_api import BallotKind, TallyMethod
from laureat.rehearsal.ballots import Content, Wanted, ballots_for, contents_for, led_by
from laureat.rehearsal.company import Dossier, Seated
from laureat.rehearsal.jurors import cast, declare, seat_states
from laureat.rehearsal.organisation import begin_round, end_round
from laureat.rehearsal.story import Story


def method_of(story: Story) -> TallyMethod:
    """Give the edition's counting method."""
    use = story.definition.jury.tally
    return story.plugins.tally(use.plugin, use.options)


def talks(story: Story) -> bool:
    """Tell whether the jury decides without ballots."""
    return method_of(story).ballot_kind is BallotKind.NONE


def options_of(dossiers: Sequence[Dossier]) -> list[str]:
    """Name dossiers as ballots do."""
    return [str(one.candidature_id) for one in dossiers]


def any_ballot(story: Story, dossiers: Sequence[Dossier]) -> Content:
    """Give a valid ballot."""
    return contents_for(method_of(story), options_of(dossiers))[0]


def led_by_first(dossiers: Sequence[Dossier]) -> Wanted:
    """Want the first of some dossiers alone at the top."""
    return led_by(options_of(dossiers)[0])


def ballots_of(story: Story, dossiers: Sequence[Dossier], wanted: Wanted) -> list[Content] | None:
    """Find a ballot for each voter; None when no ballots lead there."""
    voters = len(story.company.voters)
    return ballots_for(method_of(story), options_of(dossiers), voters=voters, wanted=wanted)


def vote_in(
    story: Story,
    round_id: UUID,
    ballots: Sequence[Content],
    voters: Sequence[Seated] | None = None,
) -> None:
    """Let the voters, or some of them, cast their ballots, after speaking of any newcomer."""
    for voter, content in zip(story.company.voters, ballots, strict=True):
        if voters is None or voter in voters:
            if SeatState.UNDECLARED in seat_states(story, voter).values():
                declare(story, voter)
            cast(story, voter, round_id, content)


def hold_round(
    story: Story, slug: str, dossiers: Sequence[Dossier], wanted: Wanted, *, runoff: bool = False
) -> Tally | None:
    """Hold a whole round that is to end as wanted; None, without a round, when none can.

    Only some dossiers lead; all of the category stand in the round, but for a runoff. A jury
    without ballots only takes part.
    """
    plain = [any_ballot(story, dossiers)] * len(story.company.voters) if talks(story) else None
    everybody = [] if runoff else story.company.competing[slug]
    ballots = _among(story, dossiers, everybody, wanted) or plain
    if ballots is None:
        return None
    opened = begin_round(story, slug, dossiers if runoff else None)
    vote_in(story, opened.id, ballots)
    return end_round(story, opened.id)


def _among(
    story: Story, dossiers: Sequence[Dossier], everybody: Sequence[Dossier], wanted: Wanted
) -> list[Content] | None:
    """Find ballots that name some dossiers only; all of them, where a ballot must name more."""
    method, some = method_of(story), options_of(dossiers)
    options = [*some, *(one for one in options_of(everybody) if one not in some)]
    ballots = ballots_of(story, dossiers, wanted)
    if ballots is not None and all(method.check(options, each) is None for each in ballots):
        return ballots
    return ballots_for(
        method,
        options,
        voters=len(story.company.voters),
        wanted=lambda result: wanted(result) and set(result.leaders) <= set(some),
    )


def finish_round(story: Story, round_id: UUID, dossiers: Sequence[Dossier]) -> Tally:
    """Let everybody vote in an open round, for its first dossier if that can be, and count."""
    plain = [any_ballot(story, dossiers)] * len(story.company.voters)
    vote_in(story, round_id, ballots_of(story, dossiers, led_by_first(dossiers)) or plain)
    return end_round(story, round_id)


def leads(tally: Tally, dossier: Dossier) -> bool:
    """Say whether a count puts a dossier alone at the top."""
    return list(tally.result["leaders"]) == [str(dossier.candidature_id)]
