"""One applicant wins once, within the scope that the edition says (art. 1.3)."""

from dataclasses import replace

import pytest

from laureat.configuration.definition import WinScope
from laureat.domain.errors import WinsAlready
from laureat.domain.vocabulary import Outcome
from laureat.services.results.decide import Verdict, decide_category
from tests.integration.services.deciding import ONE_VOTER, voted
from tests.make import ASR, COMMUNICATION, INCLUSIVE, IT, bundled
from tests.refusals import refused


@pytest.fixture(autouse=True)
def _a_small_jury(make):
    """Let one ballot be a quorum in the edition of the test."""
    make.edition(jury=ONE_VOTER)


@pytest.fixture
def twice(make):
    """Give two dossiers of one applicant, each ahead in its category."""

    def of(edition):
        applicant = make.applicant("Structure deux fois")
        dossiers = [
            make.admitted(applicant=applicant, category=category, edition=edition)
            for category in (COMMUNICATION, INCLUSIVE)
        ]
        for one in dossiers:
            make.vote(one.category, one)
        return dossiers

    return of


def test_an_applicant_wins_once_in_an_edition(make, decide, twice):
    first, second = twice(make.edition())
    decide(first.category, Outcome.LAUREATE, first)

    with refused(WinsAlready, "« Structure deux fois » est déjà lauréat", article="1.3"):
        decide(second.category, Outcome.LAUREATE, second)


def test_a_win_that_was_given_to_another_is_free_again(make, decide, twice):
    first, second = twice(make.edition())
    decide(first.category, Outcome.LAUREATE, first)
    decide(first.category, Outcome.NOT_AWARDED, reason="Le jury se ravise.")

    assert decide(second.category, Outcome.LAUREATE, second)


def test_the_same_win_may_be_decided_again(make, decide):
    first, _ = voted(make, 1, 0)
    decide(first.category, Outcome.LAUREATE, first)

    assert decide(first.category, Outcome.LAUREATE, first)


def scores(make, category, candidature):
    """Let three jurors give a dossier the same score."""
    edition = candidature.edition
    jurors = [make.juror(edition=edition) for _ in range(3)]
    voting = make.round(category)
    for juror in jurors:
        make.scores(voting, juror, {str(candidature.id): "15"})
    make.close(voting)


@pytest.mark.parametrize("scope", [WinScope.EDITION, WinScope.SEASON])
def test_the_scope_may_be_the_edition_or_the_whole_season(make, decide, scope):
    asr = make.edition(
        "asr", outcomes=replace(bundled(ASR).outcomes, one_win=scope), jury=ONE_VOTER
    )
    it = make.edition(path=IT, outcomes=replace(bundled(IT).outcomes, one_win=scope))
    applicant = make.applicant(structure_kind="plie")
    first = make.admitted(applicant=applicant, edition=asr)
    second = make.admitted(applicant=applicant, edition=it, category="aller-vers")
    make.vote(first.category, first)
    scores(make, second.category, second)
    decide(first.category, Outcome.LAUREATE, first)

    if scope is WinScope.EDITION:
        assert decide(second.category, Outcome.LAUREATE, second)
        return
    with refused(WinsAlready, "est déjà lauréat", article="1.3"):
        decide(second.category, Outcome.LAUREATE, second)


def test_an_edition_may_allow_several_wins(make, decide, twice):
    outcomes = replace(bundled(ASR).outcomes, one_win=WinScope.NONE)
    first, second = twice(make.edition("plusieurs", outcomes=outcomes, jury=ONE_VOTER))
    decide(first.category, Outcome.LAUREATE, first)

    assert decide(second.category, Outcome.LAUREATE, second)


def test_of_two_wins_at_once_the_second_is_refused(committing):
    make = committing.make
    make.edition(jury=ONE_VOTER)
    applicant = make.applicant()
    dossiers = [
        make.admitted(applicant=applicant, category=slug) for slug in (COMMUNICATION, INCLUSIVE)
    ]
    for one in dossiers:
        make.vote(one.category, one)
    organiser = committing.actor(make.organiser)

    def winning(candidature):
        verdict = Verdict(outcome=Outcome.LAUREATE, candidature_ids=[candidature.id])
        category_id = candidature.category_id
        return organiser, lambda work: decide_category(work, category_id, verdict)

    with refused(WinsAlready, "est déjà lauréat", article="1.3"):
        committing.meanwhile(winning(dossiers[0]), winning(dossiers[1]))
