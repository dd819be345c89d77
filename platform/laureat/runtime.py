"""The parts of a running deployment, built once and handed down."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Self
from uuid import UUID

from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from laureat.database.transactions import make_engine, make_sessions
from laureat.domain.actors import Actor
from laureat.domain.clock import Clock, ShiftedClock, system_clock
from laureat.integrations.files import FileStore, ObjectFiles
from laureat.integrations.mail import Mailer, SmtpMailer
from laureat.plugin_host import PluginHost
from laureat.work import Work, unit_of_work

QUEUE = "laureat"
LONG_QUEUE = "laureat-long"


class SettingMissing(Exception):
    """A setting without which the platform cannot start; the message names it and an example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a deployment is told, by environment variables named ``LAUREAT_…``.

    ``public_url`` is a pattern with ``{host}``, such as ``https://{host}``. ``clock_shift`` moves
    the clock of a demonstration, in seconds; production leaves it at 0.
    """

    database_url: str
    operator_url: str
    valkey_url: str
    mail_url: str
    files_url: str
    secret: str
    public_url: str = "https://{host}"
    content_dir: Path = field(default_factory=Path.cwd)
    clock_shift: float = 0.0
    over_tls: bool = True

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the settings.

        Raises:
            SettingMissing: naming the variable and an example of its value.
        """

        def need(name: str, example: str) -> str:
            value = environment.get(f"LAUREAT_{name}")
            if not value:
                msg = f"Set the environment variable LAUREAT_{name}, for example to {example}"
                raise SettingMissing(msg)
            return value

        public_url = environment.get("LAUREAT_PUBLIC_URL", "https://{host}")
        return cls(
            database_url=need("DATABASE_URL", "postgresql+psycopg://laureat_app@db/laureat"),
            operator_url=need("OPERATOR_URL", "postgresql+psycopg://laureat_operator@db/laureat"),
            valkey_url=need("VALKEY_URL", "redis://valkey:6379/0"),
            mail_url=need("MAIL_URL", "smtp://mail:25"),
            files_url=need("FILES_URL", "file:///srv/laureat/files"),
            secret=need("SECRET", "the output of: openssl rand -hex 32"),
            public_url=public_url,
            content_dir=Path(environment.get("LAUREAT_CONTENT_DIR", ".")).resolve(),
            clock_shift=float(environment.get("LAUREAT_CLOCK_SHIFT", "0")),
            over_tls=public_url.startswith("https:"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """All that the doors need: databases, clock, plugins, files, mail, queue."""

    settings: Settings
    sessions: sessionmaker[Session]
    operator_sessions: sessionmaker[Session]
    clock: Clock
    plugins: PluginHost
    files: FileStore
    mailer: Mailer
    queue: Queue

    @contextmanager
    def open_work(
        self, tenant_id: UUID, actor: Actor, *, read_only: bool = False
    ) -> Iterator[Work]:
        """Open a unit of work for a tenant, now."""
        with unit_of_work(
            self.sessions,
            tenant_id=tenant_id,
            actor=actor,
            now=self.clock(),
            read_only=read_only,
        ) as work:
            yield work

    @contextmanager
    def open_operator_work(self, actor: Actor) -> Iterator[Work]:
        """Open a transaction of the operator's role, which sees tenants and the outbox only."""
        with self.operator_sessions.begin() as session:
            yield Work(session, actor, self.clock())

    @property
    def long_queue(self) -> Queue:
        """Give the queue of the jobs that take minutes, which no mail may wait for."""
        return queue_on(self.queue.connection, LONG_QUEUE)

    def close(self) -> None:
        """Close the connections that are kept open between two pieces of work."""
        for sessions in (self.sessions, self.operator_sessions):
            engine = sessions.kw["bind"]
            if isinstance(engine, Engine):
                engine.dispose()
        self.queue.connection.close()

    def address(self, host: str, path: str) -> str:
        """Write the full address of a page of a tenant."""
        return f"{self.settings.public_url.format(host=host)}{path}"


def queue_on(connection: Redis, name: str = QUEUE) -> Queue:
    """Give the queue of jobs; what it holds is plain data, so that reading it runs nothing."""
    return Queue(name, connection=connection, serializer=JSONSerializer)


def build_runtime(settings: Settings) -> Runtime:
    """Build the parts of a deployment; a broken plugin or address stops it here."""
    shift = timedelta(seconds=settings.clock_shift)
    return Runtime(
        settings=settings,
        sessions=make_sessions(make_engine(settings.database_url)),
        operator_sessions=make_sessions(make_engine(settings.operator_url, pool_size=1)),
        clock=ShiftedClock(shift) if shift else system_clock,
        plugins=PluginHost.discover(),
        files=ObjectFiles(settings.files_url),
        mailer=SmtpMailer(settings.mail_url),
        queue=queue_on(Redis.from_url(settings.valkey_url)),
    )
