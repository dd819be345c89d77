"""What the last count of a category says, and whether it still holds."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.digests import digest_of, sealed_digest
from laureat.models import Ballot, Candidature, Category, Decision, Tally
from laureat.queries.editions import categories_of
from laureat.queries.juries import tally_of, valid_ballots
from laureat.queries.results import decision_lines
from laureat.queries.rounds import latest_round
from laureat.queries.votes import admitted_in, counted_rounds
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


def put_to_vote(work: Work, category_ids: Collection[UUID]) -> defaultdict[UUID, set[str]]:
    """Gather the dossiers over which a count was made that holds, by category.

    Older counts do not name them: they were made over all that the round had.
    """
    counted = counted_rounds(work.session, category_ids)
    ballots: defaultdict[UUID, list[Ballot]] = defaultdict(list)
    for ballot in valid_ballots(work.session, [voting.id for voting, _ in counted]):
        ballots[ballot.round_id].append(ballot)
    put: defaultdict[UUID, set[str]] = defaultdict(set)
    for voting, tally in counted:
        if is_of(tally, ballots[voting.id]):
            put[voting.category_id].update(tally.result.get("options", voting.candidature_ids))
    return put


def missed(admitted: Iterable[Candidature], put: Collection[str]) -> list[Candidature]:
    """List the admitted dossiers that are not among those put to the vote."""
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
    lines = decision_lines(work.session, [edition_id])
    decided = {line.decision.category_id for line in lines if line.decision.category_id}
    admitted, put = admitted_in(work.session, decided), put_to_vote(work, decided)
    missing = {one for one in decided if missed(admitted[one], put[one])}
    return [
        line.decision.category_id
        for line in lines
        if line.decision.category_id in missing
        or any(one.state is not CandidatureState.ADMITTED for _, one in line.distinctions)
        or not _stands_on_its_count(work, line.decision)
    ]


def _stands_on_its_count(work: Work, decision: Decision) -> bool:
    count = last_count(work, decision.category_id) if decision.category_id else None
    return count is None or (count.counted_at <= decision.decided_at and still_holds(work, count))
