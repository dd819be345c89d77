"""Questions about tenants, which the door asks before it has entered one."""

from collections.abc import Sequence

from sqlalchemy import Text, bindparam, cast, func, select
from sqlalchemy.orm import Session

from laureat.models import Tenant, TenantHost
from laureat.queries.found import found

_UNTIL_THE_END = True  # of the transaction: set_config's third argument
_TENANTS, _HOSTS = Tenant.__table__.c, TenantHost.__table__.c

# Asked at every request, so it is put together once; of the tables, as no request changes a tenant.
TENANT_OF_HOST = select(
    _TENANTS.id,
    _TENANTS.slug,
    _TENANTS.name,
    _TENANTS.house,
    _TENANTS.profile,
    func.set_config("laureat.tenant_id", cast(_TENANTS.id, Text), _UNTIL_THE_END),
).where(_HOSTS.host == bindparam("host"), _HOSTS.tenant_id == _TENANTS.id)


def enter_tenant_of_host(session: Session, host: str) -> Tenant:
    """Enter the tenant that a host name belongs to, in one question; it is given to be read only.

    Raises:
        NotFound: no tenant has this host.
    """
    row = session.execute(TENANT_OF_HOST, {"host": host.lower()}).first()
    known = found(row, "Aucun organisateur n’est connu à cette adresse : vérifiez-la.")
    return Tenant(
        id=known.id, slug=known.slug, name=known.name, house=known.house, profile=known.profile
    )


def tenant_by_slug(session: Session, slug: str) -> Tenant:
    """Fetch a tenant by its slug."""
    return found(
        session.scalar(select(Tenant).where(Tenant.slug == slug)),
        "Aucun organisateur n’a ce nom court.",
    )


def all_tenants(session: Session) -> Sequence[Tenant]:
    """List the organisations on the platform by name."""
    return session.scalars(select(Tenant).order_by(Tenant.name, Tenant.id)).all()
