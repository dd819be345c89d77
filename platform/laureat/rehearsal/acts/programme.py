"""Every scene of the story, from before the opening to after the proclamation."""

from collections.abc import Iterator

from laureat.rehearsal.acts import (
    attestation,
    bounds,
    decisions,
    deposit,
    eligibility,
    form,
    interests,
    mention,
    moves,
    opening,
    prizes,
    publication,
    recognition,
    screening,
    season,
    votes,
    walls,
)
from laureat.rehearsal.story import Scene, Story

ACTS = (
    opening,
    deposit,
    form,
    eligibility,
    attestation,
    recognition,
    bounds,
    interests,
    screening,
    moves,
    votes,
    decisions,
    season,
    mention,
    prizes,
    publication,
    walls,
)


def scenes_of(story: Story) -> Iterator[Scene]:
    """List the scenes that the edition gives rise to."""
    for act in ACTS:
        yield from act.scenes(story)
