"""Each kind of ballot goes from the juror's hand to the minutes, whatever the method is called."""

from dataclasses import replace

import pytest

from laureat.configuration.definition import PluginUse, Secrecy
from laureat.domain.errors import Invalid, QuorumNotReached, ReasonNeeded, SeatClosed
from laureat.domain.vocabulary import Outcome
from laureat.services.juries.cancel_round import cancel_round
from laureat.services.results.decide import Verdict, decide_category
from tests.make import ASR, bundled
from tests.refusals import refused

ARTICLE = bundled(ASR).jury.vote_article
CRITERIA = [
    {"slug": "impact", "title": "Impact", "weight": 40},
    {"slug": "technique", "title": "Technique", "weight": 60},
]
RANKING = PluginUse(
    plugin="positional", options={"points": [3, 2, 1], "tie_rule": "count_of_ranks"}
)
WEIGHTED = PluginUse(
    plugin="weighted-criteria", options={"scale": {"min": 0, "max": 10}, "criteria": CRITERIA}
)
APPROVAL = PluginUse(plugin="approval", options={"most": 2})
TALK = PluginUse(plugin="deliberation")
ROUNDS = PluginUse(
    plugin="majority-rounds",
    options={"absolute_rounds": 1, "relative_rounds": 1, "final_round": "chair_double"},
)


@pytest.fixture
def voting(make):
    """Open a round on three dossiers under a method, with jurors; the first one presides."""

    def opened(use, *, jurors=2, **jury):
        terms = replace(bundled(ASR).jury, tally=use, **{"quorum": 2, **jury})
        edition = make.edition("bulletins", jury=terms)
        dossiers = [make.admitted(edition=edition) for _ in range(3)]
        members = [make.juror(f"Membre {n}", edition=edition, chair=n == 0) for n in range(jurors)]
        return make.round(dossiers[0].category), members, dossiers

    return opened


def ids(*dossiers):
    return [str(one.id) for one in dossiers]


def scored(impact, technique):
    return {"impact": impact, "technique": technique}


def test_rankings_are_counted(make, voting):
    round_, (one, other), (a, b, c) = voting(RANKING)
    make.cast(round_, one, {"ranking": ids(a, b, c)})
    make.cast(round_, other, {"ranking": ids(b, a)})

    result = make.close(round_).result

    assert result["totals"] == {str(a.id): "5", str(b.id): "5", str(c.id): "1"}
    assert result["ballot_kind"] == "ranking"
    assert [sorted(group) for group in result["ranking"]] == [sorted(ids(a, b)), ids(c)]


def test_those_ranked_behind_a_dossier_that_leaves_move_up(make, voting):
    round_, (one, other), (a, b, c) = voting(RANKING)
    make.cast(round_, one, {"ranking": ids(a, b, c)})
    make.cast(round_, other, {"ranking": ids(c)})
    make.withdraw(a)

    result = make.close(round_).result

    assert result["totals"] == {str(b.id): "3", str(c.id): "5"}
    assert result["naming_gone"] == 1


def test_scores_of_criteria_are_weighed(make, voting):
    round_, (one, other), (a, b, _c) = voting(WEIGHTED)
    make.cast(
        round_, one, {"criteria": {str(a.id): scored("5", "10"), str(b.id): scored("9", "4")}}
    )
    make.cast(round_, other, {"criteria": {}})

    result = make.close(round_).result

    assert result["totals"] == {str(a.id): "8", str(b.id): "6"}
    assert (result["votes_cast"], result["abstentions"]) == (1, 1)


def test_approvals_are_counted_and_limited(make, voting):
    round_, (one, other), (a, b, c) = voting(APPROVAL)
    with refused(Invalid, "2\u00a0dossiers au plus", article=ARTICLE):
        make.cast(round_, one, {"approved": ids(a, b, c)})
    make.cast(round_, one, {"approved": ids(a, b)})
    make.cast(round_, other, {"approved": ids(b)})

    assert list(make.close(round_).result["leaders"]) == ids(b)


def test_a_ballot_of_another_kind_is_refused(make, voting):
    round_, (one, _other), (a, _b, _c) = voting(RANKING)

    for content in ({"choice": str(a.id)}, {"approved": ids(a)}, {}):
        with refused(Invalid, "Classez des dossiers", article=ARTICLE):
            make.cast(round_, one, content)


def test_a_jury_without_ballots_needs_its_quorum_of_members_there(make, voting):
    round_, (one, other), (a, _b, _c) = voting(TALK)
    make.cast(round_, one, {"present": True})
    with refused(QuorumNotReached, "nécessaires : 2 ; reçus : 1", article=ARTICLE):
        make.close(round_)
    make.cast(round_, other, {"present": True})

    result = make.close(round_).result

    assert (list(result["leaders"]), result["ballots"]) == ([], 2)
    assert make.decide(a.category, a, reason="").reason == ""


