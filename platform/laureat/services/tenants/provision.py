"""Give an organisation its place on the platform."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from laureat.database.transactions import enter_tenant
from laureat.domain.audit import Event
from laureat.domain.errors import Conflict
from laureat.models import Tenant, TenantHost
from laureat.permissions import Permission, require
from laureat.work import Work


def provision_tenant(
    work: Work,
    *,
    slug: str,
    name: str,
    hosts: Sequence[str],
    profile: Mapping[str, object],
    house: bool = False,
) -> Tenant:
    """Create or update a tenant and the host names under which it is found.

    ``work`` is a transaction of the operator's role, the only one that may write tenants. Doing it
    again with the same values changes nothing.

    Raises:
        Conflict: a host is another tenant's.
    """
    require(work.actor, Permission.TENANT_PROVISION)
    tenant = work.session.scalar(select(Tenant).where(Tenant.slug == slug))

    if tenant is None:
        tenant = Tenant(slug=slug, name=name, house=house)
        work.session.add(tenant)
    tenant.name = name
    tenant.profile = dict(profile)
    work.session.flush()
    enter_tenant(work.session, tenant.id)
    _give_hosts(work, tenant, hosts)
    work.record(Event.TENANT_PROVISIONED, tenant, hosts=list(hosts))
    return tenant


def _give_hosts(work: Work, tenant: Tenant, hosts: Sequence[str]) -> None:
    owners = {one.host: one.tenant_id for one in work.session.scalars(select(TenantHost))}
    for host in hosts:
        if owners.get(host, tenant.id) != tenant.id:
            raise Conflict("L’adresse « {host} » est celle d’une autre organisation.", host=host)
        if host not in owners:
            work.session.add(TenantHost(host=host, tenant_id=tenant.id))
