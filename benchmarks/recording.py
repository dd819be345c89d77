"""Listens to what the real application asks of PostgreSQL, so that the floor can ask the same."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from flask import Flask
from sqlalchemy import Connection, Engine, event

from benchmarks.asks import Ask

PLACE: Final = re.compile(r"%\((\w+)\)s")
NOT_COUNTED: Final = ("SAVEPOINT", "RELEASE", "ROLLBACK TO")


@dataclass(slots=True)
class Statement:
    """A statement as ``text()`` takes it, its values, and the first row of its answer."""

    sql: str
    parameters: dict[str, Any]
    first: tuple[Any, ...] = ()


@dataclass(slots=True)
class Transaction:
    """The statements between a BEGIN and its COMMIT."""

    read_only: bool = False
    statements: list[Statement] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Tape:
    """One request as the floor replays it: its transactions, then what was answered.

    ``words`` are what is said of the dossier that was recorded before the database is asked;
    ``others`` the same of those on which to replay. What follows from them (ids, keys) the replay
    finds in its own answers.
    """

    transactions: list[Transaction]
    status: int
    content_type: str
    body: str
    location: str
    words: tuple[str, ...] = ()
    others: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def statements(self) -> int:
        """Count what was asked of PostgreSQL, savepoints left out."""
        return sum(
            not one.sql.startswith(NOT_COUNTED)
            for transaction in self.transactions
            for one in transaction.statements
        )


def record(app: Flask, engine: Engine, ask: Ask, *, status: int) -> Tape:
    """Make one request, and keep all that was asked of the database meanwhile."""
    client = app.test_client(use_cookies=False)
    with _listening(engine) as heard:
        answer = client.open(
            ask.path,
            method=ask.method,
            headers=dict(ask.headers),
            data=ask.body.encode(),
            base_url=f"http://{ask.headers['Host']}",
        )
    if answer.status_code != status:
        raise RuntimeError(f"{ask.method} {ask.path}: {answer.status}\n{answer.text[:2_000]}")
    return Tape(
        transactions=heard,
        status=status,
        content_type=answer.mimetype or "",
        body=answer.text,
        location=answer.headers.get("Location", ""),
    )


@contextmanager
def _listening(engine: Engine) -> Iterator[list[Transaction]]:
    heard: list[Transaction] = []

    def begin(_: Connection) -> None:
        heard.append(Transaction())

    def send(connection: Connection, *given: Any) -> None:
        _, sql, parameters, *_ = given
        if not isinstance(parameters, Mapping):
            raise NotImplementedError("a statement was sent with several sets of values")
        options = connection.get_execution_options()
        heard[-1].read_only = bool(options.get("postgresql_readonly"))
        heard[-1].statements.append(Statement(_as_text(sql), dict(parameters)))

    def receive(_: Connection, cursor: Any, *__: Any) -> None:
        if cursor.description is not None and (row := cursor.fetchone()) is not None:
            heard[-1].statements[-1].first = tuple(row)
            cursor.scroll(0, mode="absolute")

    listeners: dict[str, Callable[..., None]] = {
        "begin": begin,
        "before_cursor_execute": send,
        "after_cursor_execute": receive,
    }
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    try:
        yield heard
    finally:
        for name, listener in listeners.items():
            event.remove(engine, name, listener)


def _as_text(sql: str) -> str:
    """Write the driver's places as those of ``text()``."""
    return PLACE.sub(r"(:\1)", sql.replace("\\", "\\\\")).replace("%%", "%")
