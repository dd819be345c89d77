"""Questions about tenants, which the door asks before it has entered one."""

from collections.abc import Sequence

from sqlalchemy import Text, bindparam, cast, func, select
from sqlalchemy.orm import Session

from laureat.models import Tenant, TenantHost
from laureat.queries.found import found

_UNTIL_THE_END = True  # of the transaction: set_config's third argument
_ENTERED = func.set_config("laureat.tenant_id", cast(Tenant.id, Text), _UNTIL_THE_END)

# Asked at every request, so it is put together once.
TENANT_OF_HOST = (
    select(Tenant, _ENTERED)
    .join(TenantHost, TenantHost.tenant_id == Tenant.id)
    .where(TenantHost.host == bindparam("host"))
)


def enter_tenant_of_host(session: Session, host: str) -> Tenant:
    """Enter the tenant that a host name belongs to, in one question.

    Raises:
        NotFound: no tenant has this host.
    """
    row = session.execute(TENANT_OF_HOST, {"host": host.lower()}).first()
    tenant: Tenant | None = row[0] if row else None
    return found(tenant, "Aucun organisateur n’est connu à cette adresse : vérifiez-la.")


def tenant_by_slug(session: Session, slug: str) -> Tenant:
    """Fetch a tenant by its slug."""
    return found(
        session.scalar(select(Tenant).where(Tenant.slug == slug)),
        "Aucun organisateur n’a ce nom court.",
    )


def all_tenants(session: Session) -> Sequence[Tenant]:
    """List the organisations on the platform by name."""
    return session.scalars(select(Tenant).order_by(Tenant.name, Tenant.id)).all()
