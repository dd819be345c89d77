import pytest

from laureat.plugin_api import BallotView, TallyStatus, in_round
from laureat_plugins.tally.majority_rounds import MajorityRounds
from laureat_plugins.tally.plurality import Plurality
from tests.plugins.facts import plain

# Two rounds at the absolute majority, one at the relative one, then the chair.
METHOD = MajorityRounds(absolute_rounds=2, relative_rounds=1, final_round="chair_double")


def ballots(*choices, chair=None):
    """Make a ballot of each choice; ``chair`` is the place of who presides."""
    return [
        BallotView(f"juror {n}", {"choice": one}, chair=n == chair) for n, one in enumerate(choices)
    ]


@pytest.mark.parametrize(
    ("number", "choices", "status", "leaders"),
    [
        pytest.param(1, "AAB", TallyStatus.AWARDED, ("A",), id="more than half"),
        pytest.param(2, "AABB", TallyStatus.FURTHER_ROUND, (), id="just half"),
        pytest.param(2, "AABC", TallyStatus.FURTHER_ROUND, (), id="most but not half"),
        pytest.param(1, ["A", "A", "B", None, None], TallyStatus.AWARDED, ("A",), id="of the cast"),
        pytest.param(3, "AABC", TallyStatus.AWARDED, ("A",), id="now most suffices"),
        pytest.param(3, "AABB", TallyStatus.FURTHER_ROUND, (), id="a tie is voted again"),
        pytest.param(1, [], TallyStatus.FURTHER_ROUND, (), id="nobody votes"),
        pytest.param(4, "AABB", TallyStatus.TIED, ("A", "B"), id="no chair votes"),
        pytest.param(9, "AABC", TallyStatus.AWARDED, ("A",), id="long after the last"),
        pytest.param(4, [None], TallyStatus.NOT_AWARDED, (), id="all abstain at last"),
    ],
)
def test_each_round_asks_its_own_majority(number, choices, status, leaders):
    result = in_round(METHOD, number).count("ABC", ballots(*choices))

    assert (result.status, result.leaders) == (status, leaders)


def test_in_the_last_round_the_voice_of_the_chair_counts_twice_at_a_tie():
    result = in_round(METHOD, 4).count("ABC", ballots(*"AABB", chair=3))

    assert (result.status, result.leaders) == (TallyStatus.AWARDED, ("B",))
    assert result.totals == {"A": "2", "B": "3", "C": "0"}
    assert [plain(line) for line in result.explanation] == [
        (
            "Tour 4 : majorité relative, et en cas d'égalité, la voix de la présidence compte "
            "double."
        ),
        "Bulletins : 4. Abstentions : 0. Suffrages exprimés : 4.",
        "Égalité entre « A » et « B » : la voix de la présidence, pour « B », compte double.",
        "« B » : 3 voix.",
        "« A » : 2 voix.",
        "« C » : 0 voix.",
        "« B » a la majorité demandée.",
    ]


@pytest.mark.parametrize(
    ("number", "choices", "chair"),
    [
        pytest.param(4, "AABBC", 4, id="for somebody else"),
        pytest.param(4, ["A", "B", None], 2, id="an abstention"),
        pytest.param(3, "AABB", 3, id="before the last round"),
    ],
)
def test_the_chair_settles_nothing_else(number, choices, chair):
    result = in_round(METHOD, number).count("ABC", ballots(*choices, chair=chair))

    assert result.status is not TallyStatus.AWARDED


def test_two_who_preside_settle_nothing():
    given = [BallotView(one, {"choice": one}, chair=True) for one in "AB"]

    assert in_round(METHOD, 4).count("AB", given).status is TallyStatus.TIED


def test_a_tie_may_be_left_to_the_jury():
    method = MajorityRounds(absolute_rounds=1, final_round="jury_decides")

    result = in_round(method, 2).count("AB", ballots(*"AB", chair=0))

    assert (result.status, result.leaders) == (TallyStatus.TIED, ("A", "B"))


def test_it_says_what_each_round_asks():
    assert plain(METHOD.describe()) == (
        "Chaque membre du jury désigne un dossier, par tours successifs : à la majorité absolue "
        "jusqu'au 2e tour, à la majorité relative jusqu'au 3e tour, enfin à la majorité relative ; "
        "à ce dernier tour, en cas d'égalité, la voix de la présidence compte double. Les "
        "abstentions ne comptent pas."
    )


def test_a_method_without_rounds_counts_each_alike():
    plurality = Plurality(tie_rule="jury_decides")

    assert in_round(plurality, 7) == plurality
