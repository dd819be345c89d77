"""A dossier that leaves the jury's hands while its category votes gets neither vote nor score."""

from dataclasses import replace

import pytest

from laureat.configuration.definition import PluginUse
from laureat.domain.errors import Conflict, Invalid
from laureat.domain.vocabulary import ScreeningVerdict
from tests.make import ASR, bundled
from tests.refusals import refused


@pytest.fixture
def voting(make):
    """Open a round on two dossiers, with three jurors."""
    dossiers = [make.admitted(), make.admitted()]
    jurors = [make.juror() for _ in range(3)]
    return make.round(), jurors, dossiers


def test_a_ballot_that_names_it_is_refused_from_then_on(make, voting):
    opened, (juror, *_), (stays, leaves) = voting
    make.withdraw(leaves)

    with refused(Invalid, "n’est plus devant le jury : votre bulletin n’est", article="4.2"):
        make.ballot(opened, juror, leaves)

    assert make.ballot(opened, juror, stays)


def test_a_ballot_that_named_it_before_counts_for_nobody_and_the_count_says_so(make, voting):
    opened, jurors, (stays, leaves) = voting
    make.ballot(opened, jurors[0], leaves)
    make.ballot(opened, jurors[1], leaves)
    make.ballot(opened, jurors[2], stays)
    make.withdraw(leaves)

    result = make.close(opened).result

    assert result["totals"] == {str(stays.id): "1", "aucun": "0"}
    assert list(result["leaders"]) == [str(stays.id)]
    assert (result["ballots"], result["abstentions"], result["naming_gone"]) == (3, 0, 2)


def test_an_abstention_is_one_all_the_same(make, voting):
    opened, jurors, (stays, leaves) = voting
    for juror, choice in zip(jurors, (leaves, None, stays), strict=True):
        make.ballot(opened, juror, choice)
    make.withdraw(leaves)

    result = make.close(opened).result

    assert (result["ballots"], result["abstentions"], result["naming_gone"]) == (3, 1, 1)


def test_its_count_holds_all_the_same(make, voting):
    opened, jurors, (stays, leaves) = voting
    for juror in jurors:
        make.ballot(opened, juror, leaves)
    make.ballot(opened, jurors[0], stays)
    make.withdraw(leaves)
    make.close(opened)

    assert make.decide(stays.category, stays, reason="")
    vote = make.minutes().content["categories"][0]["vote"]
    assert (vote["ballots"], vote["naming_gone"]) == (3, 2)


def test_its_scores_are_left_out_of_the_means(make):
    tally = PluginUse(
        plugin="score-mean",
        options={"scale": {"min": 0, "max": 20, "step": 1}, "min_ratings": 1},
        article="4.2",
    )
    edition = make.edition("notes", jury=replace(bundled(ASR).jury, tally=tally, quorum=1))
    stays, leaves = make.admitted(edition=edition), make.admitted(edition=edition)
    juror = make.juror(edition=edition)
    opened = make.round(stays.category)
    make.scores(opened, juror, {str(stays.id): "12", str(leaves.id): "18"})
    make.withdraw(leaves)

    with refused(Invalid, "n’est plus devant le jury", article="4.2"):
        make.scores(opened, juror, {str(stays.id): "12", str(leaves.id): "18"})
    result = make.close(opened).result

    assert (result["totals"], result["naming_gone"]) == ({str(stays.id): "12"}, 1)


def test_where_it_comes_back_after_the_count_it_is_voted_on_anew(make, voting):
    opened, jurors, (stays, leaves) = voting
    for juror in jurors:
        make.ballot(opened, juror, stays)
    make.screen(leaves, ScreeningVerdict.INELIGIBLE)
    make.close(opened)
    make.screen(leaves)

    with refused(Conflict, "n’a pas encore voté sur"):
        make.decide(stays.category, stays)
