"""Casting a ballot: the last before the close counts, and a closed seat casts none."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from laureat.domain.audit import Event
from laureat.domain.errors import (
    InterestsUndeclared,
    Invalid,
    NotFound,
    OutsidePeriod,
    RoundClosed,
    SeatClosed,
)
from laureat.models import AuditEntry, Ballot, BallotVoid, Round
from laureat.queries.juries import valid_ballots
from laureat.services.juries.cast_ballot import cast_ballot
from laureat.services.juries.close_round import close_round
from laureat.services.juries.declare_interests import Interest, declare_interests
from tests.make import RURAL
from tests.refusals import refused


def test_a_juror_votes_and_the_audit_says_that_they_did_and_not_how(make, session, trail):
    candidature = make.admitted()
    juror = make.juror()
    voting = make.round(candidature.category)

    ballot = make.ballot(voting, juror, candidature)

    seat = make.seat(juror)
    assert (ballot.round_id, ballot.seat_id, ballot.content) == (
        voting.id,
        seat.id,
        {"choice": str(candidature.id)},
    )
    assert trail(voting)[-1] is Event.BALLOT_CAST
    kept = select(AuditEntry.facts).where(AuditEntry.event == Event.BALLOT_CAST)
    assert session.scalars(kept).all() == [{"seat": str(seat.id)}]


def test_a_later_ballot_replaces_an_earlier_one_and_both_are_kept(make, session):
    one, two = make.admitted(), make.admitted()
    juror = make.juror()
    voting = make.round(one.category)
    make.ballot(voting, juror, one)
    last = make.ballot(voting, juror, two)

    assert [ballot.id for ballot in valid_ballots(session, [voting.id])] == [last.id]
    assert len(session.scalars(select(Ballot)).all()) == 2


def test_one_may_abstain(make, session):
    candidature = make.admitted()
    voting = make.round(candidature.category)

    assert make.ballot(voting, make.juror(), None).content == {"choice": None}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"choice": "another"}, "Ce choix n’est pas proposé"),
        ({}, "Choisissez un dossier"),
        ({"choice": None, "remark": "x"}, "Choisissez un dossier"),
    ],
)
def test_what_the_method_does_not_count_is_refused(act, make, content, words):
    candidature = make.admitted()
    juror = make.juror()
    voting = make.round(candidature.category)

    with refused(Invalid, words, article="4.2"):
        act(juror.person, cast_ballot, voting.id, content=content)


def test_a_recused_juror_casts_none(make):
    candidature, other = make.admitted(), make.admitted()
    juror = make.juror(linked_to=[candidature.applicant])
    voting = make.round(candidature.category)

    with refused(SeatClosed, "Cette catégorie vous est fermée", article="4.4"):
        make.ballot(voting, juror, other)


def test_a_juror_first_speaks_of_every_competitor(make):
    candidature = make.admitted()
    juror = make.juror(declares=False)
    voting = make.round(candidature.category)

    with refused(InterestsUndeclared, "déclarez pour chaque candidat", article="4.4"):
        make.ballot(voting, juror, candidature)


def test_one_votes_only_where_one_sits(make):
    candidature = make.admitted()
    stranger = make.juror(categories=[RURAL])
    voting = make.round(candidature.category)

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        make.ballot(voting, stranger, candidature)


def test_the_organiser_does_not_vote(act, make):
    candidature = make.admitted()
    voting = make.round(candidature.category)

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        act(make.organiser, cast_ballot, voting.id, content={"choice": None})


def test_after_the_close_nobody_votes(make):
    candidature = make.admitted()
    late = make.juror()
    make.vote(candidature.category, candidature, candidature, candidature)
    voting = make.desk.scalars(select(Round)).one()

    with refused(RoundClosed, "est clos"):
        make.ballot(voting, late, candidature)


def test_both_sides_of_the_end_of_the_votes(make, clock):
    candidature = make.admitted()
    juror = make.juror()
    voting = make.round(candidature.category)
    clock.move_to(make.definition().calendar.jury_closes.at)
    make.ballot(voting, juror, candidature)
    clock.advance(microseconds=1)

    with refused(OutsidePeriod, "Les votes sont terminés", article="4.3"):
        make.ballot(voting, juror, None)


def test_a_juror_recused_after_voting_loses_the_ballot_which_is_kept(make, session, clock):
    candidature = make.admitted()
    juror = make.juror()
    voting = make.round(candidature.category)
    ballot = make.ballot(voting, juror, candidature)
    clock.advance(hours=1)

    make.declare(juror, linked_to=[candidature.applicant])

    void = session.scalars(select(BallotVoid)).one()
    assert (void.ballot_id, void.voided_at) == (ballot.id, clock())
    assert candidature.applicant.name in void.reason
    assert valid_ballots(session, [voting.id]) == []
    assert session.scalars(select(Ballot.id)).all() == [ballot.id]


def test_when_the_seat_opens_again_the_juror_votes_again_and_the_old_ballot_stays_void(
    make, session
):
    candidature = make.admitted()
    juror = make.juror()
    voting = make.round(candidature.category)
    make.ballot(voting, juror, candidature)
    make.declare(juror, linked_to=[candidature.applicant])
    make.declare(juror)
    assert valid_ballots(session, [voting.id]) == []

    again = make.ballot(voting, juror, candidature)

    assert [one.id for one in valid_ballots(session, [voting.id])] == [again.id]


def test_of_several_ballots_the_last_falls_and_none_comes_back(make, session):
    one, two = make.admitted(), make.admitted()
    juror = make.juror()
    voting = make.round(one.category)
    make.ballot(voting, juror, one)
    make.ballot(voting, juror, two)

    make.declare(juror, linked_to=[one.applicant])

    assert valid_ballots(session, [voting.id]) == []


# The database refuses too, past every service


def bypass(act, juror, voting, seat):
    """Write a ballot without asking anybody but the database."""
    with act.work(juror.person) as work:
        work.session.add(
            Ballot(
                round_id=voting.id,
                seat_id=seat.id,
                content={"choice": None},
                cast_at=work.now,
            )
        )


def constraint(raised):
    return raised.value.orig.diag.constraint_name


def test_the_database_refuses_the_ballot_of_a_recused_seat(act, make):
    candidature = make.admitted()
    juror = make.juror(linked_to=[candidature.applicant])
    voting = make.round(candidature.category)

    with pytest.raises(IntegrityError) as raised:
        bypass(act, juror, voting, make.seat(juror))

    assert constraint(raised) == "ballots_seat_open"


def test_the_database_refuses_the_ballot_of_an_undeclared_seat(act, make):
    candidature = make.admitted()
    juror = make.juror(declares=False)
    voting = make.round(candidature.category)

    with pytest.raises(IntegrityError) as raised:
        bypass(act, juror, voting, make.seat(juror))

    assert constraint(raised) == "ballots_seat_open"


def test_the_database_refuses_a_ballot_in_a_closed_round(act, make):
    candidature = make.admitted()
    make.vote(candidature.category, candidature, candidature, candidature)
    juror = make.juror()
    voting = make.desk.scalars(select(Round)).one()

    with pytest.raises(IntegrityError) as raised:
        bypass(act, juror, voting, make.seat(juror))

    assert constraint(raised) == "ballots_round_open"


def test_the_database_refuses_a_ballot_of_another_category(act, make):
    candidature = make.admitted()
    juror = make.juror()
    voting = make.round(candidature.category)

    with pytest.raises(IntegrityError) as raised:
        bypass(act, juror, voting, make.seat(juror, RURAL))

    assert constraint(raised) == "ballots_round_open"


# Two at once


def test_a_ballot_that_meets_a_recusal_under_way_is_refused(committing):
    make, plugins = committing.make, committing.act.parts["plugins"]
    candidature = make.admitted()
    juror = make.juror()
    voting = make.round(candidature.category)
    actor = committing.actor(juror.person)
    juror_id, round_id, applicant_id = juror.id, voting.id, candidature.applicant_id
    choice = {"choice": str(candidature.id)}

    with refused(SeatClosed, "votre bulletin n’est pas enregistré"):
        committing.meanwhile(
            (
                actor,
                lambda work: declare_interests(
                    work,
                    juror_id,
                    declarations={applicant_id: Interest(linked=True)},
                    plugins=plugins,
                ),
            ),
            (
                actor,
                lambda work: cast_ballot(work, round_id, content=choice, plugins=plugins),
            ),
        )


def test_a_ballot_under_way_is_seen_by_the_recusal_that_meets_it(committing):
    make, plugins = committing.make, committing.act.parts["plugins"]
    candidature = make.admitted()
    juror = make.juror()
    voting = make.round(candidature.category)
    actor = committing.actor(juror.person)
    juror_id, round_id, applicant_id = juror.id, voting.id, candidature.applicant_id
    choice = {"choice": str(candidature.id)}

    committing.meanwhile(
        (actor, lambda work: cast_ballot(work, round_id, content=choice, plugins=plugins)),
        (
            actor,
            lambda work: declare_interests(
                work,
                juror_id,
                declarations={applicant_id: Interest(linked=True)},
                plugins=plugins,
            ),
        ),
    )

    assert valid_ballots(make.desk, [round_id]) == []
    assert len(make.desk.scalars(select(BallotVoid)).all()) == 1


def test_a_ballot_that_meets_the_close_is_refused_and_not_lost_in_silence(committing):
    make, plugins = committing.make, committing.act.parts["plugins"]
    candidature = make.admitted()
    jurors = [make.juror() for _ in range(4)]
    voting = make.round(candidature.category)
    for juror in jurors[:3]:
        make.ballot(voting, juror, candidature)
    round_id = voting.id
    choice = {"choice": str(candidature.id)}

    with refused(RoundClosed, "votre bulletin n’est pas enregistré"):
        committing.meanwhile(
            (
                committing.actor(make.organiser),
                lambda work: close_round(work, round_id, plugins=plugins),
            ),
            (
                committing.actor(jurors[3].person),
                lambda work: cast_ballot(work, round_id, content=choice, plugins=plugins),
            ),
        )


def test_the_close_waits_for_a_ballot_under_way(committing):
    make, plugins = committing.make, committing.act.parts["plugins"]
    candidature = make.admitted()
    jurors = [make.juror() for _ in range(3)]
    voting = make.round(candidature.category)
    for juror in jurors[:2]:
        make.ballot(voting, juror, candidature)
    round_id = voting.id
    choice = {"choice": str(candidature.id)}

    tally = committing.meanwhile(
        (
            committing.actor(jurors[2].person),
            lambda work: cast_ballot(work, round_id, content=choice, plugins=plugins),
        ),
        (
            committing.actor(make.organiser),
            lambda work: close_round(work, round_id, plugins=plugins),
        ),
    )

    assert tally.result["ballots"] == 3
