"""What holds of every method that ships, whatever the ballots."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laureat.plugin_api import BallotView, TallyMethod, TallyStatus
from laureat_plugins.tally.approval import Approval
from laureat_plugins.tally.majority_rounds import MajorityRounds
from laureat_plugins.tally.plurality import Plurality
from laureat_plugins.tally.positional import Positional
from laureat_plugins.tally.scale import Scale
from laureat_plugins.tally.weighted_criteria import Criterion, WeightedCriteria

ENTRIES = "ABCD"
RENAMED = dict(zip(ENTRIES, "DABC", strict=True))
ENTRY = st.sampled_from(ENTRIES)
SCORES = st.fixed_dictionaries({key: st.integers(0, 4).map(str) for key in ("utilite", "soin")})
CHOICES = st.one_of(st.none(), ENTRY).map(lambda one: {"choice": one})
RANKINGS = st.lists(ENTRY, max_size=3, unique=True).map(lambda some: {"ranking": some})
APPROVALS = st.lists(ENTRY, max_size=3, unique=True).map(lambda some: {"approved": some})
CRITERIA = st.dictionaries(ENTRY, SCORES).map(lambda some: {"criteria": some})

METHODS: Mapping[str, tuple[TallyMethod, st.SearchStrategy[dict[str, Any]]]] = {
    "plurality": (Plurality(tie_rule="chair_casting_vote"), CHOICES),
    "absolute round": (MajorityRounds(1, "chair_double"), CHOICES),
    "last round": (MajorityRounds(0, "chair_double"), CHOICES),
    "positional": (Positional((5, 3, 1), "ex_aequo_allowed"), RANKINGS),
    "positional, count of ranks": (Positional((2, 1, 0), "count_of_ranks"), RANKINGS),
    "approval": (Approval(most=3), APPROVALS),
    "weighted criteria": (
        WeightedCriteria(
            Scale(Fraction(0), Fraction(4), Fraction(1)),
            (
                Criterion("utilite", "Utilité", Fraction(30)),
                Criterion("soin", "Soin", Fraction(70)),
            ),
        ),
        CRITERIA,
    ),
}
EVERY = pytest.mark.parametrize("name", METHODS)


def views(contents, chair=0):
    return [
        BallotView(f"juror {n}", content, chair=n == chair) for n, content in enumerate(contents)
    ]


def renamed(value):
    """Rename the entries wherever they stand in a ballot or a count."""
    if isinstance(value, dict):
        return {renamed(key): renamed(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(renamed(one) for one in value)
    return RENAMED.get(value, value)


def told(result):
    """Give what a count says, the order among equals left aside."""
    return (
        result.status,
        set(result.leaders),
        [set(group) for group in result.ranking],
        dict(result.totals),
        set(result.unranked),
        (result.votes_cast, result.abstentions),
    )


def some(name, size=6):
    return st.lists(METHODS[name][1], max_size=size)


@EVERY
@given(data=st.data())
def test_the_names_of_the_entries_change_nothing(name, data):
    method, contents = METHODS[name][0], data.draw(some(name))

    result = method.count(ENTRIES, views(contents))
    again = method.count([RENAMED[one] for one in ENTRIES], views(renamed(contents)))

    status, leaders, ranking, totals, unranked, counted = told(result)
    assert told(again) == (
        status,
        {renamed(one) for one in leaders},
        [{renamed(one) for one in group} for group in ranking],
        renamed(totals),
        {renamed(one) for one in unranked},
        counted,
    )


@EVERY
@given(data=st.data())
def test_the_order_of_the_ballots_and_of_the_entries_changes_nothing(name, data):
    method, contents = METHODS[name][0], data.draw(some(name))
    ballots = views(contents)
    turned = data.draw(st.permutations(ballots))

    assert told(method.count(ENTRIES, ballots)) == told(method.count(ENTRIES[::-1], turned))


@EVERY
@given(data=st.data())
def test_equal_totals_are_never_sorted_apart_but_by_a_rule_that_is_told(name, data):
    method = METHODS[name][0]
    result = method.count(ENTRIES, views(data.draw(some(name)), chair=None))

    groups = {one: place for place, group in enumerate(result.ranking) for one in group}
    apart = [
        (one, other)
        for one, other in (("A", "B"), ("B", "C"), ("C", "D"), ("A", "D"))
        if one in groups
        and other in groups
        and result.totals[one] == result.totals[other]
        and groups[one] != groups[other]
    ]
    assert not apart or any("Égalité de points" in line for line in result.explanation)
    assert result.status is not TallyStatus.AWARDED or len(result.leaders) == 1


UNANIMOUS = {
    "plurality": {"choice": "B"},
    "absolute round": {"choice": "B"},
    "last round": {"choice": "B"},
    "positional": {"ranking": ["B"]},
    "positional, count of ranks": {"ranking": ["B", "A"]},
    "approval": {"approved": ["B"]},
    "weighted criteria": {
        "criteria": {
            one: dict.fromkeys(("utilite", "soin"), "4" if one == "B" else "1") for one in ENTRIES
        }
    },
}


@EVERY
@pytest.mark.parametrize("voters", [1, 2, 7])
def test_whoever_everybody_wants_wins(name, voters):
    method, ballot = METHODS[name][0], UNANIMOUS[name]

    result = method.count(ENTRIES, views([ballot] * voters))

    assert (result.status, result.leaders) == (TallyStatus.AWARDED, ("B",))


@EVERY
@given(data=st.data())
def test_all_that_is_cast_is_counted(name, data):
    method, contents = METHODS[name][0], data.draw(some(name))
    count = partial(method.count, ENTRIES)

    result = count(views(contents))

    assert all(method.check(ENTRIES, content) is None for content in contents)
    assert result.votes_cast + result.abstentions == len(contents)
    assert result == count(views(contents))
