"""Cancelling a round that cannot end: it counts for nothing, and its ballots stay secret."""

import pytest
from sqlalchemy import select

from laureat.domain.audit import Event
from laureat.domain.errors import Conflict, Forbidden, ReasonNeeded, RoundClosed
from laureat.models import AuditEntry, Ballot, BallotVoid, Tally
from laureat.services.juries.cancel_round import cancel_round
from tests.refusals import refused


@pytest.fixture
def cancel(act, make):
    """Let the organiser, or somebody else, cancel a round."""

    def call_off(voting, reason=" Le quorum est hors d’atteinte. ", by=None):
        return act(by or make.organiser, cancel_round, voting.id, reason=reason)

    return call_off


def test_a_round_whose_quorum_is_out_of_reach_is_cancelled_and_another_opens(
    make, cancel, session, trail
):
    one, two = make.admitted(), make.admitted()
    jurors = [make.juror() for _ in range(3)]
    voting = make.round(one.category)
    make.ballot(voting, jurors[0], one)
    make.declare(jurors[1], linked_to=[two.applicant])

    cancel(voting)

    assert (voting.closed_at, voting.cancelled_reason) == (
        make.clock(),
        "Le quorum est hors d’atteinte.",
    )
    assert trail(voting)[-1] is Event.ROUND_CANCELLED
    make.juror()
    assert make.round(one.category).number == 2


def test_its_ballots_are_kept_and_told_to_nobody(make, cancel, session):
    candidature = make.admitted()
    voting = make.round(candidature.category)
    make.ballot(voting, make.juror(), candidature)

    cancel(voting)

    facts = select(AuditEntry.facts).where(AuditEntry.event == Event.ROUND_CANCELLED)
    assert session.scalars(facts).all() == [{"reason": "Le quorum est hors d’atteinte."}]
    assert len(session.scalars(select(Ballot)).all()) == 1
    assert session.scalars(select(Tally)).all() == []


def test_nobody_votes_in_it_any_more(make, cancel):
    candidature = make.admitted()
    juror = make.juror()
    voting = make.round(candidature.category)
    cancel(voting)

    with refused(RoundClosed, "est clos"):
        make.ballot(voting, juror, candidature)


def test_nothing_is_decided_on_it(make, cancel):
    candidature = make.admitted()
    cancel(make.round(candidature.category))

    with refused(Conflict, "n’est pas dépouillé"):
        make.decide(candidature.category, candidature)


def test_the_count_before_it_holds_again(make, cancel):
    one, two = make.admitted(), make.admitted()
    make.vote(one.category, one, one, two)
    cancel(make.round(one.category))

    assert make.decide(one.category, one, reason="")


def test_the_count_before_it_falls_with_a_juror_who_was_recused_meanwhile(make, cancel, session):
    one, two = make.admitted(), make.admitted()
    jurors = [make.juror() for _ in range(4)]
    first = make.round(one.category)
    for juror in jurors:
        make.ballot(first, juror, one)
    make.close(first)
    again = make.round(one.category)
    make.declare(jurors[0], linked_to=[two.applicant])
    cancel(again)

    assert len(session.scalars(select(BallotVoid)).all()) == 1
    with refused(Conflict, "Un bulletin a été annulé"):
        make.decide(one.category, one)


def test_it_takes_a_reason(make, cancel):
    voting = make.round(make.admitted().category)

    with refused(ReasonNeeded, "le procès-verbal le dira"):
        cancel(voting, reason=" ")


def test_what_is_counted_is_not_cancelled(make, cancel):
    candidature = make.admitted()
    jurors = [make.juror() for _ in range(3)]
    voting = make.round(candidature.category)
    for juror in jurors:
        make.ballot(voting, juror, candidature)
    make.close(voting)

    with refused(RoundClosed, "déjà clos"):
        cancel(voting)


def test_only_the_organiser_cancels(make, cancel):
    candidature = make.admitted()
    chair = make.juror(chair=True)
    voting = make.round(candidature.category)

    with refused(Forbidden, "ne permet pas"):
        cancel(voting, by=chair.person)


def test_whoever_reads_late_that_it_was_open_gets_no_letter(make, cancel, run_jobs, runtime):
    candidature = make.admitted()
    make.juror()
    cancel(make.round(candidature.category))

    run_jobs()

    assert not [one for one in runtime.mailer.sent if "Le vote est ouvert" in one.text]


def test_those_who_could_vote_are_told_that_it_does_not_count(make, cancel, run_jobs, runtime):
    one, two = make.admitted(), make.admitted()
    juror = make.juror()
    recused = make.juror(linked_to=[two.applicant])
    voting = make.round(one.category)
    make.ballot(voting, juror, one)
    run_jobs()

    cancel(voting)
    run_jobs()

    letter = runtime.mailer.sent[-1]
    assert letter.to == juror.person.email
    assert "est annulé" in letter.subject + letter.text
    assert "Le quorum est hors d’atteinte." in letter.text
    assert recused.person.email not in {
        mail.to for mail in runtime.mailer.sent if "est annulé" in mail.subject
    }


def test_whoever_voted_in_it_alone_has_not_voted(make, cancel):
    candidature = make.admitted()
    juror = make.juror()
    voting = make.round(candidature.category)
    make.ballot(voting, juror, candidature)
    cancel(voting)
    make.vote(candidature.category, candidature, candidature, candidature)
    make.decide(candidature.category, candidature)

    told = make.minutes().content["jury"]

    assert [one["voted"] for one in told if one["name"] == juror.person.name] == [False]


def test_the_minutes_say_that_it_was_cancelled_and_why(make, cancel):
    candidature = make.admitted()
    cancel(make.round(candidature.category))
    make.vote(candidature.category, candidature, candidature, candidature)
    make.decide(candidature.category, candidature)

    told = make.minutes().content["categories"][0]

    assert [(one["number"], one["reason"]) for one in told["cancelled_rounds"]] == [
        (1, "Le quorum est hors d’atteinte.")
    ]
    assert told["vote"]["ballots"] == 3
