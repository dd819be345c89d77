import pytest

from laureat.plugin_api import BallotKind, BallotView, TallyStatus
from laureat_plugins.tally.approval import Approval
from tests.plugins.facts import plain

TWO = Approval(most=2)


def ballots(*approvals):
    return [BallotView(f"juror {n}", {"approved": list(one)}) for n, one in enumerate(approvals)]


def test_the_approvals_are_counted_and_explained():
    result = TWO.count("ABC", ballots("AB", "A", "BA", ""))

    assert (result.status, result.leaders) == (TallyStatus.AWARDED, ("A",))
    assert result.totals == {"A": "3", "B": "2", "C": "0"}
    assert (result.votes_cast, result.abstentions) == (3, 1)
    assert [plain(line) for line in result.explanation] == [
        "Bulletins : 4. Abstentions : 1. Suffrages exprimés : 3.",
        "« A » : 3 voix.",
        "« B » : 2 voix.",
        "« C » : 0 voix.",
        "« A » arrive seul en tête.",
    ]


def test_equals_stay_equal():
    result = TWO.count("ABC", ballots("AB", "BA"))

    assert (result.status, result.leaders) == (TallyStatus.TIED, ("A", "B"))
    assert TWO.count("AB", ballots("")).status is TallyStatus.NOT_AWARDED


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param({"approved": ["A", "B"]}, None, id="two"),
        pytest.param({"approved": []}, None, id="an abstention"),
        pytest.param({}, "Retenez des dossiers", id="nothing"),
        pytest.param({"approved": ["Z"]}, "Retenez des dossiers", id="somebody else"),
        pytest.param({"approved": ["A", "A"]}, "retenu deux fois", id="twice the same"),
        pytest.param({"approved": list("ABC")}, "2 dossiers au plus", id="too many"),
    ],
)
def test_a_ballot_is_checked(content, refusal):
    told = TWO.check("ABC", content)

    assert told is None if refusal is None else refusal in plain(told or "")


def test_without_a_limit_all_may_be_approved():
    assert Approval().check("ABCD", {"approved": list("ABCD")}) is None
    assert Approval().ballot_kind is BallotKind.APPROVAL
    assert "autant de dossiers" in Approval().describe()
