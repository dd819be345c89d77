"""Recusal closes the whole category (art. 4.4)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Forbidden, Invalid, NotFound, ReasonNeeded
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import (
    ConflictRulingKind,
    ScreeningVerdict,
    SeatEffect,
    SeatState,
)
from laureat.models import AuditEntry, ConflictRuling, InterestDeclaration, OutboxEntry, Recusal
from laureat.queries.juries import latest_declarations, seat_lines, seat_state
from laureat.services.juries.declare_interests import Interest, declare_interests
from laureat.services.juries.rule_conflict import rule_conflict
from tests.clock import NOON
from tests.make import COMMUNICATION, INCLUSIVE, RURAL, siret
from tests.refusals import refused

S = CandidatureState
RECUSED, UNDECLARED, OPEN = SeatState.RECUSED, SeatState.UNDECLARED, SeatState.OPEN


@pytest.fixture
def state(session, make):
    """Say whether the seat of a juror in a category is open, as the database itself computes it."""

    def of(juror, category=COMMUNICATION):
        return seat_state(session, make.seat(juror, category).id)

    return of


@pytest.fixture
def register(session, make):
    """Read the register of recusals of a seat, oldest first."""

    def of(juror, category=COMMUNICATION):
        asked = select(Recusal.effect).where(Recusal.seat_id == make.seat(juror, category).id)
        return session.scalars(asked.order_by(Recusal.serial)).all()

    return of


@pytest.fixture
def rule(act, make):
    """Let the organiser, or somebody else, rule on the one link that closes a seat."""

    def on(juror, ruling, reason="", category=COMMUNICATION, by=None):
        conflict = make.conflict(make.seat(juror, category))
        return act(by or make.organiser, rule_conflict, conflict.id, ruling=ruling, reason=reason)

    return on


# Declaring


def test_before_speaking_of_every_competitor_a_juror_is_undeclared(make, state):
    make.candidature()

    juror = make.juror(declares=False)

    assert state(juror) is UNDECLARED
    assert state(juror, RURAL) is OPEN
    make.declare(juror)
    assert state(juror) is OPEN


def test_a_draft_competes_with_nobody(make, state):
    make.candidature(S.DRAFT)
    make.candidature(S.SUBMITTED)

    assert state(make.juror(declares=False)) is OPEN


def test_a_link_with_one_candidate_closes_the_whole_category_and_no_other(
    make, state, register, session
):
    linked = make.candidature()
    make.candidature()
    make.candidature(category=RURAL)

    juror = make.juror(linked_to=[linked.applicant])

    assert (state(juror), state(juror, RURAL)) == (RECUSED, OPEN)
    assert register(juror) == [SeatEffect.CLOSED]
    entry = session.scalars(select(Recusal)).one()
    assert entry.entered_at == NOON
    assert f"« {linked.applicant.name} »" in entry.ground.replace("\u00a0", " ")


def test_a_link_closes_every_category_in_which_the_applicant_competes(make, state):
    applicant = make.applicant()
    make.candidature(applicant=applicant)
    make.candidature(applicant=applicant, category=INCLUSIVE)

    juror = make.juror(linked_to=[applicant])

    assert (state(juror), state(juror, INCLUSIVE), state(juror, RURAL)) == (RECUSED, RECUSED, OPEN)


def test_what_is_declared_is_kept_with_its_hour_and_the_audit_counts_only(
    act, make, session, clock
):
    candidature = make.candidature()
    juror = make.juror(declares=False)
    clock.advance(hours=1)

    act(
        juror.person,
        declare_interests,
        juror.id,
        declarations={candidature.applicant_id: Interest(linked=True, details=" Ex-salariée. ")},
    )

    kept = session.scalars(select(InterestDeclaration)).one()
    assert (kept.juror_id, kept.applicant_id, kept.linked, kept.details, kept.declared_at) == (
        juror.id,
        candidature.applicant_id,
        True,
        "Ex-salariée.",
        NOON + timedelta(hours=1),
    )
    audit = select(AuditEntry.facts).where(AuditEntry.event == Event.INTERESTS_DECLARED)
    assert session.scalars(audit).all() == [{"declared": 1, "linked": 1}]


def test_a_later_declaration_replaces_an_earlier_one_and_both_are_kept(
    make, state, register, session
):
    candidature = make.candidature()
    juror = make.juror(linked_to=[candidature.applicant])

    make.declare(juror)

    assert state(juror) is OPEN
    assert register(juror) == [SeatEffect.CLOSED, SeatEffect.REOPENED]
    assert len(session.scalars(select(InterestDeclaration)).all()) == 2
    holds = latest_declarations(session, [juror.id])
    assert [one.linked for one in holds.values()] == [False]


def test_one_speaks_only_of_those_who_compete_where_one_sits(act, make):
    elsewhere = make.candidature(category=RURAL)
    juror = make.juror(categories=[COMMUNICATION])

    with refused(Invalid, "La liste des candidats a changé"):
        act(
            juror.person,
            declare_interests,
            juror.id,
            declarations={elsewhere.applicant_id: Interest(linked=False)},
        )


def test_nobody_declares_in_the_place_of_a_juror(act, make):
    juror = make.juror()

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        act(make.juror().person, declare_interests, juror.id, declarations={})
    with refused(Forbidden, "ne permet pas"):
        act(make.organiser, declare_interests, juror.id, declarations={})


def test_a_juror_without_a_seat_declares_nothing_and_closes_nothing(act, make, session):
    candidature = make.candidature()
    make.juror(siret=candidature.applicant.siret, categories=[RURAL])
    juror = make.juror(categories=[], declares=False)

    act(juror.person, declare_interests, juror.id, declarations={})

    assert session.scalars(select(Recusal)).all() == []


def test_the_juror_is_told_which_category_is_closed_and_why(make, run_jobs, runtime):
    candidature = make.candidature()
    juror = make.juror(linked_to=[candidature.applicant])

    run_jobs()

    letter = runtime.mailer.sent[-1]
    assert letter.to == juror.person.email
    assert "Communication et rayonnement" in letter.text
    assert candidature.applicant.name in letter.text


# Links that are found


@pytest.mark.parametrize(
    ("said", "plugin"),
    [
        ({"siret": siret(900, establishment=2)}, "same-legal-unit"),
        ({"email": "jeanne@maison.example"}, "same-mail-domain"),
        ({"email": "jeanne@sud.maison.example"}, "same-mail-domain"),
    ],
)
def test_a_link_that_nobody_declared_closes_too(make, state, said, plugin):
    applicant = make.applicant(identity=siret(900), by=make.person(email="a@maison.example"))
    make.candidature(applicant=applicant)

    juror = make.juror(**said)

    assert state(juror) is RECUSED
    assert make.conflict(make.seat(juror)).plugin == plugin


def test_a_public_provider_links_nobody(make, state):
    applicant = make.applicant(by=make.person(email="structure@gmail.com"))
    make.candidature(applicant=applicant)

    assert state(make.juror(email="jeanne@gmail.com")) is OPEN


def test_a_candidature_that_is_registered_later_closes_the_seat_then(make, state, outbox):
    candidature = make.candidature(S.SUBMITTED)
    juror = make.juror(siret=candidature.applicant.siret)
    assert state(juror) is OPEN

    make.attest(candidature)

    assert state(juror) is RECUSED
    assert outbox().count(Job.MAIL_JUROR_RECUSED) == 1


def test_the_same_link_is_entered_once_however_often_it_is_found(make, state, register, outbox):
    candidature = make.candidature()
    juror = make.juror(siret=candidature.applicant.siret)

    make.screen(candidature)
    make.candidature()

    assert register(juror) == [SeatEffect.CLOSED]
    assert outbox().count(Job.MAIL_JUROR_RECUSED) == 1


@pytest.mark.parametrize(
    "leaves",
    [
        lambda make, one: make.withdraw(one),
        lambda make, one: make.screen(one, ScreeningVerdict.INELIGIBLE),
        lambda make, one: (make.write(one, bilan="Autre"), make.submit(one)),
    ],
    ids=["withdrawn", "set aside", "rewritten"],
)
def test_the_seat_opens_when_the_candidature_no_longer_competes(make, state, register, leaves):
    candidature = make.candidature()
    juror = make.juror(linked_to=[candidature.applicant])

    leaves(make, candidature)

    assert state(juror) is OPEN
    assert register(juror) == [SeatEffect.CLOSED, SeatEffect.REOPENED]


def test_a_second_linked_candidate_keeps_it_closed(make, state):
    first, second = make.candidature(), make.candidature()
    juror = make.juror(linked_to=[first.applicant, second.applicant])

    make.withdraw(first)

    assert state(juror) is RECUSED


# Ruling


def test_a_confirmed_link_closes_as_long_as_the_applicant_competes(make, state, rule, trail):
    candidature = make.candidature()
    juror = make.juror(siret=candidature.applicant.siret)

    ruled = rule(juror, ConflictRulingKind.CONFIRMED)

    assert state(juror) is RECUSED
    assert (ruled.ruled_by, ruled.ruled_at) == (make.organiser.id, NOON)
    assert trail(make.conflict(make.seat(juror))) == [Event.CONFLICT_RULED]
    make.withdraw(candidature)
    assert state(juror) is OPEN


def test_a_dismissed_link_opens_the_seat_and_says_why(make, state, rule, register, session):
    candidature = make.candidature()
    juror = make.juror(siret=candidature.applicant.siret)

    with refused(ReasonNeeded, "le motif figurera au registre"):
        rule(juror, ConflictRulingKind.DISMISSED, " ")
    rule(juror, ConflictRulingKind.DISMISSED, "Homonymie de siège.")

    assert state(juror) is OPEN
    assert register(juror) == [SeatEffect.CLOSED, SeatEffect.REOPENED]
    assert session.scalars(select(ConflictRuling.reason)).all() == ["Homonymie de siège."]
    make.candidature()
    make.declare(juror)
    assert state(juror) is OPEN


def test_a_pinned_link_closes_whatever_happens(make, state, rule):
    candidature = make.candidature()
    juror = make.juror(siret=candidature.applicant.siret)
    rule(juror, ConflictRulingKind.PINNED, "Voisinage ancien.")

    make.withdraw(candidature)

    assert state(juror) is RECUSED


def test_the_last_ruling_holds_and_all_are_kept(make, state, rule, session):
    candidature = make.candidature()
    juror = make.juror(siret=candidature.applicant.siret)
    rule(juror, ConflictRulingKind.DISMISSED, "Erreur.")
    rule(juror, ConflictRulingKind.CONFIRMED)

    assert state(juror) is RECUSED
    assert len(session.scalars(select(ConflictRuling)).all()) == 2


def test_the_juror_does_not_rule_on_their_own_link(make, rule):
    candidature = make.candidature()
    juror = make.juror(siret=candidature.applicant.siret, chair=True)

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        rule(juror, ConflictRulingKind.DISMISSED, "Je m’engage.", by=juror.person)


def test_the_lists_show_what_the_database_says(make, session):
    candidature = make.candidature()
    make.juror("Anne Ouverte")
    make.juror("Béa Liée", linked_to=[candidature.applicant])
    make.juror("Clé Muette", declares=False)

    lines = seat_lines(session, category_ids=[candidature.category_id])

    assert [(line.seat.juror.person.name, line.state) for line in lines] == [
        ("Anne Ouverte", OPEN),
        ("Béa Liée", RECUSED),
        ("Clé Muette", UNDECLARED),
    ]
    assert seat_lines(session, category_ids=[]) == []
    assert seat_lines(session, juror_ids=[]) == []


def test_the_letter_of_a_recusal_names_its_entry(make, session):
    candidature = make.candidature()
    make.juror(linked_to=[candidature.applicant])

    entry = session.scalars(select(Recusal)).one()
    asked = select(OutboxEntry.arguments).where(OutboxEntry.job == Job.MAIL_JUROR_RECUSED)
    assert session.scalars(asked).all() == [{"recusal_id": str(entry.id)}]
