"""What a test of concurrency is given: real connections, and commits that others see."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.orm import Session, sessionmaker

from laureat.domain.actors import Actor
from laureat.models import Person
from laureat.queries.people import actor_of
from laureat.work import Work
from tests.acting import Acting, look_again
from tests.make import Make

ENTER = text("SELECT set_config('laureat.tenant_id', :tenant, true)")


Deed: TypeAlias = Callable[[Work], Any]

A_MOMENT: Final = 0.3  # seconds in which the second of two deeds gets as far as it can


@dataclass(frozen=True, slots=True, kw_only=True)
class Committing:
    """``make`` and ``act`` in a database where everything commits, and its engine."""

    make: Make
    act: Acting
    engine: Engine

    def actor(self, person: Person) -> Actor:
        """Say all that a person stands for."""
        return actor_of(self.make.desk, person)

    def meanwhile(self, first: tuple[Actor, Deed], second: tuple[Actor, Deed]) -> Any:
        """Do the second deed while the first is done but not committed; give what comes of it.

        The second either goes through or waits for the first, on a connection of its own. A refusal
        of it is raised.
        """
        self.make.desk.commit()
        with ThreadPoolExecutor(1) as elsewhere:
            with self._work(first[0]) as work:
                first[1](work)
                awaited = elsewhere.submit(self._do, *second)
                wait([awaited], A_MOMENT)
            outcome = awaited.exception(10) or awaited.result()
        look_again(self.make.desk)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def _do(self, actor: Actor, deed: Deed) -> Any:
        with self._work(actor) as work:
            return deed(work)

    @contextmanager
    def _work(self, actor: Actor) -> Iterator[Work]:
        with self.act.sessions.begin() as session:
            yield Work(session, actor, self.act.clock())


class SessionInATenant(Session):
    """A session that enters its tenant each time it begins."""


def tenant_sessions(engine: Engine, tenant_id: UUID) -> sessionmaker[Session]:
    """Make sessions that stay in a tenant from one transaction to the next."""
    return sessionmaker(
        engine, class_=SessionInATenant, expire_on_commit=False, info={"tenant_id": tenant_id}
    )


@event.listens_for(SessionInATenant, "after_begin")
def _enter(session: Session, _: Any, connection: Connection) -> None:
    connection.execute(ENTER, {"tenant": str(session.info["tenant_id"])})
