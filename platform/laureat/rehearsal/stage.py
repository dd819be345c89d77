"""The deployment of one rehearsal: its own servers, an empty database, a clock that is moved."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg import sql
from redis import Redis
from sqlalchemy import Engine, make_url
from sqlalchemy.orm import Session, sessionmaker

from laureat.configuration.definition import EditionDefinition
from laureat.database.transactions import make_engine, make_sessions
from laureat.domain.actors import THE_ENGINE
from laureat.domain.clock import HeldClock
from laureat.embedded.postgres import EmbeddedPostgres
from laureat.embedded.roles import (
    APP,
    OPERATOR,
    OWNER,
    ROLES,
    create_database,
    create_roles,
    drop_database,
)
from laureat.embedded.valkey import EmbeddedValkey
from laureat.integrations.files import ObjectFiles
from laureat.integrations.mail import RememberingMailer
from laureat.jobs.relay import relay_once
from laureat.jobs.run import run_entry
from laureat.migrations.upgrade import upgrade_to_head
from laureat.plugin_host import PluginHost
from laureat.runtime import Runtime, Settings, queue_on
from laureat.services.tenants.provision import provision_tenant

HOST = "repetition.example"
NEIGHBOUR = "voisin.example"
ACCENT = "#24476b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A running deployment with two organisations: the one that rehearses, and its neighbour."""

    runtime: Runtime
    clock: HeldClock
    mailer: RememberingMailer
    tenant_id: UUID
    neighbour_id: UUID

    def deliver(self) -> int:
        """Do what was asked for and is due, by the relay and the queue; returns how many jobs."""
        done = 0
        while relay_once(self.runtime):
            for job in self.runtime.queue.get_jobs():
                run_entry(self.runtime, UUID(job.kwargs["tenant_id"]), UUID(job.kwargs["entry_id"]))
                job.delete()
                done += 1
        return done


@dataclass(frozen=True, slots=True)
class Urls:
    """Where the database answers, for each role."""

    owner: str
    application: str
    operator: str


@contextmanager
def open_stage(
    folder: Path,
    definition: EditionDefinition,
    *,
    begins_at: datetime,
    plugins: PluginHost,
    server: str | None = None,
) -> Iterator[Stage]:
    """Start all that a rehearsal needs in a folder, and stop it whatever happens.

    ``server`` is the address of a PostgreSQL to use, as its administrator, instead of our own.
    """
    with ExitStack() as stack:
        urls = stack.enter_context(_database(folder / "postgres", server))
        valkey = stack.enter_context(EmbeddedValkey(folder / "valkey", durable=False))
        upgrade_to_head(urls.owner)
        sessions, operator_sessions = (
            stack.enter_context(_sessions(url)) for url in (urls.application, urls.operator)
        )
        redis = stack.enter_context(Redis.from_url(valkey.url))
        clock, mailer = HeldClock(begins_at), RememberingMailer()
        files = f"file://{folder / 'files'}"
        runtime = Runtime(
            settings=_settings(urls, valkey.url, files),
            sessions=sessions,
            operator_sessions=operator_sessions,
            clock=clock,
            plugins=plugins,
            files=ObjectFiles(files),
            mailer=mailer,
            queue=queue_on(redis),
        )
        yield Stage(
            runtime=runtime,
            clock=clock,
            mailer=mailer,
            tenant_id=_provision(runtime, "repetition", definition.contact.name, HOST),
            neighbour_id=_provision(runtime, "voisin", "Organisation voisine", NEIGHBOUR),
        )


@contextmanager
def _database(folder: Path, server: str | None) -> Iterator[Urls]:
    if server is not None:
        with _database_on(server) as urls:
            yield urls
        return
    with EmbeddedPostgres(folder, durable=False) as postgres:
        create_roles(postgres.admin_url, passwords=dict.fromkeys(ROLES, postgres.password))
        create_database(postgres.admin_url, "repetition")
        yield Urls(*(postgres.url(role, "repetition") for role in (OWNER, APP, OPERATOR)))


@contextmanager
def _database_on(server: str) -> Iterator[Urls]:
    """Make a database of our own on somebody's server, and drop it afterwards.

    The roles' passwords there are not ours: we come in as the administrator and become each role.
    """
    name = f"laureat_repetition_{secrets.token_hex(4)}"
    _make_missing_roles(server)
    create_database(server, name)
    try:
        yield Urls(*(_as_role(server, name, role) for role in (OWNER, APP, OPERATOR)))
    finally:
        drop_database(server, name)


def _make_missing_roles(server: str) -> None:
    address = make_url(server).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as admin:
        for role in ROLES:
            known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            if known is None:
                admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))


def _as_role(server: str, database: str, role: str) -> str:
    address = make_url(server).set(drivername="postgresql+psycopg", database=database)
    return address.update_query_dict({"options": f"-c role={role}"}).render_as_string(
        hide_password=False
    )


@contextmanager
def _sessions(url: str) -> Iterator[sessionmaker[Session]]:
    engine: Engine = make_engine(url, pool_size=2)
    try:
        yield make_sessions(engine)
    finally:
        engine.dispose()


def _settings(urls: Urls, valkey_url: str, files_url: str) -> Settings:
    return Settings(
        database_url=urls.application,
        operator_url=urls.operator,
        valkey_url=valkey_url,
        mail_url="",
        files_url=files_url,
        secret=secrets.token_hex(32),
    )


def _provision(runtime: Runtime, slug: str, name: str, host: str) -> UUID:
    profile = {
        "hosts": [host],
        "theme": {"accent": ACCENT},
        "contact": {"email": f"contact@{host}"},
        "mail": {"sender": f"trophees@{host}"},
    }
    with runtime.open_operator_work(THE_ENGINE) as work:
        return provision_tenant(work, slug=slug, name=name, hosts=[host], profile=profile).id
