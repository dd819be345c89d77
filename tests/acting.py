"""How a test lets somebody act: one transaction an act, as behind a door of the platform."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy.orm import Session, object_mapper, sessionmaker

from laureat.database.transactions import read_as_juror
from laureat.domain.actors import NOBODY, Actor
from laureat.domain.clock import Clock
from laureat.models import Person
from laureat.queries.people import actor_of
from laureat.work import Work

SECRET: Final = "a secret of the tests only"

Who: TypeAlias = Person | Actor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Lets people do verbs: ``act(organiser, screen_candidature, dossier.id, verdict=…)``.

    Each act has a session of its own in the tenant, which commits, or rolls back when the act is
    refused. The verb is given the parts it needs (plugins, files, secret) where the test says
    nothing of them. What the test holds in its own session then shows what has become of it.
    """

    sessions: sessionmaker[Session]
    clock: Clock
    parts: Mapping[str, Any]
    desk: Session
    hand_over: Callable[[], None]

    def __call__(self, who: Who, verb: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        """Do one verb as somebody, and give what it gives."""
        wanted = inspect.signature(verb).parameters
        parts = {name: part for name, part in self.parts.items() if name in wanted}
        with self.work(who) as work:
            return verb(work, *given, **{**parts, **named})

    @contextmanager
    def work(self, who: Who) -> Iterator[Work]:
        """Open the unit of work of a person, with all they stand for, of an actor, or of nobody."""
        self.hand_over()
        try:
            with self.sessions.begin() as session:
                yield Work(session, actor_in(session, who), self.clock())
        finally:
            look_again(self.desk)


def actor_in(session: Session, who: Who) -> Actor:
    """Say in whose name somebody acts."""
    if who is None:
        return NOBODY
    return who if isinstance(who, Actor) else actor_of(session, who)


def look_again(desk: Session) -> None:
    """Let every row that the test holds be read anew when it is next looked at, and by the test.

    Acts of a test may share its transaction: whoever has just acted may have been a juror.
    """
    read_as_juror(desk, None)
    for row in desk:
        desk.expire(row, columns_of(row))


def columns_of(row: object) -> list[str]:
    """Name the attributes of a row that are columns."""
    return object_mapper(row).column_attrs.keys()
