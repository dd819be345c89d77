import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from laureat.plugin_api import BallotKind, BallotView, TallyResult, TallyStatus
from laureat_plugins.tally.plurality import Plurality
from tests.plugins.facts import plain

EX_AEQUO = Plurality(tie_rule="ex_aequo_allowed")
NOBODY = Plurality(tie_rule="ex_aequo_allowed", no_award_option="aucun")


def ballots(*choices):
    return [BallotView(f"juror {n}", {"choice": choice}) for n, choice in enumerate(choices)]


def test_the_count_is_whole_and_explained():
    result = EX_AEQUO.count("ABCD", ballots(*"AABAB", None, "C"))

    assert result == TallyResult(
        status=TallyStatus.AWARDED,
        leaders=("A",),
        ranking=(("A",), ("B",), ("C",), ("D",)),
        totals={"A": "3", "B": "2", "C": "1", "D": "0"},
        explanation=result.explanation,
        votes_cast=6,
        abstentions=1,
    )
    assert [plain(line) for line in result.explanation] == [
        "Bulletins : 7. Abstentions : 1. Suffrages exprimés : 6.",
        "« A » : 3 voix.",
        "« B » : 2 voix.",
        "« C » : 1 voix.",
        "« D » : 0 voix.",
        "« A » arrive seul en tête.",
    ]


@pytest.mark.parametrize(
    ("rule", "choices", "status", "leaders"),
    [
        pytest.param(EX_AEQUO, "AAB", TallyStatus.AWARDED, ("A",), id="one leads"),
        pytest.param(EX_AEQUO, "AAABBBC", TallyStatus.TIED, ("A", "B"), id="two lead"),
        pytest.param(EX_AEQUO, [None, None], TallyStatus.NOT_AWARDED, (), id="all abstain"),
        pytest.param(EX_AEQUO, [], TallyStatus.NOT_AWARDED, (), id="nobody votes"),
        pytest.param(
            NOBODY, ["aucun", "aucun", "A"], TallyStatus.NOT_AWARDED, (), id="nobody is wanted"
        ),
        pytest.param(NOBODY, ["aucun", "A"], TallyStatus.TIED, ("A", "aucun"), id="a tie with it"),
    ],
)
def test_the_count_alone_says_no_more_than_it_can(rule, choices, status, leaders):
    result = rule.count("ABC", ballots(*choices))

    assert (result.status, result.leaders) == (status, leaders)


@pytest.mark.parametrize(
    ("tie_rule", "sentence"),
    [
        (
            "ex_aequo_allowed",
            (
                "Égalité entre « A » et « B » : le règlement admet des lauréats ex æquo, le jury "
                "en décide."
            ),
        ),
        ("chair_decides", "Égalité entre « A » et « B » : la présidence du jury départage."),
        ("jury_decides", "Égalité entre « A » et « B » : le jury délibère pour départager."),
    ],
)
def test_a_tie_is_told_and_never_settled(tie_rule, sentence):
    result = Plurality(tie_rule=tie_rule).count("ABC", ballots(*"ABBA"))

    assert result.ranking == (("A", "B"), ("C",))
    assert plain(result.explanation[-1]) == sentence


def test_nobody_cannot_win_together_with_somebody():
    result = NOBODY.count("A", ballots("A", "aucun"))

    assert plain(result.explanation[-1]) == (
        "Égalité entre « A » et « aucun » : le jury délibère pour départager."
    )


@given(st.lists(st.sampled_from([*"ABCD", None]), max_size=12).flatmap(st.permutations))
def test_neither_the_order_of_the_ballots_nor_of_the_entries_counts(choices):
    cast = ballots(*choices)
    result = EX_AEQUO.count("ABCD", cast)
    turned = EX_AEQUO.count("DCBA", cast[::-1])

    assert result.totals == turned.totals
    assert [set(group) for group in result.ranking] == [set(group) for group in turned.ranking]
    assert sum(map(int, result.totals.values())) == result.votes_cast


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param({"choice": "A"}, None, id="an entry"),
        pytest.param({"choice": None}, None, id="an abstention"),
        pytest.param({"choice": "aucun"}, None, id="nobody"),
        pytest.param(
            {"choice": "Z"},
            "Ce choix n'est pas proposé au vote : choisissez un dossier de la liste.",
            id="an unknown entry",
        ),
        pytest.param({}, "Choisissez un dossier, ou abstenez-vous.", id="an empty ballot"),
        pytest.param(
            {"choice": "A", "scores": {}},
            "Choisissez un dossier, ou abstenez-vous.",
            id="a ballot that says more",
        ),
    ],
)
def test_a_ballot_is_checked(content, refusal):
    said = NOBODY.check(["A", "B"], content)

    assert (said and plain(said)) == refusal


def test_nobody_is_no_choice_unless_the_edition_says_so():
    assert EX_AEQUO.check(["A"], {"choice": "aucun"}) is not None


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(ballots("Z"), id="an unknown entry"),
        pytest.param([BallotView("one", {"choice": "A"})] * 2, id="two ballots of one voter"),
    ],
)
def test_what_should_not_have_been_cast_is_not_counted(wrong):
    with pytest.raises(ValueError, match="ballot"):
        EX_AEQUO.count("AB", wrong)


def test_a_choice_is_asked_for():
    assert EX_AEQUO.ballot_kind is BallotKind.CHOICE


@pytest.mark.parametrize(
    ("options", "wrong"), [({}, "obligatoire"), ({"tie_rule": "lots"}, "jury_decides")]
)
def test_what_settles_a_tie_is_never_assumed(options, wrong):
    with pytest.raises(ValidationError, match=wrong):
        Plurality.Options().load(options)


def test_it_names_the_choice_of_nobody_where_the_edition_offers_it():
    assert (EX_AEQUO.nobody, NOBODY.nobody) == (None, "aucun")
