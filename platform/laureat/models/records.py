"""What the platform remembers of its own work: the audit trail, the outbox, the mails sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from laureat.models.base import AppendOnly, Base, TenantOwned


class AuditEntry(AppendOnly, Base):
    """Who did what to which, and when."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject", "tenant_id", "subject_id", "serial"),)

    event: Mapped[str]
    actor_id: Mapped[UUID | None]
    subject: Mapped[str]
    subject_id: Mapped[UUID]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    happened_at: Mapped[datetime]


class OutboxEntry(TenantOwned, Base):
    """A job that was asked for in a transaction. The relay hands it to the queue once it is due.

    Its id is the job's identity: done once, however often the queue delivers it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_waiting", "due_at", postgresql_where=text("done_at is null")),
    )

    job: Mapped[str]
    arguments: Mapped[dict[str, Any]] = mapped_column(default=dict)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    forwarded_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]


class SentMail(AppendOnly, Base):
    """That a mail was sent, to whom and about what; never its body."""

    __tablename__ = "sent_mails"

    outbox_id: Mapped[UUID]
    person_id: Mapped[UUID | None]
    template: Mapped[str]
    sent_at: Mapped[datetime]
