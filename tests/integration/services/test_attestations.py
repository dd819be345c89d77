"""The signed attestation: from its receipt the candidature counts (art. 3.1)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import (
    Conflict,
    FileRefused,
    Forbidden,
    Invalid,
    NotFound,
    OutsidePeriod,
    ReasonNeeded,
    WrongState,
)
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import CheckVerdict, SeatState
from laureat.models import AttestationCheck, AttestationReturn, StoredFile
from laureat.queries.juries import seat_state
from laureat.services.attestations.check import check_attestation
from laureat.services.attestations.receive import receive_attestation
from tests.answers import SIGNED_PAPER
from tests.clock import NOON
from tests.make import SIGNED
from tests.refusals import refused

S = CandidatureState


@pytest.fixture
def check(act, make):
    """Let the organiser, or somebody else, look at a returned attestation."""

    def look(returned, verdict=CheckVerdict.REFUSED, reason="Il manque la signature.", by=None):
        return act(
            by or make.organiser, check_attestation, returned.id, verdict=verdict, reason=reason
        )

    return look


def test_the_candidature_is_registered_at_the_servers_time_of_receipt(
    make, session, clock, trail, outbox
):
    candidature = make.candidature(S.SUBMITTED)
    clock.advance(days=2)

    returned = make.attest(candidature)

    assert (candidature.state, candidature.registered_at) == (
        S.REGISTERED,
        NOON + timedelta(days=2),
    )
    assert (returned.candidature_id, returned.signatory, returned.received_at) == (
        candidature.id,
        "Sylvie Signe, directrice",
        NOON + timedelta(days=2),
    )
    assert trail(candidature)[-1] is Event.ATTESTATION_RECEIVED
    assert outbox()[-1] is Job.MAIL_ATTESTATION_RECEIVED


def test_the_paper_is_kept_under_a_key_that_tells_nothing(make, session, files):
    candidature = make.candidature(S.SUBMITTED)

    make.attest(candidature)

    kept = session.scalars(select(StoredFile)).one()
    assert (kept.name, kept.media_type, kept.size) == (
        "attestation signée.pdf",
        "application/pdf",
        len(SIGNED_PAPER),
    )
    assert files.get(kept.key, tenant_id=candidature.tenant_id) == SIGNED_PAPER
    assert "attestation" not in kept.key


def test_the_last_instant_is_in_time(make, clock):
    candidature = make.candidature(S.SUBMITTED)
    clock.move_to(make.definition().calendar.attestation_due.at)

    make.attest(candidature)

    assert candidature.state is S.REGISTERED


def test_a_late_paper_is_refused_with_the_instant_that_counted(make, clock, session):
    candidature = make.candidature(S.SUBMITTED)
    clock.move_to(make.definition().calendar.attestation_due.at + timedelta(microseconds=1))

    with refused(OutsidePeriod, "avant le vendredi 8 novembre 2024 à 23", article="3.1"):
        make.attest(candidature)

    assert candidature.state is S.SUBMITTED
    assert session.scalars(select(AttestationReturn)).all() == []


@pytest.mark.parametrize("state", [S.DRAFT, S.ADMITTED, S.INELIGIBLE, S.WITHDRAWN])
def test_there_is_nothing_to_return_before_or_after(make, state):
    with refused(WrongState, "Il n’y a pas d’attestation à retourner"):
        make.attest(make.candidature(state))


def test_whoever_signed_is_named(act, make, files):
    candidature = make.candidature(S.SUBMITTED)

    with refused(Invalid, "Dites qui a signé") as told:
        act(
            make.writer(candidature),
            receive_attestation,
            candidature.id,
            paper=replace(SIGNED, signatory=" "),
        )

    assert list(told.fields) == ["signatory"]
    assert files.keys == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "est vide"),
        (b"PK\x03\x04 a document", "bureautique"),
        (b"%PDF-1.4 cut", "ne s’ouvre"),
        (bytes(15_700_000), "pèse 15,7\u00a0Mo\u00a0; la limite est de 15\u00a0Mo"),
    ],
)
def test_a_file_that_nobody_can_read_is_refused_with_what_to_do(act, make, content, words):
    candidature = make.candidature(S.SUBMITTED)

    with refused(FileRefused, words):
        act(
            make.writer(candidature),
            receive_attestation,
            candidature.id,
            paper=replace(SIGNED, content=content),
        )

    assert candidature.state is S.SUBMITTED


def test_only_the_people_of_the_applicant_return_it(act, make):
    candidature = make.candidature(S.SUBMITTED)

    with refused(Forbidden, "ne permet pas"):
        act(make.organiser, receive_attestation, candidature.id, paper=SIGNED)


def test_a_second_paper_is_kept_beside_the_first_and_keeps_the_first_hour(make, clock, session):
    candidature = make.candidature(S.REGISTERED)
    clock.advance(days=1)

    make.attest(candidature)

    assert len(session.scalars(select(AttestationReturn)).all()) == 2
    assert candidature.registered_at == NOON


# Checking


def test_an_accepted_paper_changes_nothing_but_is_remembered(make, check, trail, session, outbox):
    candidature = make.candidature(S.SUBMITTED)
    returned = make.attest(candidature)
    before = outbox()

    check(returned, CheckVerdict.ACCEPTED, "")

    assert candidature.state is S.REGISTERED
    kept = session.scalars(select(AttestationCheck)).one()
    assert (kept.return_id, kept.verdict, kept.checked_by, kept.checked_at) == (
        returned.id,
        CheckVerdict.ACCEPTED,
        make.organiser.id,
        NOON,
    )
    assert trail(candidature)[-1] is Event.ATTESTATION_CHECKED
    assert outbox() == before


def test_a_refused_paper_unregisters_and_says_what_to_mend(make, check, outbox, run_jobs, runtime):
    candidature = make.candidature(S.SUBMITTED)
    returned = make.attest(candidature)

    check(returned)

    assert (candidature.state, candidature.registered_at) == (S.SUBMITTED, None)
    assert outbox()[-1] is Job.MAIL_ATTESTATION_REFUSED
    run_jobs()
    assert "Il manque la signature." in runtime.mailer.sent[-1].text


def test_once_the_delay_is_over_a_refusal_asks_for_nothing_more(
    make, check, clock, run_jobs, runtime
):
    candidature = make.candidature(S.SUBMITTED)
    returned = make.attest(candidature)
    clock.move_to(make.definition().calendar.attestation_due.at + timedelta(days=4))

    check(returned)
    run_jobs()

    letter = runtime.mailer.sent[-1].text
    assert "une attestation ne peut plus être retournée" in letter
    assert "signez de nouveau" not in letter


def test_a_refusal_says_why(make, check):
    returned = make.attest(make.candidature(S.SUBMITTED))

    with refused(ReasonNeeded, "Dites ce qui ne va pas"):
        check(returned, reason=" ")


def test_a_better_paper_registers_again(make, check, clock):
    candidature = make.candidature(S.SUBMITTED)
    check(make.attest(candidature))
    clock.advance(days=1)

    make.attest(candidature)

    assert (candidature.state, candidature.registered_at) == (
        S.REGISTERED,
        NOON + timedelta(days=1),
    )


def test_a_paper_accepted_after_all_counts_from_its_receipt(make, check, clock):
    candidature = make.candidature(S.SUBMITTED)
    returned = make.attest(candidature)
    check(returned)
    clock.advance(days=20)

    check(returned, CheckVerdict.ACCEPTED, "La signature est au verso.")

    assert (candidature.state, candidature.registered_at) == (S.REGISTERED, NOON)


def test_only_the_last_paper_is_checked(make, check):
    candidature = make.candidature(S.SUBMITTED)
    first = make.attest(candidature)
    make.attest(candidature)

    with refused(Conflict, "Une attestation plus récente"):
        check(first)


def test_the_paper_of_an_older_version_is_no_longer_checked(make, check):
    candidature = make.candidature(S.SUBMITTED)
    first = make.attest(candidature)
    make.write(candidature, bilan="Un meilleur bilan")
    make.submit(candidature)

    with refused(Conflict, "Une attestation plus récente"):
        check(first)


def test_what_the_jury_examines_is_not_unregistered_by_a_paper(make, check):
    candidature = make.candidature(S.SUBMITTED)
    returned = make.attest(candidature)
    make.screen(candidature)

    with refused(WrongState, "revenez d’abord sur son instruction"):
        check(returned)

    assert candidature.state is S.ADMITTED


def test_a_refusal_opens_again_the_seats_that_the_candidature_closed(make, check, session):
    candidature = make.candidature(S.SUBMITTED)
    returned = make.attest(candidature)
    seat = make.seat(make.juror(linked_to=[candidature.applicant]))
    assert seat_state(session, seat.id) is SeatState.RECUSED

    check(returned)

    assert seat_state(session, seat.id) is SeatState.OPEN


def test_a_candidate_does_not_check(make, check):
    candidature = make.candidature(S.SUBMITTED)
    returned = make.attest(candidature)

    with refused(Forbidden, "ne permet pas"):
        check(returned, by=make.writer(candidature))


def test_a_paper_of_elsewhere_does_not_exist(make, check, rival):
    with rival() as theirs:
        returned = theirs.attest(theirs.candidature(S.SUBMITTED))

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        check(returned)
