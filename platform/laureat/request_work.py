"""The unit of work of a request: the tenant of its host, the person of its session."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import current_app, g, request
from sqlalchemy.orm import Session

from laureat.database.transactions import only_read
from laureat.domain.actors import NOBODY, Actor, Role
from laureat.domain.sign_in import digest_of_token
from laureat.models import Tenant
from laureat.queries.people import actor_of, person_of_session
from laureat.queries.tenants import enter_tenant_of_host
from laureat.runtime import Runtime
from laureat.work import Work

COOKIE = "laureat_session"
EXTENSION = "laureat"


def current_runtime() -> Runtime:
    """Give the deployment that serves this request."""
    runtime: Runtime = current_app.extensions[EXTENSION]
    return runtime


def current_tenant() -> Tenant:
    """Give the tenant of this request, once its work was opened."""
    tenant: Tenant = g.tenant
    return tenant


def current_actor() -> Actor:
    """Give who asks, once the work was opened; nobody before."""
    actor: Actor = g.get("actor", NOBODY)
    return actor


def session_token() -> str:
    """Give the token that the request shows: a bearer's, else the cookie's; empty when none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return request.cookies.get(COOKIE, "")


@contextmanager
def request_work() -> Iterator[Work]:
    """Open the transaction of a request that changes something."""
    runtime = current_runtime()
    with runtime.sessions.begin() as session:
        yield _entered(runtime, session)


@contextmanager
def request_reading() -> Iterator[Work]:
    """Open the transaction of a request that only reads: PostgreSQL refuses any write in it."""
    runtime = current_runtime()
    with runtime.sessions.begin() as session:
        only_read(session)
        yield _entered(runtime, session)


def _entered(runtime: Runtime, session: Session) -> Work:
    now = runtime.clock()
    g.tenant = enter_tenant_of_host(session, request.host.partition(":")[0])
    token = session_token()
    person = person_of_session(session, digest_of_token(token), now) if token else None
    actor = actor_of(session, person)
    g.actor = actor if g.tenant.house else _without_operator(actor)
    return Work(session, g.actor, now)


def _without_operator(actor: Actor) -> Actor:
    """Drop a role that counts only in the operator's own tenant."""
    if Role.OPERATOR not in actor.roles:
        return actor
    return replace(actor, roles=actor.roles - {Role.OPERATOR})
