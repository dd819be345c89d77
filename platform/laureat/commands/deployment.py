"""The deployment that the environment describes, and one tenant of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import select

from laureat.commands.mistakes import Mistake
from laureat.domain.actors import THE_ENGINE
from laureat.models import Tenant
from laureat.runtime import Runtime, Settings, build_runtime

tenant_option = click.option(
    "--tenant", "slug", required=True, metavar="SLUG", help="The organisation, by its short name."
)


def settings_here() -> Settings:
    """Read the settings from the environment; a number that is none is a mistake."""
    try:
        return Settings.from_environment()
    except ValueError as error:
        raise Mistake(f"LAUREAT_CLOCK_SHIFT is a number of seconds: {error}.") from error


@contextmanager
def deployment() -> Iterator[Runtime]:
    """Build the deployment for a block; an address that cannot be read is a mistake."""
    settings = settings_here()
    try:
        runtime = build_runtime(settings)
    except ValueError as error:
        raise Mistake(f"One of the addresses in LAUREAT_… cannot be used: {error}") from error
    try:
        yield runtime
    finally:
        runtime.close()


def tenants_of(runtime: Runtime) -> list[Tenant]:
    """List the organisations by their short names."""
    with runtime.open_operator_work(THE_ENGINE) as work:
        return list(work.session.scalars(select(Tenant).order_by(Tenant.slug)))


def tenant_called(runtime: Runtime, slug: str) -> Tenant:
    """Find an organisation by its short name, or say which there are."""
    known = tenants_of(runtime)
    for tenant in known:
        if tenant.slug == slug:
            return tenant
    names = ", ".join(tenant.slug for tenant in known) or "none yet; see laureat tenant provision"
    raise Mistake(f"No organisation is called “{slug}” here. There are: {names}.")
