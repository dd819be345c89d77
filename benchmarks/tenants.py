"""The organisation that a run measures, which gets its place as the operator gives it."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from laureat.configuration.tenants import load_tenant
from laureat.domain.actors import THE_ENGINE
from laureat.runtime import Runtime
from laureat.services.tenants.provision import provision_tenant


@dataclass(frozen=True, slots=True)
class Organisation:
    """A tenant that has its place, and the host under which it is found."""

    id: UUID
    host: str


def provision(runtime: Runtime, path: Path) -> Organisation:
    """Give the tenant of a file its place."""
    told = load_tenant(path)
    with runtime.open_operator_work(THE_ENGINE) as work:
        tenant = provision_tenant(
            work, slug=told.slug, name=told.name, hosts=told.hosts, profile=told.profile
        )
        return Organisation(tenant.id, told.hosts[0])
