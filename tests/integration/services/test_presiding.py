"""Who presides and is recused, or has no seat, decides nothing there (art. 4.4)."""

import pytest
from sqlalchemy.exc import IntegrityError

from laureat.domain.errors import InterestsUndeclared, SeatClosed
from laureat.domain.vocabulary import Outcome
from laureat.models import Decision
from laureat.services.juries.declare_interests import Interest, declare_interests
from laureat.services.results.decide import Verdict, decide_category
from tests.integration.services.deciding import ONE_VOTER, voted
from tests.make import COMMUNICATION, RURAL
from tests.refusals import refused


@pytest.fixture(autouse=True)
def _a_small_jury(make):
    """Let one ballot be a quorum in the edition of the test."""
    make.edition(jury=ONE_VOTER)


def test_a_recused_chair_decides_nothing_in_the_category(make, decide):
    elsewhere = make.admitted(category=RURAL)
    first, second = voted(make, 1, 0)
    chair = make.juror(chair=True, linked_to=[second.applicant])
    make.vote(elsewhere.category, elsewhere)

    for outcome, laureates in ((Outcome.LAUREATE, [first]), (Outcome.NOT_AWARDED, [])):
        with refused(SeatClosed, "L’organisateur, ou une autre présidence", article="4.4"):
            decide(first.category, outcome, *laureates, reason="Motif.", by=chair.person)

    assert decide(elsewhere.category, Outcome.LAUREATE, elsewhere, by=chair.person)
    assert decide(first.category, Outcome.LAUREATE, first)
    assert decide(first.category, Outcome.LAUREATE, first, by=make.juror(chair=True).person)


def test_a_chair_who_has_declared_nothing_decides_nothing(make, decide):
    first, _ = voted(make, 1, 0)
    chair = make.juror(chair=True, declares=False)

    with refused(InterestsUndeclared, "Avant de décider", article="4.4"):
        decide(first.category, Outcome.LAUREATE, first, by=chair.person)

    make.declare(chair)
    assert decide(first.category, Outcome.LAUREATE, first, by=chair.person)


def test_a_chair_without_a_seat_in_the_category_decides_nothing_there(make, decide):
    first, _ = voted(make, 1, 0)
    elsewhere = make.juror(chair=True, categories=[RURAL])

    with refused(SeatClosed, "Vous ne siégez pas dans cette catégorie", article="4.4"):
        decide(first.category, Outcome.LAUREATE, first, by=elsewhere.person)


def test_who_organises_records_it_even_with_a_seat_that_is_closed(make, decide):
    first, second = voted(make, 1, 0)
    organiser = make.organiser
    make.juror(email=organiser.email, chair=True, linked_to=[second.applicant])

    assert decide(first.category, Outcome.LAUREATE, first, by=organiser)


@pytest.mark.parametrize("seated", [[COMMUNICATION], [RURAL]], ids=["recused", "without a seat"])
def test_the_database_too_refuses_a_chair_whose_seat_is_not_open(act, make, seated):
    first, second = voted(make, 1, 0)
    chair = make.juror(chair=True, categories=seated, linked_to=[second.applicant])
    row = Decision(
        edition_id=first.edition_id,
        category_id=first.category_id,
        outcome=Outcome.NOT_AWARDED,
        reason="Motif.",
        edition_digest=make.edition().digest,
        decided_by=chair.person_id,
        decided_at=make.clock(),
    )

    with (
        pytest.raises(IntegrityError, match="this chair may not decide here"),
        act.work(chair.person) as work,
    ):
        work.session.add(row)


def test_a_decision_waits_for_a_recusal_that_is_under_way(committing):
    make = committing.make
    make.edition(jury=ONE_VOTER)
    candidature = make.admitted()
    make.vote(candidature.category, candidature)
    chair = make.juror(chair=True)
    somebody = committing.actor(chair.person)
    juror_id, applicant_id = chair.id, candidature.applicant_id
    category_id = candidature.category_id
    plugins = committing.act.parts["plugins"]
    verdict = Verdict(outcome=Outcome.LAUREATE, candidature_ids=[candidature.id])

    def links(work):
        told = {applicant_id: Interest(linked=True)}
        declare_interests(work, juror_id, declarations=told, plugins=plugins)

    with refused(SeatClosed, "L’organisateur, ou une autre présidence", article="4.4"):
        committing.meanwhile(
            (somebody, links), (somebody, lambda work: decide_category(work, category_id, verdict))
        )
