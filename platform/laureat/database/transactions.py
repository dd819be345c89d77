"""The one way to talk to the database: inside a transaction that has entered a tenant."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Engine, Text, bindparam, create_engine, func, select
from sqlalchemy.orm import Session, sessionmaker

_UNTIL_THE_END = True  # of the transaction: set_config's third argument

# Every transaction begins with it, so it is put together once.
_ENTER = select(
    func.set_config("laureat.tenant_id", bindparam("tenant_id", type_=Text()), _UNTIL_THE_END)
)


def make_engine(url: str, *, pool_size: int = 5) -> Engine:
    """Make an engine; ``url`` is ``postgresql+psycopg://role:password@host:port/database``.

    Errors name the statement and never its values, which are people's: errors end up in logs.
    """
    return create_engine(
        url, pool_size=pool_size, max_overflow=5, pool_pre_ping=True, hide_parameters=True
    )


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Make sessions whose rows can still be presented after the commit."""
    return sessionmaker(engine, expire_on_commit=False)


@contextmanager
def tenant_transaction(
    sessions: sessionmaker[Session], tenant_id: UUID, *, read_only: bool = False
) -> Iterator[Session]:
    """Commit on the way out, roll back on an error, and see one tenant's rows in between."""
    with sessions.begin() as session:
        if read_only:
            only_read(session)
        enter_tenant(session, tenant_id)
        yield session


def only_read(session: Session) -> None:
    """Begin the transaction as one that PostgreSQL lets write nothing. Comes first in it."""
    session.connection(execution_options={"postgresql_readonly": True})


def enter_tenant(session: Session, tenant_id: UUID) -> None:
    """Tell PostgreSQL which tenant this transaction, and only this one, works for."""
    session.execute(_ENTER, {"tenant_id": str(tenant_id)})


def read_as_juror(session: Session, person_id: UUID | None) -> None:
    """Put the jury's wall around a transaction; with nobody, take it away again.

    Behind it a person reads the dossiers of their open seats, what their own structures wrote, and
    nothing else that a candidate wrote.
    """
    reader = str(person_id) if person_id else ""
    session.execute(select(func.set_config("laureat.reader_id", reader, _UNTIL_THE_END)))
