"""Sessions that commit into one outer transaction, which the test rolls back.

Each session begins as if on a connection of its own: with its role, and with a tenant only if it
was given one. When it ends, the connection is again as the session around it had left it.
"""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from laureat.embedded.roles import APP

SETTINGS: Final = ("role", "laureat.tenant_id", "laureat.juror_id")

READ = ", ".join(f"coalesce(current_setting('{one}', true), '')" for one in SETTINGS)
WRITE = ", ".join(f"set_config('{one}', %s, true)" for one in SETTINGS)


class SessionOfATest(Session):
    """A session on the connection of the test; ``role`` and ``tenant_id`` stand in its ``info``."""

    def connection(
        self,
        bind_arguments: Any = None,
        execution_options: Any = None,
    ) -> Connection:
        """Read only, if asked for, by a statement: the connection has begun long ago."""
        options = dict(execution_options or {})
        read_only = options.pop("postgresql_readonly", False)
        connection = super().connection(bind_arguments, options or None)
        if read_only:
            _say(connection, "SET TRANSACTION READ ONLY")
        return connection


def sessions_on(
    connection: Connection, *, role: str = APP, tenant_id: UUID | None = None
) -> sessionmaker[Session]:
    """Make sessions of a role on the connection of a test."""
    return sessionmaker(
        connection,
        class_=SessionOfATest,
        join_transaction_mode="create_savepoint",
        expire_on_commit=False,
        info={"role": role, "tenant_id": str(tenant_id or "")},
    )


@event.listens_for(SessionOfATest, "after_begin")
def _begin_afresh(
    session: Session, transaction: SessionTransaction, connection: Connection
) -> None:
    if transaction.nested:
        return
    role = "none" if session.info["role"] == APP else session.info["role"]
    settings = (role, session.info["tenant_id"], "")
    found = _say(connection, f"SELECT {READ}, {WRITE}", *settings)
    session.info["before"] = found[: len(SETTINGS)]
    session.info["connection"] = connection


@event.listens_for(SessionOfATest, "after_transaction_end")
def _leave_as_found(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None and "connection" in session.info:
        _say(session.info.pop("connection"), f"SELECT {WRITE}", *session.info.pop("before"))


def _say(connection: Connection, statement: str, *values: str) -> tuple[Any, ...]:
    """Speak to PostgreSQL past SQLAlchemy, so that no count of questions sees it."""
    cursor = connection.connection.cursor()
    cursor.execute(statement, values)
    found = cursor.fetchone() if cursor.description else ()
    cursor.close()
    return tuple(found or ())
