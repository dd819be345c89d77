"""The jury's decisions: never by the count alone (art. 4.5)."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from laureat.domain.audit import Event
from laureat.domain.errors import (
    Conflict,
    DecisionSigned,
    Forbidden,
    OutcomeNotAllowed,
    OutsidePeriod,
    ReasonNeeded,
)
from laureat.domain.vocabulary import DistinctionKind, Outcome
from laureat.models import Decision, Distinction
from laureat.services.results.decide import Verdict, decide_category
from tests.integration.services.deciding import ONE_VOTER, holding, voted
from tests.make import ASR, RURAL, bundled
from tests.refusals import refused


@pytest.fixture(autouse=True)
def _a_small_jury(make):
    """Let one ballot be a quorum in the edition of the test."""
    make.edition(jury=ONE_VOTER)


def test_what_the_count_says_is_decided_without_a_word(make, decide, session, trail):
    first, _ = voted(make, 1, 0)

    decision = decide(first.category, Outcome.LAUREATE, first)

    assert (decision.outcome, decision.reason, decision.category_id) == (
        Outcome.LAUREATE,
        "",
        first.category_id,
    )
    assert (decision.decided_by, decision.edition_digest) == (
        make.organiser.id,
        make.edition().digest,
    )
    assert holding(session, make.edition()) == {"0001": DistinctionKind.LAUREATE}
    assert trail(decision) == [Event.DECISION_TAKEN]


def test_the_chair_decides_too(make, decide):
    first, _ = voted(make, 1, 0)
    chair = make.juror(chair=True)

    assert decide(first.category, Outcome.LAUREATE, first, by=chair.person)


def test_nobody_else_does(make, decide):
    first, _ = voted(make, 1, 0)

    for stranger in (make.juror().person, make.writer(first)):
        with refused(Forbidden, "ne permet pas"):
            decide(first.category, Outcome.LAUREATE, first, by=stranger)


@pytest.mark.parametrize("reason", ["", "  "])
def test_departing_from_the_count_takes_a_reason(make, decide, reason):
    first, second = voted(make, 1, 0)

    with refused(ReasonNeeded, "s’écarte du dépouillement"):
        decide(first.category, Outcome.LAUREATE, second, reason=reason)
    with refused(ReasonNeeded, "s’écarte du dépouillement"):
        decide(first.category, Outcome.NOT_AWARDED, reason=reason)

    assert decide(first.category, Outcome.LAUREATE, second, reason="Le fond l’emporte.")


def test_equals_may_win_together_without_a_word(make, decide, session):
    first, second = voted(make, 1, 1)

    decide(first.category, Outcome.JOINT_LAUREATES, first, second)

    assert holding(session, make.edition()) == {
        "0001": DistinctionKind.JOINT_LAUREATE,
        "0002": DistinctionKind.JOINT_LAUREATE,
    }


def test_breaking_a_tie_takes_a_reason(make, decide):
    first, second = voted(make, 1, 1)

    with refused(ReasonNeeded, "départage une égalité"):
        decide(first.category, Outcome.LAUREATE, second)

    assert decide(first.category, Outcome.LAUREATE, second, reason="Voix de la présidence.")


def test_a_category_without_a_dossier_is_not_awarded_without_a_word(make, decide):
    assert decide(make.category(RURAL), Outcome.NOT_AWARDED).outcome is Outcome.NOT_AWARDED


def test_nothing_is_decided_before_the_jurys_period(act, make):
    nobody = Verdict(outcome=Outcome.NOT_AWARDED)

    with refused(OutsidePeriod, "commence le lundi 25 novembre 2024 à 9", article="4.3"):
        act(make.organiser, decide_category, make.category(RURAL).id, nobody)


def test_nothing_is_decided_before_the_count(make, decide):
    candidature = make.admitted()
    with refused(Conflict, "n’est pas dépouillé"):
        decide(candidature.category, Outcome.LAUREATE, candidature, reason="Évident.")

    make.round(candidature.category)
    with refused(Conflict, "n’est pas dépouillé"):
        decide(candidature.category, Outcome.NOT_AWARDED, reason="Évident.")


def test_nor_while_another_round_is_open(make, decide):
    first, second = voted(make, 1, 1)
    make.round(first.category, candidatures=[first, second])

    with refused(Conflict, "n’est pas dépouillé"):
        decide(first.category, Outcome.LAUREATE, first, reason="Déjà clair.")


def test_nor_on_a_count_from_which_a_ballot_has_fallen(make, decide):
    first, second = make.admitted(), make.admitted()
    linked, other = make.juror(), make.juror()
    jurors = [linked, other]
    voting = make.round(first.category)
    for juror in jurors:
        make.ballot(voting, juror, first)
    make.close(voting)
    make.declare(linked, linked_to=[second.applicant])

    with refused(Conflict, "Un bulletin a été annulé depuis le dépouillement"):
        decide(first.category, Outcome.LAUREATE, first)

    again = make.round(first.category)
    make.ballot(again, other, first)
    make.close(again)
    assert decide(first.category, Outcome.LAUREATE, first)


@pytest.mark.parametrize(
    ("outcome", "many"),
    [
        (Outcome.LAUREATE, 0),
        (Outcome.LAUREATE, 2),
        (Outcome.JOINT_LAUREATES, 1),
        (Outcome.NOT_AWARDED, 1),
    ],
)
def test_the_number_of_laureates_is_that_of_the_outcome(make, decide, outcome, many):
    dossiers = voted(make, 1, 0)

    with refused(OutcomeNotAllowed, "au moins deux pour des ex æquo", article="4.5"):
        decide(dossiers[0].category, outcome, *dossiers[:many], reason="Motif.")


def test_joint_laureates_are_two_different_dossiers(make, decide):
    first, _ = voted(make, 1, 0)

    with refused(OutcomeNotAllowed, "au moins deux", article="4.5"):
        decide(first.category, Outcome.JOINT_LAUREATES, first, first, reason="Motif.")


@pytest.mark.parametrize(
    ("outcomes", "outcome", "many"),
    [
        (replace(bundled(ASR).outcomes, joint_laureates=False), Outcome.JOINT_LAUREATES, 2),
        (replace(bundled(ASR).outcomes, not_awarded=False), Outcome.NOT_AWARDED, 0),
    ],
)
def test_an_edition_may_forbid_an_outcome(make, decide, outcomes, outcome, many):
    dossiers = voted(make, 1, 1, edition=make.edition("stricte", outcomes=outcomes, jury=ONE_VOTER))

    with refused(OutcomeNotAllowed, "ne prévoit pas cette issue", article="4.5"):
        decide(dossiers[0].category, outcome, *dossiers[:many], reason="Motif.")


def test_the_mention_is_no_outcome_of_a_category(make, decide):
    first, _ = voted(make, 1, 0)

    with refused(OutcomeNotAllowed, "ne prévoit pas cette issue", article="4.5"):
        decide(first.category, Outcome.SPECIAL_MENTION, first, reason="Motif.")


def test_a_laureate_is_an_admitted_dossier_of_the_category(make, decide):
    registered, elsewhere = make.candidature(), make.admitted(category=RURAL)
    first, _ = voted(make, 1, 0)

    for other in (registered, elsewhere):
        with refused(OutcomeNotAllowed, "un dossier admis dans cette catégorie"):
            decide(first.category, Outcome.LAUREATE, other, reason="Motif.")


def test_a_later_decision_replaces_an_earlier_one_and_both_are_kept(make, decide, session):
    first, second = voted(make, 1, 0)
    decide(first.category, Outcome.LAUREATE, first)
    decide(first.category, Outcome.LAUREATE, second, reason="Après relecture.")

    assert holding(session, make.edition()) == {"0002": DistinctionKind.LAUREATE}
    assert len(session.scalars(select(Decision)).all()) == 2


# The seal of the minutes


def test_after_the_minutes_no_decision_changes(make, decide, mention):
    first, second = voted(make, 1, 0)
    decide(first.category, Outcome.LAUREATE, first)
    make.minutes()

    with refused(DecisionSigned, "Le procès-verbal est signé"):
        decide(first.category, Outcome.LAUREATE, second, reason="Trop tard.")
    with refused(DecisionSigned, "Le procès-verbal est signé"):
        mention(second)


def test_the_database_refuses_a_decision_after_the_minutes(act, make, decide):
    first, _ = voted(make, 1, 0)
    decision = decide(first.category, Outcome.LAUREATE, first)
    make.minutes()
    row = Decision(
        edition_id=first.edition_id,
        category_id=first.category_id,
        outcome=Outcome.NOT_AWARDED,
        reason="",
        edition_digest="",
        decided_by=make.organiser.id,
        decided_at=decision.decided_at,
    )

    with (
        pytest.raises(IntegrityError, match="the minutes are signed"),
        act.work(make.organiser) as work,
    ):
        work.session.add(row)


def test_and_a_distinction_added_to_an_earlier_decision(act, make, decide):
    first, second = voted(make, 1, 0)
    decision = decide(first.category, Outcome.LAUREATE, first)
    make.minutes()
    row = Distinction(
        decision_id=decision.id, candidature_id=second.id, kind=DistinctionKind.LAUREATE
    )

    with (
        pytest.raises(IntegrityError, match="the minutes are signed"),
        act.work(make.organiser) as work,
    ):
        work.session.add(row)
