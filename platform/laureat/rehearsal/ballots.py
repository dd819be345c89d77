"""Ballots that lead a counting method, whatever it is, to the result that the story needs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, islice, permutations, product
from typing import Any, TypeAlias

from laureat.plugin_api import (
    BallotKind,
    BallotView,
    TallyMethod,
    TallyResult,
    TallyStatus,
    criteria_of,
    most_named,
)

Content: TypeAlias = Mapping[str, Any]
Wanted: TypeAlias = Callable[[TallyResult], bool]

SCORES = (*(str(score) for score in range(21)), "50", "100", "0.5", "-1")
MOST_TRIED = 4000
MOST_ADDED = 12


def tied(result: TallyResult) -> bool:
    """Want equality at the top."""
    return result.status is TallyStatus.TIED and len(result.leaders) > 1


def undecided(result: TallyResult) -> bool:
    """Want a round after which another one is needed."""
    return result.status is TallyStatus.FURTHER_ROUND and result.votes_cast > 0


def led_by_nobody(result: TallyResult) -> bool:
    """Want the choice of nobody alone at the top."""
    return result.status is TallyStatus.NOT_AWARDED and result.votes_cast > 0


def led_by(option: str) -> Wanted:
    """Want one entry alone at the top."""
    return lambda result: result.status is TallyStatus.AWARDED and result.leaders == (option,)


def ballots_for(
    method: TallyMethod, options: Sequence[str], *, voters: int, wanted: Wanted
) -> list[Content] | None:
    """Find a ballot for each voter so that the count is what is wanted; None when none is found."""
    contents = contents_for(method, options)
    for ballots in islice(_combinations(contents, voters), MOST_TRIED):
        if wanted(_counted(method, options, ballots)):
            return list(ballots)
    return None


def voters_needed(method: TallyMethod, quorum: int) -> int:
    """Say how many jurors let the method name a leader: above the quorum, and three at least."""
    fewest, options = max(quorum + 1, 3), ("a", "b", "c")
    for voters in range(fewest, fewest + MOST_ADDED):
        if ballots_for(method, options, voters=voters, wanted=led_by("a")) is not None:
            return voters
    return fewest


def contents_for(method: TallyMethod, options: Sequence[str]) -> list[Content]:
    """List a few valid ballots of the kind that the method counts."""
    made = _MAKERS[method.ballot_kind](method, options)
    return [content for content in made if method.check(options, content) is None]


def _choices(method: TallyMethod, options: Sequence[str]) -> Iterator[Content]:
    for option in (*options, None, *([method.nobody] if method.nobody else [])):
        yield {"choice": option}


def _scores(method: TallyMethod, options: Sequence[str]) -> Iterator[Content]:
    for scores in _graded(options, lambda each: method.check(options, {"scores": each}) is None):
        yield {"scores": scores}


def _criteria(method: TallyMethod, options: Sequence[str]) -> Iterator[Content]:
    """Give the same score on every criterion."""
    keys = list(criteria_of(method))

    def spread(scores: Mapping[str, str]) -> Content:
        return {"criteria": {one: dict.fromkeys(keys, score) for one, score in scores.items()}}

    for scores in _graded(options, lambda each: method.check(options, spread(each)) is None):
        yield spread(scores)


def _graded(
    options: Sequence[str], is_valid: Callable[[Mapping[str, str]], bool]
) -> Iterator[dict[str, str]]:
    """List scores that favour one entry, all, none, or two of them unevenly."""
    valid = [score for score in SCORES if is_valid(dict.fromkeys(options, score))]
    if not valid:
        return
    low, high = valid[0], valid[-1]
    for favourite in options:
        yield {option: high if option == favourite else low for option in options}
    yield dict.fromkeys(options, high)
    yield dict.fromkeys(options, low)
    for first, second in permutations(options, 2):
        rest = dict.fromkeys(options, low)
        yield {**rest, first: high, second: valid[len(valid) // 2]}
    yield {}


def _rankings(method: TallyMethod, options: Sequence[str]) -> Iterator[Content]:
    """List rankings as long as they may be, from each head and each pair, then short ones."""
    most = most_named(method) or len(options)
    for heads in (*((one,) for one in options), *permutations(options, 2)):
        rest = [option for option in options if option not in heads]
        yield {"ranking": [*heads, *rest][:most]}
    for option in options:
        yield {"ranking": [option]}
    yield {"ranking": []}


def _approvals(_method: TallyMethod, options: Sequence[str]) -> Iterator[Content]:
    for size in (1, 2, 0):
        for some in combinations(options, size):
            yield {"approved": list(some)}


def _presence(_method: TallyMethod, _options: Sequence[str]) -> Iterator[Content]:
    yield {"present": True}


_MAKERS: Mapping[BallotKind, Callable[[TallyMethod, Sequence[str]], Iterator[Content]]] = {
    BallotKind.CHOICE: _choices,
    BallotKind.SCORES: _scores,
    BallotKind.CRITERIA: _criteria,
    BallotKind.RANKING: _rankings,
    BallotKind.APPROVAL: _approvals,
    BallotKind.NONE: _presence,
}


def _combinations(contents: Sequence[Content], voters: int) -> Iterator[tuple[Content, ...]]:
    """Give everybody the same ballot, then two kinds of ballots, then anything."""
    for content in contents:
        yield (content,) * voters
    for first, second in permutations(contents, 2):
        for share in range(1, voters):
            yield (first,) * share + (second,) * (voters - share)
    for first, second, third in permutations(contents, 3):
        half = (voters - 1) // 2
        yield (first,) * half + (second,) * half + (third,) * (voters - 2 * half)
    yield from product(contents, repeat=voters)


def _counted(
    method: TallyMethod, options: Sequence[str], ballots: Sequence[Content]
) -> TallyResult:
    views = [BallotView(f"juror-{number}", content) for number, content in enumerate(ballots)]
    return method.count(options, views)
