"""Signing in and out."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from laureat.domain.actors import NOBODY
from laureat.domain.audit import Event
from laureat.domain.errors import NotFound, WrongCode
from laureat.domain.sign_in import SESSION_LIFETIME, digest_of_token, link_word, six_digits
from laureat.models import Person, SignInCode, WebSession
from laureat.queries.people import live_session
from laureat.services.people.request_code import request_sign_in_code
from laureat.services.people.sign_in import NewSession, NotSignedIn, sign_in
from laureat.services.people.sign_out import sign_out
from tests.acting import SECRET
from tests.clock import NOON
from tests.refusals import refused

ADDRESS = "camille@structure-fictive.example"


@pytest.fixture
def code(act):
    return act(None, request_sign_in_code, ADDRESS)


def wrong(code):
    """Give six digits that are not the ones."""
    return f"{(int(six_digits(SECRET, code.id)) + 1) % 1_000_000:06d}"


def told(answer):
    """Give the sentence of an attempt that failed."""
    assert isinstance(answer, NotSignedIn)
    assert type(answer.refusal) is WrongCode
    return str(answer.refusal)


def test_the_six_digits_open_a_session_for_somebody_new(act, code, session, trail):
    digits = six_digits(SECRET, code.id)

    opened = act(None, sign_in, code.id, code=f"{digits[:3]} {digits[3:]}")

    assert isinstance(opened, NewSession)
    person = session.scalars(select(Person)).one()
    kept = session.scalars(select(WebSession)).one()
    assert (opened.person.id, person.email) == (person.id, ADDRESS)
    assert (kept.person_id, kept.token_digest, kept.started_at, kept.expires_at) == (
        person.id,
        digest_of_token(opened.token),
        NOON,
        NOON + SESSION_LIFETIME,
    )
    assert trail(person) == [Event.SIGNED_IN]


def test_the_word_of_the_link_opens_one_too(act, code):
    assert isinstance(act(None, sign_in, code.id, code=link_word(SECRET, code.id)), NewSession)


def test_somebody_known_stays_the_same_person(act, code, make):
    known = make.person("Camille Connue", email=ADDRESS)

    opened = act(None, sign_in, code.id, code=six_digits(SECRET, code.id))

    assert opened.person.id == known.id


def test_a_wrong_code_is_counted_and_opens_nothing(act, code, session):
    answer = act(None, sign_in, code.id, code=wrong(code))

    assert "Ce n’est pas le bon code" in told(answer)
    assert session.scalars(select(SignInCode.tries)).all() == [1]
    assert session.scalars(select(WebSession)).all() == []


def test_after_five_wrong_codes_the_right_one_no_longer_opens(act, code):
    for _ in range(5):
        act(None, sign_in, code.id, code=wrong(code))

    assert "Trop d’essais" in told(act(None, sign_in, code.id, code=six_digits(SECRET, code.id)))


@pytest.mark.parametrize("typed", ["é", "\uff11\uff12\uff13\uff14\uff15\uff16", "²²²²²²"])
def test_what_is_no_digit_is_a_wrong_code_too(act, code, session, typed):
    assert "Ce n’est pas le bon code" in told(act(None, sign_in, code.id, code=typed))
    assert session.scalars(select(SignInCode.tries)).all() == [1]


def test_no_code_at_all_is_asked_for_and_spends_no_try(act, code, session):
    assert "Écrivez les six chiffres" in told(act(None, sign_in, code.id, code=" "))
    assert session.scalars(select(SignInCode.tries)).all() == [0]


def test_after_twenty_wrong_codes_in_a_day_only_the_link_opens(act, clock):
    for _ in range(4):
        clock.advance(hours=1)
        code = act(None, request_sign_in_code, ADDRESS)
        for _ in range(5):
            act(None, sign_in, code.id, code=wrong(code))
    code = act(None, request_sign_in_code, ADDRESS)

    answer = act(None, sign_in, code.id, code=six_digits(SECRET, code.id))
    assert "Ouvrez le lien du dernier message reçu" in told(answer)
    assert isinstance(act(None, sign_in, code.id, code=link_word(SECRET, code.id)), NewSession)


def test_a_code_serves_once(act, code):
    act(None, sign_in, code.id, code=six_digits(SECRET, code.id))

    again = act(None, sign_in, code.id, code=six_digits(SECRET, code.id))

    assert "déjà servi" in told(again)


@pytest.mark.parametrize(
    ("late", "opens"),
    [(timedelta(minutes=10), True), (timedelta(minutes=10, microseconds=1), False)],
)
def test_a_code_expires_after_ten_minutes(act, code, clock, late, opens):
    clock.move_to(NOON + late)

    answer = act(None, sign_in, code.id, code=six_digits(SECRET, code.id))

    assert isinstance(answer, NewSession) is opens
    if not opens:
        assert "a expiré" in told(answer)


def test_the_code_of_another_server_opens_nothing(act, code):
    answer = act(None, sign_in, code.id, code=six_digits("another secret", code.id))

    assert "Ce n’est pas le bon code" in told(answer)


def test_a_request_that_was_never_made_is_not_found(act):
    with refused(NotFound, "demandez un nouveau code"):
        act(None, sign_in, uuid4(), code="000000")


def test_a_request_made_elsewhere_is_not_found(act, rival):
    with rival() as theirs:
        code = theirs.act(None, request_sign_in_code, ADDRESS)

    with refused(NotFound, "n’existe plus"):
        act(None, sign_in, code.id, code=six_digits(SECRET, code.id))


def test_a_session_ends_after_twelve_hours(act, code, session, clock):
    opened = act(None, sign_in, code.id, code=six_digits(SECRET, code.id))
    digest = digest_of_token(opened.token)

    assert live_session(session, digest, NOON + timedelta(hours=12, seconds=-1)) is not None
    assert live_session(session, digest, NOON + timedelta(hours=12)) is None


def test_signing_out_ends_the_session_once(act, code, session, trail):
    opened = act(None, sign_in, code.id, code=six_digits(SECRET, code.id))

    act(opened.person, sign_out, opened.token)
    act(opened.person, sign_out, opened.token)

    ended = session.scalars(select(WebSession)).one()
    assert ended.ended_at == NOON
    assert live_session(session, digest_of_token(opened.token), NOON) is None
    assert trail(ended) == [Event.SIGNED_OUT]


def test_two_codes_of_one_address_used_at_once_make_one_person(committing):
    act = committing.act
    codes = [act(None, request_sign_in_code, ADDRESS) for _ in range(2)]

    def enter(code):
        digits = six_digits(SECRET, code.id)
        parts = {"secret": SECRET, "plugins": act.parts["plugins"]}
        return NOBODY, lambda work: sign_in(work, code.id, code=digits, **parts)

    second = committing.meanwhile(enter(codes[0]), enter(codes[1]))

    assert isinstance(second, NewSession)
    (person,) = committing.make.desk.scalars(select(Person))
    assert second.person.id == person.id
