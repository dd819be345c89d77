"""Rounds of voting: opened, voted in, closed, counted (art. 4.2, 4.5)."""

from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import select

from laureat.configuration.definition import PluginUse
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.digests import digest_of, sealed_digest
from laureat.domain.errors import (
    Conflict,
    Forbidden,
    Invalid,
    OutsidePeriod,
    QuorumNotReached,
    RoundClosed,
)
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import SeatState
from laureat.models import AuditEntry, Round, Tally
from laureat.queries.juries import seat_state, valid_ballots
from laureat.queries.votes import own_ballots
from laureat.services.juries.close_round import close_round
from laureat.services.juries.open_round import open_round
from tests.make import ASR, RURAL, bundled
from tests.refusals import refused


@pytest.fixture
def close(act, make):
    """Let the organiser, or somebody else, close a round."""

    def end(voting, by=None):
        return act(by or make.organiser, close_round, voting.id)

    return end


def test_all_the_admitted_dossiers_are_put_to_the_vote(make, session, trail, outbox):
    one, two = make.admitted(), make.admitted()
    make.candidature(CandidatureState.REGISTERED)

    voting = make.round(one.category)

    assert (voting.number, voting.closed_at) == (1, None)
    assert voting.candidature_ids == [str(one.id), str(two.id)]
    assert voting.edition_digest == make.edition().digest
    assert trail(voting) == [Event.ROUND_OPENED]
    assert outbox()[-1] is Job.MAIL_ROUND_OPENED


def test_a_runoff_is_between_some(make, close):
    one, two, three = make.admitted(), make.admitted(), make.admitted()
    make.vote(one.category, one, two, three)

    voting = make.round(one.category, candidatures=[one, two, one])

    assert (voting.number, voting.candidature_ids) == (2, [str(one.id), str(two.id)])


def test_one_round_at_a_time(make):
    candidature = make.admitted()
    make.round(candidature.category)

    with refused(Conflict, "Un scrutin est déjà ouvert"):
        make.round(candidature.category)


def test_two_who_open_at_once_open_one(committing):
    make = committing.make
    candidature = make.admitted()
    make.jury_period()
    organiser = committing.actor(make.organiser)
    category_id = candidature.category_id

    def begin(work):
        return open_round(work, category_id)

    with refused(Conflict, "Un scrutin vient d’être ouvert"):
        committing.meanwhile((organiser, begin), (organiser, begin))


def test_nothing_is_voted_on_before_the_jurys_period(act, make, clock):
    candidature = make.admitted()

    with refused(OutsidePeriod, "commence le lundi 25 novembre 2024 à 9", article="4.3"):
        act(make.organiser, open_round, candidature.category_id)

    clock.move_to(make.definition().calendar.jury_opens.at)
    assert act(make.organiser, open_round, candidature.category_id)


def test_there_is_something_to_vote_on(make):
    registered, other = make.candidature(), make.admitted(category=RURAL)

    with refused(Invalid, "Aucun dossier admis"):
        make.round(registered.category)
    with refused(Invalid, "Aucun dossier admis"):
        make.round(registered.category, candidatures=[other])


def test_after_the_minutes_nothing_is_voted_on(make):
    candidature = make.admitted()
    make.vote(candidature.category, candidature, candidature, candidature)
    make.minutes()

    with refused(Conflict, "Le procès-verbal est signé"):
        make.round(candidature.category)


def test_only_the_organiser_runs_a_round(act, make, close):
    candidature = make.admitted()
    make.jury_period()
    chair = make.juror(chair=True).person

    with refused(Forbidden, "ne permet pas"):
        act(chair, open_round, candidature.category_id)
    with refused(Forbidden, "ne permet pas"):
        close(make.round(candidature.category), by=chair)


def test_the_jurors_who_may_vote_are_told(make, run_jobs, runtime):
    candidature = make.admitted()
    free, linked = make.juror(), make.juror(linked_to=[candidature.applicant])
    make.round(candidature.category)
    run_jobs()

    told = {one.to for one in runtime.mailer.sent if "Le vote est ouvert" in one.text}
    assert told == {free.person.email}
    assert linked.person.email not in told


# Closing


def test_the_count_is_exact_and_remembers_its_method(make, session, trail):
    one, two = make.admitted(), make.admitted()

    tally = make.vote(one.category, one, one, two, None)

    voting = session.scalars(select(Round)).one()
    assert voting.closed_at is not None
    assert (tally.plugin, tally.edition_digest) == ("plurality", make.edition().digest)
    assert tally.plugin_origin.startswith("laureat ")
    assert tally.result["status"] == "awarded"
    assert list(tally.result["leaders"]) == [str(one.id)]
    assert tally.result["totals"] == {str(one.id): "2", str(two.id): "1", "aucun": "0"}
    assert (tally.result["ballots"], tally.result["abstentions"], tally.result["voided"]) == (
        4,
        1,
        0,
    )
    assert trail(voting)[-1] is Event.ROUND_CLOSED


