"""One unit of work: a transaction, who asked for it, when, and what follows once it holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session, sessionmaker

from laureat.database.transactions import read_as_juror, tenant_transaction
from laureat.domain.actors import Actor
from laureat.domain.audit import Event
from laureat.domain.jobs import Job
from laureat.models import AuditEntry, OutboxEntry, Tenant, TenantOwned


@dataclass(frozen=True, slots=True)
class Work:
    """What every service is given first. Whoever sits on a jury reads behind the jury's wall."""

    session: Session
    actor: Actor
    now: datetime

    def __post_init__(self) -> None:
        """Tell PostgreSQL that a juror reads, whichever door they came in by."""
        if self.actor.reads_as_juror:
            read_as_juror(self.session, self.actor.person_id)

    @property
    def person_id(self) -> UUID:
        """Give the person who acts; ValueError when the engine or nobody does."""
        if self.actor.person_id is None:
            msg = "this act needs a person"
            raise ValueError(msg)
        return self.actor.person_id

    @contextmanager
    def beyond_the_wall(self) -> Iterator[None]:
        """Let the engine read for itself what a juror's act makes it work out, and say nothing."""
        if not self.actor.reads_as_juror:
            yield
            return
        read_as_juror(self.session, None)
        yield
        self.session.flush()
        read_as_juror(self.session, self.actor.person_id)

    def record(self, event: Event, subject: TenantOwned | Tenant, **facts: object) -> None:
        """Remember who did what to which, in the transaction that does it."""
        self.session.flush()
        self.session.add(
            AuditEntry(
                event=event,
                actor_id=self.actor.person_id,
                subject=type(subject).__name__,
                subject_id=subject.id,
                facts=facts,
                happened_at=self.now,
            )
        )

    def afterwards(self, job: Job, *, due_at: datetime | None = None, **arguments: UUID) -> None:
        """Ask for a job in the same transaction: it exists if, and only if, the commit does.

        It is done at once, or at ``due_at``.
        """
        self.session.flush()
        self.session.add(
            OutboxEntry(
                job=job.value,
                arguments={name: str(value) for name, value in arguments.items()},
                asked_at=self.now,
                due_at=due_at or self.now,
            )
        )


@contextmanager
def unit_of_work(
    sessions: sessionmaker[Session],
    *,
    tenant_id: UUID,
    actor: Actor,
    now: datetime,
    read_only: bool = False,
) -> Iterator[Work]:
    """Open a transaction for an edge: a request, a job, a command."""
    with tenant_transaction(sessions, tenant_id, read_only=read_only) as session:
        yield Work(session, actor, now)
