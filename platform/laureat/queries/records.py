"""Questions about the audit trail and the outbox."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from laureat.models import AuditEntry, OutboxEntry, Person


def trail_of(session: Session, subject_id: UUID) -> Sequence[tuple[AuditEntry, str | None]]:
    """List what happened to a thing, oldest first, with who did it: a name, else an address."""
    who = func.coalesce(func.nullif(Person.name, ""), Person.email)
    return session.execute(
        select(AuditEntry, who)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(AuditEntry.subject_id == subject_id)
        .order_by(AuditEntry.serial, AuditEntry.id)
    ).all()


def outbox_entry_to_do(session: Session, entry_id: UUID) -> OutboxEntry | None:
    """Find a job that is still to be done, and hold it: a second worker waits, then finds none."""
    return session.scalar(
        select(OutboxEntry)
        .where(OutboxEntry.id == entry_id, OutboxEntry.done_at.is_(None))
        .with_for_update()
    )