def test_equal_votes_stay_equal(make):
    one, two = make.admitted(), make.admitted()

    tally = make.vote(one.category, one, two, one, two)

    assert tally.result["status"] == "tied"
    assert set(tally.result["leaders"]) == {str(one.id), str(two.id)}


def test_the_jury_may_choose_nobody(act, make, close):
    candidature = make.admitted()
    jurors = [make.juror() for _ in range(3)]
    voting = make.round(candidature.category)
    for juror in jurors:
        make.ballot(voting, juror, "aucun")

    tally = close(voting)

    assert (tally.result["status"], list(tally.result["leaders"])) == ("not_awarded", [])


def test_a_quorum_that_is_not_reached_leaves_the_round_open(make, close, session):
    candidature = make.admitted()
    jurors = [make.juror() for _ in range(3)]
    voting = make.round(candidature.category)
    for juror in jurors[:2]:
        make.ballot(voting, juror, candidature)

    with refused(QuorumNotReached, "bulletins nécessaires : 3 ; reçus : 2", article="4.2"):
        close(voting)

    assert voting.closed_at is None
    make.ballot(voting, jurors[2], None)
    assert close(voting).result["ballots"] == 3
    assert len(session.scalars(select(Tally)).all()) == 1


def test_a_voided_ballot_counts_for_neither_the_quorum_nor_a_candidate(make, close):
    one, two = make.admitted(), make.admitted()
    jurors = [make.juror() for _ in range(4)]
    voting = make.round(one.category)
    for juror in jurors:
        make.ballot(voting, juror, one)
    for juror in jurors[:2]:
        make.declare(juror, linked_to=[two.applicant])

    with refused(QuorumNotReached, "nécessaires : 3 ; reçus : 2", article="4.2"):
        close(voting)


def test_the_count_says_how_many_ballots_were_voided(make, close):
    one, two = make.admitted(), make.admitted()
    jurors = [make.juror() for _ in range(4)]
    voting = make.round(one.category)
    for juror in jurors:
        make.ballot(voting, juror, one)
    make.declare(jurors[0], linked_to=[two.applicant])

    result = close(voting).result

    assert (result["ballots"], result["voided"], result["totals"][str(one.id)]) == (3, 1, "3")


def test_a_round_is_closed_once(make, close):
    candidature = make.admitted()
    make.vote(candidature.category, candidature, candidature, candidature)
    voting = make.desk.scalars(select(Round)).one()

    with refused(RoundClosed, "déjà clos"):
        close(voting)


def test_scores_are_counted_by_their_exact_mean(act, make, close):
    tally = PluginUse(
        plugin="score-mean",
        options={"scale": {"min": 0, "max": 20, "step": 1}, "min_ratings": 2},
        article="4.2",
    )
    edition = make.edition("notes", jury=replace(bundled(ASR).jury, tally=tally, quorum=2))
    one, two = make.admitted(edition=edition), make.admitted(edition=edition)
    jurors = [make.juror(edition=edition) for _ in range(2)]
    voting = make.round(one.category)
    for juror, scores in zip(jurors, (("15", "12"), ("16", "13")), strict=True):
        given = {str(one.id): scores[0], str(two.id): scores[1]}
        make.scores(voting, juror, given)

    assert close(voting).result["totals"] == {str(one.id): "15.5", str(two.id): "12.5"}


def test_the_audit_of_a_round_tells_no_vote(make, session):
    one, two = make.admitted(), make.admitted()
    make.vote(one.category, one, two, one)

    facts = session.scalars(select(AuditEntry.facts)).all()
    told = [str(fact) for fact in facts if "choice" in fact or str(one.id) in str(fact)]
    assert told == []


def test_a_replaced_ballot_does_not_come_back_for_its_juror_nor_for_the_count(make, session):
    ours, theirs = make.admitted(), make.admitted()
    juror = make.juror()
    voting, seat = make.round(), make.seat(juror)
    make.ballot(voting, juror, ours)
    make.ballot(voting, juror, theirs)

    make.declare(juror, linked_to=[ours.applicant])
    make.declare(juror)

    assert seat_state(session, seat.id) is SeatState.OPEN
    assert not valid_ballots(session, [voting.id])
    assert not own_ballots(session, [seat.id], [voting.id])


def test_the_digest_of_a_count_tells_no_vote(make, session):
    one, two = make.admitted(), make.admitted()
    tally = make.vote(one.category, one, two, one)

    contents = ({"choice": str(one.id)}, {"choice": str(two.id)}, {"choice": None})
    tried = {digest_of(list(cast)) for cast in product(contents, repeat=3)}
    assert tally.ballots_digest not in tried
    cast = [ballot.content for ballot in valid_ballots(session, [tally.round_id])]
    assert tally.ballots_digest == sealed_digest(reversed(cast), tally.ballots_secret)
