"""The web, for tests that come in by its doors."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from laureat.domain.clock import HeldClock
from laureat.domain.sign_in import SESSION_LIFETIME, digest_of_token, new_token
from laureat.models import Person, WebSession
from laureat.request_work import COOKIE, EXTENSION
from laureat.runtime import Runtime
from tests.acting import look_again
from tests.one_transaction import sessions_on
from tests.servers import ALLIANCE


class ClientAs(Protocol):
    """Gives a browser in which somebody, or nobody (None), is signed in."""

    def __call__(self, person: Person | None, *, host: str = ...) -> FlaskClient:
        """Open the browser on the pages of an organisation, the first one unless told."""
        ...


class Browser(FlaskClient):
    """A client that stays on one host, says that it does, and lets the test see what it changed."""

    host = ALLIANCE.host
    desk: Session | None = None

    def open(self, *given: Any, **named: Any) -> TestResponse:
        """Make a request, as a browser on our own pages does."""
        if self.desk is not None:
            self.desk.flush()
        named.setdefault("base_url", f"https://{self.host}")
        headers = dict(named.pop("headers", None) or {})
        response = super().open(
            *given, **named, headers={"Sec-Fetch-Site": "same-origin", **headers}
        )
        if self.desk is not None:
            look_again(self.desk)
        return response


@pytest.fixture(scope="session")
def doors() -> Callable[[Runtime], Flask]:
    """Make the application at the first need, and then give it another deployment each time."""
    made: list[Flask] = []

    def serve(runtime: Runtime) -> Flask:
        if not made:
            # All the doors are read here, which tests of one layer need not wait for.
            app: Flask = import_module("laureat.app").create_app(runtime)
            app.test_client_class = Browser
            made.append(app)
        made[0].extensions[EXTENSION] = runtime
        return made[0]

    return serve


@pytest.fixture
def app(doors: Callable[[Runtime], Flask], runtime: Runtime) -> Flask:
    """The whole application, on the connection of the test."""
    return doors(runtime)


@pytest.fixture
def client_as(app: Flask, connection: Connection, session: Session, clock: HeldClock) -> ClientAs:
    """Open a browser in which somebody has signed in, in the organisation that knows them."""

    def browser(person: Person | None, *, host: str = ALLIANCE.host) -> FlaskClient:
        client = app.test_client()
        assert isinstance(client, Browser)
        client.host = host
        client.desk = session
        if person is not None:
            session.flush()
            with sessions_on(connection, tenant_id=person.tenant_id).begin() as own:
                token = _signed_in(own, person, clock)
            client.set_cookie(COOKIE, token, domain=host, secure=True)
        return client

    return browser


def _signed_in(session: Session, person: Person, clock: HeldClock) -> str:
    """Write the session of a browser, and give its token."""
    token = new_token()
    now = clock()
    session.add(
        WebSession(
            person_id=person.id,
            token_digest=digest_of_token(token),
            started_at=now,
            expires_at=now + SESSION_LIFETIME,
        )
    )
    return token
