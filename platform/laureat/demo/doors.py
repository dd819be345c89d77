"""How each persona of the demonstration comes in: a sign-in request whose link works once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from sqlalchemy import func, select

from laureat.demo.story.reading import Persona, chapters
from laureat.domain.actors import THE_ENGINE
from laureat.domain.sign_in import link_word
from laureat.models import AuditEntry, SignInCode, Tenant, TenantHost
from laureat.runtime import Runtime

LIFETIME = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where a persona comes in. ``email`` is empty for the public, who need not sign in."""

    role: str
    name: str
    email: str
    shows: str
    address: str


def doors(runtime: Runtime) -> Iterator[Door]:
    """Open the doors of those who are there by now, with links that stay good for a month."""
    for chapter in chapters():
        tenant = _tenant_at(runtime, chapter.host)
        for persona in chapter.personas:
            if persona.since > runtime.clock():
                continue
            path = _link(runtime, tenant, persona) if persona.email else persona.lands
            yield Door(
                role=persona.role,
                name=persona.name,
                email=persona.email,
                shows=persona.shows,
                address=runtime.address(chapter.host, path),
            )


def _link(runtime: Runtime, tenant: Tenant, persona: Persona) -> str:
    """Ask for a code in somebody's name, and write the link that would be mailed to them."""
    with runtime.open_work(tenant.id, THE_ENGINE) as work:
        code = SignInCode(
            email=persona.email,
            requested_at=work.now,
            expires_at=work.now + LIFETIME,
        )
        work.session.add(code)
        work.session.flush()
    word = link_word(runtime.settings.secret, code.id)
    return f"/connexion/{code.id}?{urlencode({'mot': word, 'suite': persona.lands}, safe='/')}"


def latest_act(runtime: Runtime) -> datetime | None:
    """Give the moment of the last thing that anybody did here."""
    latest = []
    with runtime.open_operator_work(THE_ENGINE) as work:
        tenants = list(work.session.scalars(select(Tenant.id)))
    for tenant_id in tenants:
        with runtime.open_work(tenant_id, THE_ENGINE, read_only=True) as work:
            latest.append(work.session.scalar(select(func.max(AuditEntry.happened_at))))
    return max((at for at in latest if at is not None), default=None)


def _tenant_at(runtime: Runtime, host: str) -> Tenant:
    with runtime.open_operator_work(THE_ENGINE) as work:
        return work.session.scalars(
            select(Tenant)
            .join(TenantHost, TenantHost.tenant_id == Tenant.id)
            .where(TenantHost.host == host)
        ).one()
