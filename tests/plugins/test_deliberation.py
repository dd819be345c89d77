from laureat.plugin_api import BallotKind, BallotView, TallyStatus
from laureat_plugins.tally.deliberation import Deliberation
from tests.plugins.facts import plain

METHOD = Deliberation()


def test_it_counts_who_was_there_and_proposes_nobody():
    result = METHOD.count("AB", [BallotView(f"juror {n}", {"present": True}) for n in range(3)])

    assert METHOD.ballot_kind is BallotKind.NONE
    assert (result.status, result.leaders) == (TallyStatus.NOT_AWARDED, ())
    assert (result.ranking, result.unranked, result.totals) == ((), ("A", "B"), {})
    assert (result.votes_cast, result.abstentions) == (3, 0)
    assert plain(result.explanation[0]) == "Ont pris part à la délibération : 3 membres du jury."


def test_a_vote_is_refused():
    assert METHOD.check("AB", {"present": True}) is None
    for content in ({}, {"choice": "A"}, {"present": False}, {"present": True, "choice": "A"}):
        assert "délibère sans bulletin" in plain(METHOD.check("AB", content) or "")
