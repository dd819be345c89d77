"""What the operator watches, in the operator's role: organisations, waiting work, versions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from laureat.models import OutboxEntry, Tenant, TenantHost


@dataclass(frozen=True, slots=True)
class TenantWatched:
    """An organisation with its addresses and the work that waits for it."""

    tenant: Tenant
    hosts: tuple[str, ...]
    waiting: int
    oldest: datetime | None


def watched_tenants(session: Session, now: datetime) -> Sequence[TenantWatched]:
    """List the organisations with the work that is due and not done."""
    hosts: defaultdict[UUID, list[str]] = defaultdict(list)
    for one in session.scalars(select(TenantHost).order_by(TenantHost.host)):
        hosts[one.tenant_id].append(one.host)
    due = {
        tenant_id: (count, oldest)
        for tenant_id, count, oldest in session.execute(
            select(OutboxEntry.tenant_id, func.count(), func.min(OutboxEntry.due_at))
            .where(OutboxEntry.done_at.is_(None), OutboxEntry.due_at <= now)
            .group_by(OutboxEntry.tenant_id)
        )
    }
    tenants = session.scalars(select(Tenant).order_by(Tenant.name, Tenant.id))
    return [
        TenantWatched(one, tuple(hosts[one.id]), *due.get(one.id, (0, None))) for one in tenants
    ]


def database_version(session: Session) -> str:
    """Say which PostgreSQL answers."""
    return str(session.scalar(text("SHOW server_version"))).partition(" ")[0]


def migration_of(session: Session) -> str:
    """Say at which migration the database stands."""
    return str(session.scalar(text("SELECT version_num FROM alembic_version")))
