"""Move what was asked for in transactions to the queue, once it holds and is due."""

import logging
from collections.abc import Callable
from datetime import timedelta

from redis.exceptions import RedisError
from rq import Queue, Retry
from sqlalchemy import or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from laureat.domain.actors import THE_ENGINE
from laureat.domain.jobs import LONG
from laureat.models import OutboxEntry
from laureat.permissions import Permission, require
from laureat.runtime import Runtime

log = logging.getLogger(__name__)

RUN = "laureat.jobs.run.run_outbox_entry"
AT_ONCE = 100
LOST_AFTER = timedelta(minutes=15)
THREE_MORE_TRIES = (10, 60, 600)


def relay_once(runtime: Runtime) -> int:
    """Forward the entries that are due, and those that the queue seems to have lost.

    Returns how many were forwarded. With the queue down nothing is lost: they wait.

    Raises:
        RedisError: the queue does not answer; the transaction is rolled back.
    """
    with runtime.open_operator_work(THE_ENGINE) as work:
        require(work.actor, Permission.PLATFORM_WATCH)
        entries = work.session.scalars(
            select(OutboxEntry)
            .where(
                OutboxEntry.done_at.is_(None),
                OutboxEntry.due_at <= work.now,
                or_(
                    OutboxEntry.forwarded_at.is_(None),
                    OutboxEntry.forwarded_at < work.now - LOST_AFTER,
                ),
            )
            .order_by(OutboxEntry.due_at, OutboxEntry.id)
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        ).all()
        for entry in entries:
            _forward(runtime.long_queue if entry.job in LONG else runtime.queue, entry)
            entry.forwarded_at = work.now
    return len(entries)


def _forward(queue: Queue, entry: OutboxEntry) -> None:
    queue.enqueue_call(
        RUN,
        kwargs={"tenant_id": str(entry.tenant_id), "entry_id": str(entry.id)},
        retry=Retry(max=len(THREE_MORE_TRIES), interval=list(THREE_MORE_TRIES)),
        result_ttl=3600,
        failure_ttl=7 * 24 * 3600,
        description=entry.job,
    )


def relay_until(runtime: Runtime, stopped: Callable[[float], bool], *, pause: float = 0.5) -> None:
    """Relay until told to stop; ``stopped(seconds)`` waits that long and says whether to end."""
    waiting = pause
    while not stopped(waiting):
        try:
            full = relay_once(runtime) == AT_ONCE
        except (RedisError, OperationalError) as error:
            log.warning("what was asked for waits in the outbox: %s", type(error).__name__)
            waiting = 5.0
        else:
            waiting = 0.0 if full else pause


def waiting_entries(session: Session) -> int:
    """Count the entries of all tenants that are not done; for the operator's role."""
    return len(session.scalars(select(OutboxEntry.id).where(OutboxEntry.done_at.is_(None))).all())
