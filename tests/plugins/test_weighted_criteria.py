from typing import Any

import pytest
from marshmallow import ValidationError

from laureat.plugin_api import BallotKind, BallotView, TallyStatus, criteria_of
from laureat_plugins.tally.weighted_criteria import WeightedCriteria
from tests.plugins.facts import plain

OPTIONS: dict[str, Any] = {
    "scale": {"min": 0, "max": 10, "step": 0.5},
    "criteria": [
        {"slug": "utilite", "title": "Utilité", "weight": 50},
        {"slug": "soin", "title": "Soin", "weight": "37.5"},
        {"slug": "allure", "title": "Allure", "weight": "12.5"},
    ],
}


def made(**more):
    return WeightedCriteria(**WeightedCriteria.Options().load({**OPTIONS, **more}))


def ballots(*given):
    """Make a ballot of each mapping from an entry to its three scores."""
    keys = ("utilite", "soin", "allure")
    return [
        BallotView(
            f"juror {n}",
            {
                "criteria": {
                    one: dict(zip(keys, scores, strict=True)) for one, scores in each.items()
                }
            },
        )
        for n, each in enumerate(given)
    ]


def test_each_criterion_counts_at_its_weight_exactly():
    result = made().count(
        "ABC",
        ballots({"A": ("8", "6", "4"), "B": ("7", "7", "7")}, {"A": ("9", "6,5", "4")}, {}),
    )

    assert result.totals == {"A": "7.09375", "B": "7"}
    assert (result.status, result.leaders) == (TallyStatus.AWARDED, ("A",))
    assert (result.ranking, result.unranked) == ((("A",), ("B",)), ("C",))
    assert (result.votes_cast, result.abstentions) == (2, 1)
    assert [plain(line) for line in result.explanation] == [
        "Bulletins : 3. Abstentions : 1.",
        "« A » : 50 % de 8,5 + 37,5 % de 6,25 + 12,5 % de 4 = 7,09375.",
        "« B » : 50 % de 7 + 37,5 % de 7 + 12,5 % de 7 = 7.",
        "« C » n'est pas classé : aucune notation, il en faut 1.",
        "« A » arrive seul en tête.",
    ]


def test_other_weights_elect_somebody_else():
    given = ballots({"A": ("10", "4", "4"), "B": ("4", "9", "9")})
    weights = zip(OPTIONS["criteria"], (20, 40, 40), strict=True)
    light = [{**one, "weight": weight} for one, weight in weights]

    assert made().count("AB", given).leaders == ("A",)
    assert made(criteria=light).count("AB", given).leaders == ("B",)


def test_thirds_stay_thirds_and_equals_stay_equal():
    given = ballots({"A": ("1", "1", "1")}, {"A": ("1", "1", "1")}, {"A": ("2", "2", "2")})

    assert made().count("A", given).totals == {"A": "4/3"}
    level = ballots({"A": ("10", "0", "0"), "B": ("0", "10", "10")})
    assert made().count("AB", level).status is TallyStatus.TIED


def test_an_entry_with_too_few_scores_is_not_ranked():
    result = made(min_ratings=2).count("A", ballots({"A": ("9", "9", "9")}))

    assert (result.status, result.unranked) == (TallyStatus.NOT_AWARDED, ("A",))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(ballots({"A": ("8", "6,5", "4")})[0].content, None, id="whole"),
        pytest.param({"criteria": {}}, None, id="an abstention"),
        pytest.param({}, "sur chaque critère", id="nothing"),
        pytest.param(ballots({"Z": ("8", "6", "4")})[0].content, "pas proposé", id="another"),
        pytest.param({"criteria": {"A": {"soin": "5"}}}, "tous les critères", id="incomplete"),
        pytest.param(ballots({"A": ("8", "6", "11")})[0].content, "« 11 »", id="off the scale"),
        pytest.param(ballots({"A": ("8", "6", "0.3")})[0].content, "« 0.3 »", id="off a step"),
        pytest.param(ballots({"A": ("8", "6", "dix")})[0].content, "« dix »", id="in words"),
    ],
)
def test_a_ballot_is_checked(content, refusal):
    told = made().check("AB", content)

    assert told is None if refusal is None else refusal in plain(told or "")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"weight": 49}, "99 en tout", id="not a whole"),
        pytest.param({"slug": "soin"}, "même slug", id="twice the same"),
        pytest.param({"weight": 0}, "poids est nul", id="no weight"),
        pytest.param({"slug": "Utilité !"}, "a-z", id="no slug"),
    ],
)
def test_the_weights_make_a_whole(change, told):
    first, *others = OPTIONS["criteria"]

    with pytest.raises(ValidationError) as refused:
        made(criteria=[{**first, **change}, *others])

    assert told in plain(str(refused.value.messages))


def test_it_names_what_is_scored():
    assert made().ballot_kind is BallotKind.CRITERIA
    assert {key: plain(title) for key, title in criteria_of(made()).items()} == {
        "utilite": "Utilité (50 %)",
        "soin": "Soin (37,5 %)",
        "allure": "Allure (12,5 %)",
    }
