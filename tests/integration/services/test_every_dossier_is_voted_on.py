"""A category is decided once each of its dossiers stood in a counted round (decision 7)."""

import pytest

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Conflict
from laureat.services.results.sign_minutes import sign_minutes
from tests.make import RURAL
from tests.refusals import refused


@pytest.fixture
def latecomer(make):
    """Give a dossier that was voted on, and one that was admitted after its round had opened."""
    early = make.admitted()
    late = make.candidature(CandidatureState.REGISTERED)
    make.vote(early.category, early, early, early)
    make.screen(late)
    return early, late


def test_nothing_is_decided_while_a_dossier_was_never_put_to_the_vote(make, latecomer):
    early, late = latecomer

    with refused(Conflict, f"pas encore voté sur « {late.applicant.name} » : ouvrez un nouveau"):
        make.decide(early.category, early)

    make.vote(early.category, early, early, late)
    assert make.decide(early.category, early)


def test_a_round_between_some_does_not_open_before_either(make, latecomer):
    early, late = latecomer

    for some in ([early], [late]):
        with refused(Conflict, "Un second tour ne se tient qu’une fois tous les dossiers"):
            make.round(early.category, candidatures=some)

    assert make.round(early.category, candidatures=[late, early])


def test_the_first_round_is_on_all(make):
    first, _second = make.admitted(), make.admitted()

    with refused(Conflict, "Un second tour ne se tient qu’une fois"):
        make.round(first.category, candidatures=[first])


def test_who_was_in_the_first_round_need_not_be_in_the_runoff(make):
    one, two, three = make.admitted(), make.admitted(), make.admitted()
    make.vote(one.category, one, two, None)
    jurors = [make.juror() for _ in range(3)]
    runoff = make.round(one.category, candidatures=[one, two])
    for juror in jurors:
        make.ballot(runoff, juror, two)
    make.close(runoff)

    assert make.decide(three.category, two, reason="")


def test_a_first_round_whose_ballots_were_voided_leads_to_no_runoff(make):
    one, two, three = make.admitted(), make.admitted(), make.admitted()
    jurors = [make.juror() for _ in range(6)]
    first = make.round(one.category)
    for juror, choice in zip(jurors, (one, one, one, two, two, three), strict=True):
        make.ballot(first, juror, choice)
    make.close(first)
    make.declare(jurors[0], linked_to=[one.applicant])

    with refused(Conflict, "Un second tour ne se tient qu’une fois tous les dossiers"):
        make.round(one.category, candidatures=[one, two])

    assert make.round(one.category)


def test_the_minutes_wait_where_one_came_after_the_decision(act, make):
    latecomer = make.candidature(CandidatureState.REGISTERED, category=RURAL)
    make.minutes_ready()
    make.screen(latecomer)

    with refused(Conflict, "un dossier n’a pas été mis aux voix"):
        act(make.organiser, sign_minutes, make.edition().id)

    make.vote(latecomer.category, latecomer, latecomer, latecomer)
    make.decide(latecomer.category, latecomer)
    assert make.minutes()


def test_one_that_is_set_aside_again_is_waited_for_no_longer(make, latecomer):
    early, late = latecomer
    make.withdraw(late)

    assert make.decide(early.category, early, reason="")
