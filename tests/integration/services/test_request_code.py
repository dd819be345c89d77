"""Asking for a code to sign in."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from laureat.domain.actors import NOBODY
from laureat.domain.audit import Event
from laureat.domain.errors import Invalid, TooManyTries
from laureat.domain.jobs import Job
from laureat.domain.sign_in import six_digits
from laureat.models import AuditEntry, OutboxEntry, SignInCode
from laureat.services.people.request_code import request_sign_in_code
from tests.acting import SECRET
from tests.clock import NOON
from tests.refusals import refused

ADDRESS = "camille@structure-fictive.example"


def test_a_code_is_valid_for_ten_minutes_and_leaves_by_mail(act, session):
    code = act(None, request_sign_in_code, f"  {ADDRESS.upper()} ")

    assert (code.email, code.requested_at, code.expires_at, code.used_at, code.tries) == (
        ADDRESS,
        NOON,
        NOON + timedelta(minutes=10),
        None,
        0,
    )
    entry = session.scalars(select(OutboxEntry)).one()
    assert (Job(entry.job), entry.arguments) == (Job.MAIL_SIGN_IN_CODE, {"code_id": str(code.id)})


def test_the_answer_is_the_same_for_an_address_that_nobody_has(act, make, outbox):
    make.person(email=ADDRESS)

    known = act(None, request_sign_in_code, ADDRESS)
    unknown = act(None, request_sign_in_code, "inconnue@structure-fictive.example")

    assert type(known) is type(unknown) is SignInCode
    assert outbox() == [Job.MAIL_SIGN_IN_CODE, Job.MAIL_SIGN_IN_CODE]


def test_the_audit_remembers_the_request_and_not_the_address(act, trail, session):
    code = act(None, request_sign_in_code, ADDRESS)

    assert trail(code) == [Event.SIGN_IN_CODE_REQUESTED]
    kept = select(AuditEntry.facts).where(AuditEntry.subject_id == code.id)
    assert session.scalars(kept).all() == [{}]


@pytest.mark.parametrize("typed", ["", "camille", "camille@", "@exemple.example", "a b@c.example"])
def test_what_is_no_address_is_refused_with_an_example(act, typed):
    with refused(Invalid, "n’est pas complète") as told:
        act(None, request_sign_in_code, typed)

    assert told.fields == {
        "email": "Écrivez une adresse complète, par exemple prenom.nom@exemple.fr."
    }


def test_the_sixth_request_within_a_quarter_of_an_hour_leads_to_the_last_code(act, outbox):
    codes = [act(None, request_sign_in_code, ADDRESS) for _ in range(5)]

    again = act(None, request_sign_in_code, ADDRESS)

    assert again.id == codes[-1].id
    assert len(outbox()) == 5
    other = act(None, request_sign_in_code, "autre@structure-fictive.example")
    assert other.id not in {one.id for one in codes}


def test_once_that_code_no_longer_opens_one_has_to_wait(act, clock):
    for _ in range(5):
        act(None, request_sign_in_code, ADDRESS)
    clock.advance(minutes=11)

    with refused(TooManyTries, "Attendez un quart d’heure"):
        act(None, request_sign_in_code, ADDRESS)

    clock.advance(minutes=4)
    act(None, request_sign_in_code, ADDRESS)


def test_two_who_ask_at_once_have_no_more_than_five_letters_sent(committing):
    for _ in range(4):
        committing.act(None, request_sign_in_code, ADDRESS)

    def ask(work):
        return request_sign_in_code(work, ADDRESS)

    committing.meanwhile((NOBODY, ask), (NOBODY, ask))

    codes = select(func.count()).select_from(SignInCode)
    assert committing.make.desk.scalar(codes) == 5


def test_the_letter_holds_the_digits_and_the_link_and_nothing_is_stored_of_them(
    act, run_jobs, runtime
):
    code = act(None, request_sign_in_code, ADDRESS)

    assert run_jobs() == [Job.MAIL_SIGN_IN_CODE]

    (letter,) = runtime.mailer.sent
    assert letter.to == ADDRESS
    assert six_digits(SECRET, code.id) in letter.text
    assert f"https://alliance-fictive.example/connexion/{code.id}?mot=" in letter.text
