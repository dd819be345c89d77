from dataclasses import replace

import pytest

from laureat.configuration.definition import PluginUse
from tests.integration.api.problems import problem
from tests.make import ASR, bundled


@pytest.fixture
def voting(make):
    """A round on two dossiers."""
    make.admitted()
    make.admitted()
    return make.round()


def choices(voting):
    return voting.candidature_ids


def test_a_round_opens_in_the_jurys_period(make, call):
    candidature = make.admitted()
    ask = (make.organiser, "POST", f"/categories/{candidature.category_id}/rounds")

    assert problem(call(*ask, {})) == (409, "outside-period")
    make.jury_period()
    opened = call(*ask, {})

    assert opened.status_code == 201
    assert opened.json["candidature_ids"] == [str(candidature.id)]
    assert opened.json["closed_at"] is None
    assert problem(call(*ask, {})) == (409, "conflict")


def test_a_juror_sees_what_is_voted_on_and_how(make, call, voting):
    juror = make.juror()

    shown = call(juror.person, "GET", f"/rounds/{voting.id}").json

    assert shown["ballot_kind"] == "choice"
    assert shown["method"].endswith(".")
    assert [one["id"] for one in shown["entries"]] == choices(voting)
    latest = call(make.organiser, "GET", f"/categories/{voting.category_id}/rounds/latest").json
    assert latest == shown
    assert problem(call(make.person(), "GET", f"/rounds/{voting.id}")) == (404, "not-found")


def test_a_category_without_a_round_says_so(make, call):
    path = f"/categories/{make.category().id}/rounds/latest"

    assert problem(call(make.organiser, "GET", path)) == (404, "not-found")


def test_ballots_are_cast_and_the_round_is_counted(make, call, voting):
    jurors = [make.juror() for _ in range(3)]
    for juror in jurors:
        cast = call(
            juror.person, "POST", f"/rounds/{voting.id}/ballots", {"choice": choices(voting)[0]}
        )
        assert cast.status_code == 201

    closed = call(make.organiser, "POST", f"/rounds/{voting.id}/closure")

    assert closed.status_code == 201
    assert closed.json["leaders"] == [choices(voting)[0]]
    assert closed.json["ballots"] == 3
    assert call(make.organiser, "GET", f"/rounds/{voting.id}/tally").json == closed.json
    refused = call(jurors[0].person, "GET", f"/rounds/{voting.id}/tally")
    assert problem(refused) == (404, "not-found")
    late = call(jurors[0].person, "POST", f"/rounds/{voting.id}/ballots", {"choice": None})
    assert problem(late) == (409, "round-closed")


def test_below_the_quorum_a_round_stays_open(make, call, voting):
    refused = call(make.organiser, "POST", f"/rounds/{voting.id}/closure")

    assert problem(refused) == (409, "quorum-not-reached")
    assert refused.json["quorum"] == make.definition().jury.quorum


def test_a_round_is_cancelled_with_a_reason_and_counts_for_nothing(make, call, voting):
    path = f"/rounds/{voting.id}/cancellation"
    assert problem(call(make.organiser, "POST", path, {})) == (422, "reason-needed")

    cancelled = call(make.organiser, "POST", path, {"reason": "Trop peu de votants."})

    assert cancelled.status_code == 201
    assert cancelled.json["cancelled_reason"] == "Trop peu de votants."
    latest = call(make.organiser, "GET", f"/categories/{voting.category_id}/rounds/latest")
    assert problem(latest) == (404, "not-found")
    assert problem(call(make.organiser, "POST", path, {"reason": "x"})) == (409, "round-closed")


@pytest.mark.parametrize(
    "ballot",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"choice": None, "scores": {}}, id="two things"),
        pytest.param({"choice": "the first"}, id="no id"),
        pytest.param({"scores": {}}, id="of another method"),
    ],
)
def test_a_ballot_that_the_method_does_not_count_is_refused(make, call, voting, ballot):
    juror = make.juror()

    assert problem(call(juror.person, "POST", f"/rounds/{voting.id}/ballots", ballot))[0] == 422


def test_a_recused_juror_does_not_vote(make, call):
    candidature = make.admitted()
    juror = make.juror(linked_to=[candidature.applicant])
    voting = make.round()

    refused = call(juror.person, "POST", f"/rounds/{voting.id}/ballots", {"choice": None})

    assert problem(refused) == (409, "seat-closed")


def test_a_round_that_is_not_counted_has_no_tally(make, call, voting):
    refused = call(make.organiser, "GET", f"/rounds/{voting.id}/tally")

    assert problem(refused) == (404, "not-found")


@pytest.mark.parametrize(
    ("use", "asked", "ballot"),
    [
        pytest.param(
            PluginUse(
                plugin="positional", options={"points": [3, 1], "tie_rule": "ex_aequo_allowed"}
            ),
            {"ballot_kind": "ranking", "most": 2, "criteria": {}},
            lambda one, two: {"ranking": [two, one]},
            id="ranking",
        ),
        pytest.param(
            PluginUse(plugin="approval"),
            {"ballot_kind": "approval", "most": None, "criteria": {}},
            lambda one, two: {"approved": [two]},
            id="approval",
        ),
        pytest.param(
            PluginUse(
                plugin="weighted-criteria",
                options={
                    "scale": {"min": 0, "max": 10},
                    "criteria": [{"slug": "impact", "title": "Impact", "weight": 100}],
                },
            ),
            {
                "ballot_kind": "criteria",
                "most": None,
                "criteria": {"impact": "Impact (100\u00a0%)"},
            },
            lambda one, two: {"criteria": {one: {"impact": "4"}}},
            id="criteria",
        ),
        pytest.param(
            PluginUse(plugin="deliberation"),
            {"ballot_kind": "none", "most": None, "criteria": {}},
            lambda one, two: {"present": True},
            id="presence",
        ),
    ],
)
def test_a_round_says_which_ballot_it_asks_and_takes_it(make, call, use, asked, ballot):
    edition = make.edition("bulletins", jury=replace(bundled(ASR).jury, tally=use))
    dossiers = [make.admitted(edition=edition) for _ in range(2)]
    juror = make.juror(edition=edition)
    path = f"/rounds/{make.round(dossiers[0].category).id}"

    shown = call(juror.person, "GET", path).json
    cast = call(juror.person, "POST", f"{path}/ballots", ballot(*(str(one.id) for one in dossiers)))

    assert {key: shown[key] for key in asked} == asked
    assert cast.status_code == 201
