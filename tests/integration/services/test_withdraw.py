"""Withdrawing a candidature."""

import pytest

from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Forbidden, WrongState
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import SeatState
from laureat.queries.candidatures import candidatures_in_category
from laureat.queries.juries import seat_state
from laureat.services.candidatures.withdraw import withdraw_candidature
from tests.clock import NOON
from tests.refusals import refused

S = CandidatureState


@pytest.mark.parametrize("state", [S.DRAFT, S.SUBMITTED, S.REGISTERED, S.ADMITTED, S.INELIGIBLE])
def test_a_dossier_is_taken_back_and_kept(act, make, state, session, trail, outbox):
    candidature = make.candidature(state)

    act(make.writer(candidature), withdraw_candidature, candidature.id, reason=" Trop tôt. ")

    assert (candidature.state, candidature.withdrawn_at) == (S.WITHDRAWN, NOON)
    assert list(candidatures_in_category(session, candidature.category_id, frozenset(S)))
    assert trail(candidature)[-1] is Event.CANDIDATURE_WITHDRAWN
    assert outbox()[-1] is Job.MAIL_WITHDRAWN


def test_once_is_enough(act, make):
    candidature = make.candidature(S.WITHDRAWN)

    with refused(WrongState, "« Retiré » ne peut pas passer à l’état « Retiré »"):
        act(make.writer(candidature), withdraw_candidature, candidature.id)


def test_a_seat_that_it_had_closed_opens_again(act, make, session):
    candidature = make.candidature()
    juror = make.juror(linked_to=[candidature.applicant])
    seat = make.seat(juror)
    assert seat_state(session, seat.id) is SeatState.RECUSED

    make.withdraw(candidature)

    assert seat_state(session, seat.id) is SeatState.OPEN


def test_after_the_minutes_nothing_is_taken_back(make):
    candidature = make.admitted()
    make.vote(candidature.category, candidature, candidature, candidature)
    make.decide(candidature.category, candidature)
    make.minutes()

    with refused(WrongState, "Le jury a rendu ses décisions"):
        make.withdraw(candidature)


def test_only_the_people_of_the_applicant_withdraw(act, make):
    candidature = make.candidature()

    with refused(Forbidden, "ne permet pas"):
        act(make.organiser, withdraw_candidature, candidature.id)
