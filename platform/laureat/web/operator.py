"""The operator's page: organisations, waiting work, and whether the parts answer."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from platform import python_version

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from laureat.database.transactions import only_read
from laureat.permissions import Permission, require
from laureat.queries.platform import (
    TenantWatched,
    database_version,
    migration_of,
    watched_tenants,
)
from laureat.request_work import current_runtime, request_reading
from laureat.runtime import Runtime
from laureat.web.panels import Panel, Tone
from laureat.web.presentation import long_instant
from laureat.web.words import _, ngettext

blueprint = Blueprint("operator", __name__)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the platform, and whether it answers."""

    name: str
    said: str
    well: bool


@blueprint.get("/exploitation")
def index() -> ResponseReturnValue:
    """Show how the platform is."""
    runtime = current_runtime()
    with request_reading() as work:
        require(work.actor, Permission.PLATFORM_WATCH)
    with _watching(runtime) as session:
        tenants = watched_tenants(session, work.now)
    parts = [
        _look(_("Base de données"), _database, runtime),
        _look(_("File d’attente"), _queue, runtime),
    ]
    return render_template(
        "operator/index.html.jinja",
        panel=_panel(tenants, parts),
        tenants=tenants,
        parts=parts,
        versions=[
            ("Lauréat", version("laureat")),
            (_("Python"), python_version()),
            (_("Migration de la base"), _migration(runtime)),
        ],
    )


@contextmanager
def _watching(runtime: Runtime) -> Iterator[Session]:
    """Open a transaction of the operator's role that only reads."""
    with runtime.operator_sessions.begin() as session:
        only_read(session)
        yield session


def _look(name: str, ask: Callable[[Runtime], str], runtime: Runtime) -> Part:
    """Ask a part how it is; one that does not answer must not hide the others."""
    try:
        return Part(name, ask(runtime), well=True)
    except (SQLAlchemyError, RedisError, OSError):
        return Part(name, _("ne répond pas"), well=False)


def _database(runtime: Runtime) -> str:
    with _watching(runtime) as session:
        return _("répond (PostgreSQL %(version)s)", version=database_version(session))


def _migration(runtime: Runtime) -> str:
    with _watching(runtime) as session:
        return migration_of(session)


def _queue(runtime: Runtime) -> str:
    waiting = runtime.queue.count
    return ngettext(
        "répond, %(num)s tâche dans la file", "répond, %(num)s tâches dans la file", waiting
    )


def _panel(tenants: Sequence[TenantWatched], parts: Sequence[Part]) -> Panel:
    silent = [one.name for one in parts if not one.well]
    if silent:
        return Panel(
            sentence=_("Une partie de la plateforme ne répond pas."),
            missing=tuple(silent),
            tone=Tone.STOP,
        )
    waiting = sum(one.waiting for one in tenants)
    oldest = min((one.oldest for one in tenants if one.oldest), default=None)
    if oldest is None:
        return Panel(sentence=_("Tout répond ; aucun travail n’attend."), tone=Tone.DONE)
    return Panel(
        sentence=ngettext(
            "Tout répond ; %(num)s tâche attend depuis le %(since)s.",
            "Tout répond ; %(num)s tâches attendent, la plus ancienne depuis le %(since)s.",
            waiting,
            since=long_instant(oldest),
        ),
        tone=Tone.TODO,
    )
