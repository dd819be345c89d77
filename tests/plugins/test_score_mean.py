from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from laureat.plugin_api import BallotKind, BallotView, TallyResult, TallyStatus
from laureat_plugins.tally.scale import Scale
from laureat_plugins.tally.score_mean import ScoreMean
from tests.plugins.facts import plain

TEN = Scale(Fraction(0), Fraction(10), Fraction(1, 2))
METHOD = ScoreMean(scale=TEN)


def ballots(*scores):
    return [BallotView(f"juror {n}", {"scores": given}) for n, given in enumerate(scores)]


def test_the_mean_is_exact_and_explained():
    cast = ballots({"A": "10", "B": "6"}, {"A": "6", "B": "7"}, {"A": "6"}, {})
    result = METHOD.count("AB", cast)

    assert result == TallyResult(
        status=TallyStatus.AWARDED,
        leaders=("A",),
        ranking=(("A",), ("B",)),
        totals={"A": "22/3", "B": "6.5"},
        explanation=result.explanation,
        votes_cast=3,
        abstentions=1,
    )
    assert [plain(line) for line in result.explanation] == [
        "Bulletins : 4. Abstentions : 1.",
        "« A » : 22 / 3 notes = 22/3 (environ 7,33).",
        "« B » : 13 / 2 notes = 6,5.",
        "« A » arrive seul en tête.",
    ]


def test_a_recused_juror_and_a_substitute_change_the_mean():
    cast = ballots({"B": "6"}, {"A": "6", "B": "7"}, {"A": "6"})

    assert METHOD.count("AB", cast).totals == {"A": "6", "B": "6.5"}


def test_an_entry_without_ratings_is_not_ranked_and_not_zero():
    result = METHOD.count("ABC", ballots({"A": "0"}, {"A": "0", "B": "1"}))

    assert (result.ranking, result.unranked) == ((("B",), ("A",)), ("C",))
    assert "C" not in result.totals
    assert "« C » n'est pas classé : aucune note, il en faut 1." in map(plain, result.explanation)


def test_an_entry_with_too_few_ratings_is_not_ranked():
    result = ScoreMean(scale=TEN, min_ratings=2).count("AB", ballots({"A": "9"}, {"B": "1"}))

    assert result.status is TallyStatus.NOT_AWARDED
    assert (result.leaders, result.unranked) == ((), ("A", "B"))
    assert plain(result.explanation[-1]) == (
        "Aucun dossier n'a assez de notes : le dépouillement ne désigne personne."
    )


def test_equal_means_stay_equal_however_they_come_about():
    third = {"A": "1", "B": "3"}, {"A": "1", "B": "0"}, {"A": "2", "B": "1"}
    result = METHOD.count("AB", ballots(*third))

    assert (result.status, result.leaders) == (TallyStatus.TIED, ("A", "B"))
    assert plain(result.explanation[-1]) == (
        "Égalité entre « A » et « B » : le dépouillement ne les départage pas."
    )


@given(
    st.lists(
        st.dictionaries(st.sampled_from("ABC"), st.integers(0, 20).map(lambda n: str(n / 2))),
        max_size=8,
    )
)
def test_the_order_of_the_ballots_changes_nothing(scores):
    cast = ballots(*scores)
    result = METHOD.count("ABC", cast)
    turned = METHOD.count("CBA", cast[::-1])

    assert result.totals == turned.totals
    assert [set(group) for group in result.ranking] == [set(group) for group in turned.ranking]
    means = [Fraction(result.totals[group[0]]) for group in result.ranking]
    assert means == sorted(set(means), reverse=True)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param({"scores": {"A": "9.5"}}, None, id="on the scale"),
        pytest.param({"scores": {"A": "9,5"}}, None, id="with a comma"),
        pytest.param({"scores": {"A": 9}}, None, id="a number"),
        pytest.param({"scores": {}}, None, id="an abstention"),
        pytest.param({}, "Donnez une note à chaque dossier, ou abstenez-vous.", id="empty"),
        pytest.param(
            {"scores": {"Z": "1"}},
            "Une note porte sur un dossier qui n'est pas proposé : retirez-la.",
            id="another entry",
        ),
        pytest.param(
            {"scores": {"A": "10.5"}},
            "La note « 10.5 » n'est pas admise : notez de 0 à 10, par pas de 0,5.",
            id="above the scale",
        ),
        pytest.param(
            {"scores": {"A": "-1"}},
            "La note « -1 » n'est pas admise : notez de 0 à 10, par pas de 0,5.",
            id="below the scale",
        ),
        pytest.param(
            {"scores": {"A": "9.25"}},
            "La note « 9.25 » n'est pas admise : notez de 0 à 10, par pas de 0,5.",
            id="between two steps",
        ),
        pytest.param(
            {"scores": {"A": "dix"}},
            "La note « dix » n'est pas admise : notez de 0 à 10, par pas de 0,5.",
            id="in words",
        ),
        pytest.param(
            {"scores": {"A": None}},
            "La note « illisible » n'est pas admise : notez de 0 à 10, par pas de 0,5.",
            id="nothing",
        ),
    ],
)
def test_a_ballot_is_checked(content, refusal):
    said = METHOD.check(["A", "B"], content)

    assert (said and plain(said)) == refusal


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(ballots({"A": "11"}), id="off the scale"),
        pytest.param([BallotView("one", {"scores": {"A": "1"}})] * 2, id="two of one voter"),
    ],
)
def test_what_should_not_have_been_cast_is_not_counted(wrong):
    with pytest.raises(ValueError, match="ballot"):
        METHOD.count("AB", wrong)


def test_scores_are_asked_for():
    assert METHOD.ballot_kind is BallotKind.SCORES


def test_the_scale_is_loaded_exactly():
    loaded = ScoreMean.Options().load({"scale": {"min": 0, "max": 1, "step": 0.1}})

    assert loaded == {
        "scale": Scale(Fraction(0), Fraction(1), Fraction(1, 10)),
        "min_ratings": 1,
    }


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        pytest.param({}, "obligatoire", id="no scale"),
        pytest.param({"scale": {"min": 0}}, "obligatoire", id="no top"),
        pytest.param({"scale": {"min": 5, "max": 5}}, "au-dessus", id="an empty scale"),
        pytest.param({"scale": {"min": 0, "max": 5, "step": 0}}, "supérieur à zéro", id="no step"),
        pytest.param({"scale": {"min": 0, "max": 5, "step": 2}}, "Le pas", id="an odd step"),
        pytest.param({"scale": {"min": 0, "max": 5}, "min_ratings": 0}, "au moins 1", id="none"),
    ],
)
def test_the_options_are_checked(options, wrong):
    with pytest.raises(ValidationError, match=wrong):
        ScoreMean.Options().load(options)
