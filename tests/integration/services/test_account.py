"""One's own account: one's name, and where one is signed in."""

import pytest
from sqlalchemy import select

from laureat.domain.audit import Event
from laureat.domain.errors import Invalid, NotFound, SignInNeeded
from laureat.domain.sign_in import six_digits
from laureat.models import WebSession
from laureat.queries.people import sessions_of
from laureat.services.people.end_other_sessions import end_other_sessions
from laureat.services.people.end_session import end_session
from laureat.services.people.request_code import request_sign_in_code
from laureat.services.people.say_name import say_name
from laureat.services.people.sign_in import sign_in
from tests.acting import SECRET
from tests.refusals import refused


@pytest.fixture
def sign(act, session):
    """Sign somebody in, and give the token with its session."""

    def sign(person):
        code = act(None, request_sign_in_code, person.email)
        token = act(None, sign_in, code.id, code=six_digits(SECRET, code.id)).token
        latest = select(WebSession).order_by(WebSession.started_at.desc(), WebSession.id.desc())
        return token, session.scalars(latest.where(WebSession.person_id == person.id)).first()

    return sign


@pytest.fixture
def still_open(session, clock):
    """Give the ids of somebody's open sessions."""
    return lambda person: {one.id for one in sessions_of(session, person.id, clock())}


def test_one_says_ones_name(act, make, trail):
    person = make.person("")

    act(person, say_name, "  Camille \u00a0 Exemple\n")

    assert person.name == "Camille Exemple"
    assert trail(person) == [Event.PERSON_NAMED]


def test_the_same_name_again_changes_nothing(act, make, trail):
    person = make.person("Camille Exemple")

    act(person, say_name, "Camille Exemple")

    assert trail(person) == []


@pytest.mark.parametrize(
    ("name", "sentence", "remedy"),
    [
        (" \n ", "Le nom manque", "Écrivez votre prénom et votre nom."),
        ("C\u200b", "ne peut pas être utilisé", "Ce nom contient un caractère invisible"),
        ("C" * 101, "ne peut pas être utilisé", "Écrivez un nom de cent caractères au plus."),
        ("Gagnez sur www.exemple.fr", "ne peut pas être utilisé", "sans adresse"),
    ],
)
def test_a_name_that_is_none_is_refused(act, make, name, sentence, remedy):
    person = make.person("Camille Exemple")

    with refused(Invalid, sentence) as told:
        act(person, say_name, name)

    assert remedy in told.fields["name"]
    assert person.name == "Camille Exemple"


def test_nobody_has_no_name_to_say(act):
    with refused(SignInNeeded, "Connectez-vous"):
        act(None, say_name, "Personne")


def test_a_session_is_ended_from_another_one(act, make, sign, still_open, clock, trail):
    person = make.person()
    _token, first = sign(person)
    clock.advance(hours=1)
    _token, second = sign(person)

    act(person, end_session, first.id)
    act(person, end_session, first.id)

    assert still_open(person) == {second.id}
    assert first.ended_at == clock()
    assert trail(first) == [Event.SIGNED_OUT]


def test_the_session_of_somebody_else_does_not_exist(act, make, sign, still_open):
    person = make.person()
    _token, theirs = sign(person)

    for stranger in (make.person(), make.organiser):
        with refused(NotFound, "Il n’y a rien à cette adresse"):
            act(stranger, end_session, theirs.id)

    assert still_open(person) == {theirs.id}


def test_one_signs_out_everywhere_else(act, make, sign, still_open, clock):
    person, other = make.person(), make.person()
    sign(person)
    _token, theirs = sign(other)
    clock.advance(hours=1)
    token, kept = sign(person)

    assert act(person, end_other_sessions, token) == 1
    assert act(person, end_other_sessions, token) == 0

    assert still_open(person) == {kept.id}
    assert still_open(other) == {theirs.id}
