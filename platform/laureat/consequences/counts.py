"""What the last count of a category says, and whether it still holds."""

from collections.abc import Sequence
from uuid import UUID

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.digests import digest_of, sealed_digest
from laureat.models import Ballot, Category, Decision, Tally
from laureat.queries.editions import categories_of
from laureat.queries.juries import tally_of, valid_ballots
from laureat.queries.results import decision_lines
from laureat.queries.rounds import latest_round
from laureat.work import Work


def last_count(work: Work, category_id: UUID) -> Tally | None:
    """Find the count of the last round of a category, if there was a round and it is counted."""
    last = latest_round(work.session, category_id)
    return tally_of(work.session, last.id) if last else None


def still_holds(work: Work, tally: Tally) -> bool:
    """Tell whether the ballots that were counted are those that count now."""
    return is_of(tally, valid_ballots(work.session, [tally.round_id]))


def is_of(tally: Tally, ballots: Sequence[Ballot]) -> bool:
    """Tell whether a count was made of exactly these ballots, given by seat."""
    contents = [ballot.content for ballot in ballots]
    if tally.ballots_secret is None:  # counted before digests were sealed
        return tally.ballots_digest == digest_of(contents)
    return tally.ballots_digest == sealed_digest(contents, tally.ballots_secret)


def undecided(work: Work, edition_id: UUID) -> list[Category]:
    """List the categories of an edition that have no decision yet."""
    decided = {line.decision.category_id for line in decision_lines(work.session, [edition_id])}
    return [one for one in categories_of(work.session, edition_id) if one.id not in decided]


def overtaken(work: Work, edition_id: UUID) -> list[UUID | None]:
    """List the categories (None: the special mention) whose decision stands on nothing any more.

    A dossier that it distinguishes has left the jury's hands, a counted ballot was voided, or a
    later round was counted.
    """
    found: list[UUID | None] = []
    for line in decision_lines(work.session, [edition_id]):
        category_id = line.decision.category_id
        count = last_count(work, category_id) if category_id else None
        left = any(one.state is not CandidatureState.ADMITTED for _, one in line.distinctions)
        if left or (count is not None and not _stands_on(work, count, line.decision)):
            found.append(category_id)
    return found


def _stands_on(work: Work, count: Tally, decision: Decision) -> bool:
    return count.counted_at <= decision.decided_at and still_holds(work, count)
