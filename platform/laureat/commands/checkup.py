"""What the doctor looks at, part by part; each check says how it is, or raises what is wrong."""

import smtplib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from uuid import UUID

from alembic.script import ScriptDirectory
from redis.exceptions import RedisError
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from laureat.integrations.files import FileMissing, FilesUnavailable
from laureat.migrations.upgrade import alembic_config
from laureat.models import OutboxEntry
from laureat.runtime import Runtime

NOBODYS = UUID(int=0)
LATE = timedelta(minutes=5)
PATIENCE_IN_SECONDS = 5
MAIL_PORTS = {"smtp": 25, "smtps": 465}


class Wrong(Exception):
    """Something is not as it should be; the message says what, and what to do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part is."""

    part: str
    well: bool
    sentence: str

    def plain(self) -> dict[str, Any]:
        """Give it as plain data."""
        return asdict(self)


Check: TypeAlias = Callable[[Runtime], str]


def looked_at(check: tuple[str, Check], runtime: Runtime) -> Finding:
    """Make one check; a part that does not answer is wrong, and the next is still looked at."""
    part, look = check
    try:
        return Finding(part, well=True, sentence=look(runtime))
    except Wrong as wrong:
        return Finding(part, well=False, sentence=str(wrong))
    except (SQLAlchemyError, RedisError, OSError, FilesUnavailable) as error:
        first = str(getattr(error, "orig", error)).strip().partition("\n")[0]
        return Finding(part, well=False, sentence=f"it does not answer ({first}).")


def database(runtime: Runtime) -> str:
    """Reach the database as the application."""
    with runtime.sessions.begin() as session:
        version = session.scalars(text("SHOW server_version")).one()
    return f"PostgreSQL {version.partition(' ')[0]} answers."


def wall(runtime: Runtime) -> str:
    """See that neither role gets past row-level security, and that neither owns a table."""
    for sessions in (runtime.sessions, runtime.operator_sessions):
        _require_modest(sessions)
    return "neither role owns a table or passes the wall between organisations."


def _require_modest(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        name, strong, owned = session.execute(
            text(
                "SELECT rolname, rolsuper OR rolbypassrls, (SELECT count(*) FROM pg_class"
                " WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p'))"
                " FROM pg_roles WHERE rolname = current_user"
            )
        ).one()
    if strong:
        raise Wrong(f"the role {name} passes the wall: ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS.")
    if owned:
        raise Wrong(f"the role {name} owns {owned} tables: give them to the owner's role.")


def migrations(runtime: Runtime) -> str:
    """See that the database stands at the migration that the program was written for."""
    head = ScriptDirectory.from_config(alembic_config("")).get_current_head()
    with runtime.sessions.begin() as session:
        here = session.scalar(text("SELECT version_num FROM alembic_version"))
    if here != head:
        raise Wrong(f"the database stands at {here}, the program needs {head}: laureat migrate.")
    return f"the database stands at {here}."


def queue(runtime: Runtime) -> str:
    """Reach Valkey, and count what waits and what works."""
    runtime.queue.connection.ping()
    return f"Valkey answers; {runtime.queue.count} jobs wait."


def outbox(runtime: Runtime) -> str:
    """See that what was asked for does not wait long after it is due."""
    now = runtime.clock()
    with runtime.operator_sessions.begin() as session:
        waiting, oldest = session.execute(
            select(func.count(), func.min(OutboxEntry.due_at)).where(
                OutboxEntry.done_at.is_(None), OutboxEntry.due_at <= now
            )
        ).one()
    if waiting and now - oldest > LATE:
        minutes = int((now - oldest).total_seconds() // 60)
        raise Wrong(
            f"{waiting} jobs wait, the oldest for {minutes} minutes: see that a worker and a relay"
            " run."
        )
    return f"{waiting} jobs are due and not done."


def files(runtime: Runtime) -> str:
    """Keep a small file, read it again, and forget it."""
    stored = runtime.files.put(b"doctor", tenant_id=NOBODYS, media_type="text/plain")
    try:
        same = runtime.files.get(stored.key, tenant_id=NOBODYS) == b"doctor"
    except FileMissing as missing:
        raise Wrong("what was just kept is not there: look at the store's settings.") from missing
    runtime.files.delete(stored.key, tenant_id=NOBODYS)
    if not same:
        raise Wrong("what was just kept came back changed: look at the store.")
    return "the store keeps, gives back and forgets."


def mail(runtime: Runtime) -> str:
    """Greet the mail server, and send nothing."""
    parts = urlsplit(runtime.settings.mail_url)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    port = parts.port or MAIL_PORTS[parts.scheme]
    with kind(parts.hostname or "", port, timeout=PATIENCE_IN_SECONDS) as server:
        server.noop()
    return "the mail server answers."


CHECKS: tuple[tuple[str, Check], ...] = (
    ("database", database),
    ("roles", wall),
    ("migrations", migrations),
    ("queue", queue),
    ("outbox", outbox),
    ("files", files),
    ("mail", mail),
)