def test_it_says_why_it_awards_nobody(make, act, voting):
    round_, members, (a, _b, _c) = voting(TALK)
    for one in members:
        make.cast(round_, one, {"present": True})
    make.close(round_)

    with refused(ReasonNeeded, "n’attribue pas la catégorie"):
        act(
            make.organiser,
            decide_category,
            a.category_id,
            Verdict(outcome=Outcome.NOT_AWARDED),
        )


def test_a_recused_member_takes_no_part(make, voting):
    round_, _members, (a, _b, _c) = voting(TALK)
    linked = make.juror("Basile Barré", edition=make.edition("bulletins"), linked_to=[a.applicant])

    with refused(SeatClosed, "fermée", article="4.4"):
        make.cast(round_, linked, {"present": True})


def test_the_number_of_the_round_says_which_majority_is_needed(make, voting):
    first, members, (a, b, c) = voting(ROUNDS, jurors=4)

    def choose(round_, *choices):
        for juror, one in zip(members, choices, strict=True):
            make.ballot(round_, juror, one)
        return make.close(round_).result

    half = choose(first, a, a, b, b)
    again = choose(make.round(a.category), a, a, b, b)
    last = choose(make.round(a.category), b, b, a, a)

    assert (half["status"], again["status"]) == ("further_round", "further_round")
    assert last["status"] == "awarded"
    assert list(last["leaders"]) == ids(b)
    assert last["totals"] == {str(a.id): "2", str(b.id): "3", str(c.id): "0"}


def test_a_cancelled_round_does_not_lower_the_majority(make, act, voting):
    first, members, (a, b, c) = voting(ROUNDS, jurors=4)
    act(make.organiser, cancel_round, first.id, reason="Une panne fictive.")
    second = make.round(a.category)
    for juror, one in zip(members, (a, a, b, c), strict=True):
        make.ballot(second, juror, one)

    assert second.number == 2
    assert make.close(second).result["status"] == "further_round"


@pytest.mark.parametrize(
    ("use", "contents", "told"),
    [
        pytest.param(
            RANKING,
            lambda a, b, c: [{"ranking": ids(b, a)}, {"ranking": []}],
            lambda a, b, c: [f"1. {b} ; 2. {a}", "abstention"],
            id="ranking",
        ),
        pytest.param(
            WEIGHTED,
            lambda a, b, c: [
                {"criteria": {str(a.id): scored("5", "8")}},
                {"criteria": {str(c.id): scored("1", "2")}},
            ],
            lambda a, b, c: [f"{a} : 5, 8", f"{c} : 1, 2"],
            id="criteria",
        ),
        pytest.param(
            APPROVAL,
            lambda a, b, c: [{"approved": ids(a, c)}, {"approved": ids(b)}],
            lambda a, b, c: [f"{a} ; {c}", b],
            id="approval",
        ),
        pytest.param(
            ROUNDS,
            lambda a, b, c: [{"choice": str(a.id)}, {"choice": None}],
            lambda a, b, c: [a, "abstention"],
            id="choice",
        ),
        pytest.param(
            TALK,
            lambda a, b, c: [{"present": True}, {"present": True}],
            lambda a, b, c: ["présent", "présent"],
            id="presence",
        ),
    ],
)
def test_the_minutes_of_a_vote_that_is_no_secret_name_each_ballot(
    make, voting, use, contents, told
):
    round_, members, dossiers = voting(use, secrecy=Secrecy.NAMED)
    for juror, content in zip(members, contents(*dossiers), strict=True):
        make.cast(round_, juror, content)
    make.close(round_)
    edition = make.edition("bulletins")
    make.decide(dossiers[0].category, dossiers[0])

    vote = make.minutes(edition).content["categories"][0]["vote"]

    said = [(one["juror"], plain(one["ballot"])) for one in vote["named"]]
    names = [one.applicant.name for one in dossiers]
    assert said == [(f"Membre {n}", plain(one)) for n, one in enumerate(told(*names))]


def test_the_minutes_of_a_secret_vote_name_none(make, voting):
    round_, members, (a, *_others) = voting(RANKING)
    for juror in members:
        make.cast(round_, juror, {"ranking": ids(a)})
    make.close(round_)
    edition = make.edition("bulletins")
    make.decide(a.category, a)

    content = make.minutes(edition).content

    assert "named" not in content["categories"][0]["vote"]
    assert content["categories"][0]["vote"]["total_title"] == "Points"


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")
