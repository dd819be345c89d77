import pytest
from marshmallow import ValidationError

from laureat.plugin_api import BallotKind, BallotView, TallyStatus
from laureat_plugins.tally.positional import Positional
from tests.plugins.facts import plain

COUNT_BACK = Positional(points=(5, 3, 1), tie_rule="count_of_ranks")
SHARED = Positional(points=(5, 3, 1), tie_rule="ex_aequo_allowed")


def ballots(*rankings):
    return [BallotView(f"juror {n}", {"ranking": list(one)}) for n, one in enumerate(rankings)]


def test_the_points_of_the_ranks_are_added_and_explained():
    result = SHARED.count("ABCD", ballots("ABC", "BAC", "AC", ""))

    assert (result.status, result.leaders) == (TallyStatus.AWARDED, ("A",))
    assert result.totals == {"A": "13", "B": "8", "C": "5", "D": "0"}
    assert result.ranking == (("A",), ("B",), ("C",), ("D",))
    assert (result.votes_cast, result.abstentions) == (3, 1)
    assert [plain(line) for line in result.explanation] == [
        "Bulletins : 4. Abstentions : 1. Suffrages exprimés : 3.",
        "« A » : 2 × 5 + 1 × 3 = 13 points.",
        "« B » : 1 × 5 + 1 × 3 = 8 points.",
        "« C » : 1 × 3 + 2 × 1 = 5 points.",
        "« D » : 0 point.",
        "« A » arrive seul en tête.",
    ]


def test_a_tie_of_points_is_broken_by_first_places_and_the_count_says_how():
    given = ballots("AB", "CBA", "CBA", "AB")

    result = COUNT_BACK.count("ABC", given)

    assert result.totals == {"A": "12", "B": "12", "C": "10"}
    assert result.ranking == (("A",), ("B",), ("C",))
    assert plain(result.explanation[-2]) == (
        "Égalité de points entre « A » et « B » : « A », 2 fois 1er, 2 fois 3e ; « B », 4 fois 2e."
    )
    assert SHARED.count("ABC", given).status is TallyStatus.TIED


def test_those_who_are_equal_everywhere_stay_equal():
    result = COUNT_BACK.count("ABC", ballots("AB", "BA"))

    assert (result.status, result.leaders) == (TallyStatus.TIED, ("A", "B"))


@pytest.mark.parametrize("given", [[], [""], ["", ""]])
def test_without_a_vote_nobody_leads(given):
    result = COUNT_BACK.count("AB", ballots(*given))

    assert (result.status, result.leaders) == (TallyStatus.NOT_AWARDED, ())


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param({"ranking": ["A", "B"]}, None, id="some"),
        pytest.param({"ranking": []}, None, id="an abstention"),
        pytest.param({}, "Classez des dossiers", id="nothing"),
        pytest.param({"ranking": ["A", "Z"]}, "Classez des dossiers", id="somebody else"),
        pytest.param({"ranking": "AB"}, "Classez des dossiers", id="no list"),
        pytest.param({"ranking": ["A", "A"]}, "classé deux fois", id="twice the same"),
        pytest.param({"ranking": list("ABCD")}, "3 rangs au plus", id="too many"),
    ],
)
def test_a_ballot_is_checked(content, refusal):
    told = COUNT_BACK.check("ABCD", content)

    assert told is None if refusal is None else refusal in plain(told or "")


def test_every_rank_is_filled_where_the_edition_says_so():
    whole = Positional(points=(5, 3, 1), tie_rule="count_of_ranks", complete=True)

    assert "classez 3 dossiers" in plain(whole.check("ABCD", {"ranking": ["A"]}) or "")
    assert whole.check("ABCD", {"ranking": list("ABC")}) is None
    assert whole.check("AB", {"ranking": list("BA")}) is None
    assert whole.check("ABCD", {"ranking": []}) is None


def test_a_ballot_that_an_entry_has_left_is_counted_all_the_same():
    whole = Positional(points=(5, 3, 1), tie_rule="count_of_ranks", complete=True)

    assert whole.count("ABC", ballots("AB")).totals == {"A": "5", "B": "3", "C": "0"}


def test_a_voter_votes_once_and_only_validly():
    twice = [BallotView("one", {"ranking": ["A"]}), BallotView("one", {"ranking": ["B"]})]

    with pytest.raises(ValueError, match="two ballots"):
        COUNT_BACK.count("AB", twice)
    with pytest.raises(ValueError, match="not valid"):
        COUNT_BACK.count("AB", ballots("AZ"))


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ([1, 2], "ne descend pas"),
        ([0, 0], "ne descend pas"),
        ([], "vide"),
        ([3, -1], "négatif"),
        ([2.5], "entier"),
    ],
)
def test_a_scale_of_points_falls(points, told):
    with pytest.raises(ValidationError) as refused:
        Positional.Options().load({"points": points, "tie_rule": "count_of_ranks"})

    assert told in plain(str(refused.value.messages))


def test_it_says_what_it_asks():
    assert COUNT_BACK.ballot_kind is BallotKind.RANKING
    assert COUNT_BACK.most == 3
    assert plain(COUNT_BACK.describe()) == (
        "Chaque membre du jury classe au plus 3 dossiers, du meilleur au moins bon ; les rangs "
        "valent 5, 3 et 1 points, qui s'additionnent. À égalité de points, compte le nombre de "
        "premières places, puis de deuxièmes, et ainsi de suite ; au-delà, le jury décide."
    )
