"""What the last count of a category says, and whether it still holds."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.digests import digest_of, sealed_digest
from laureat.models import Ballot, Candidature, Category, Decision, Tally
from laureat.queries.editions import categories_of
from laureat.queries.juries import tally_of, valid_ballots
from laureat.queries.results import decision_lines
from laureat.queries.rounds import latest_round
from laureat.queries.votes import admitted_in, put_to_vote
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


def missed(work: Work, category_id: UUID, admitted: Iterable[Candidature]) -> list[Candidature]:
    """List the admitted dossiers of a category that stood in no counted round."""
    put = put_to_vote(work.session, [category_id])[category_id]
    return [one for one in admitted if str(one.id) not in put]


def undecided(work: Work, edition_id: UUID) -> list[Category]:
    """List the categories of an edition that have no decision yet."""
    decided = {line.decision.category_id for line in decision_lines(work.session, [edition_id])}
    return [one for one in categories_of(work.session, edition_id) if one.id not in decided]


def overtaken(work: Work, edition_id: UUID) -> list[UUID | None]:
    """List the categories (None: the special mention) whose decision stands on nothing any more.

    A dossier that it distinguishes has left the jury's hands, another was never put to the vote, a
    counted ballot was voided, or a later round was counted.
    """
    return [
        line.decision.category_id
        for line in decision_lines(work.session, [edition_id])
        if any(one.state is not CandidatureState.ADMITTED for _, one in line.distinctions)
        or (
            line.decision.category_id is not None
            and not _stands_on_its_vote(work, line.decision, line.decision.category_id)
        )
    ]


def _stands_on_its_vote(work: Work, decision: Decision, category_id: UUID) -> bool:
    if missed(work, category_id, admitted_in(work.session, [category_id])[category_id]):
        return False
    count = last_count(work, category_id)
    return count is None or (count.counted_at <= decision.decided_at and still_holds(work, count))
