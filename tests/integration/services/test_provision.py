"""Giving an organisation its place, in the operator's role."""

import pytest
from sqlalchemy import select

from laureat.domain.actors import NOBODY, THE_ENGINE
from laureat.domain.audit import Event
from laureat.domain.errors import Conflict, Forbidden, SignInNeeded
from laureat.models import AuditEntry, Tenant, TenantHost
from laureat.services.tenants.provision import provision_tenant
from tests.refusals import refused
from tests.servers import ALLIANCE


@pytest.fixture
def provision(runtime):
    """Provision as the platform, or as somebody."""

    def place(by=THE_ENGINE, **said):
        with runtime.open_operator_work(by) as work:
            return provision_tenant(
                work,
                **{
                    "slug": "nouvelle",
                    "name": "Nouvelle",
                    "hosts": ["nouvelle.example"],
                    "profile": {"theme": {}},
                    **said,
                },
            )

    return place


def test_an_organisation_gets_a_name_hosts_and_a_profile(provision, session):
    tenant = provision(hosts=["nouvelle.example", "www.nouvelle.example"])

    kept = session.scalars(select(Tenant).where(Tenant.slug == "nouvelle")).one()
    assert (kept.id, kept.name, kept.house, kept.profile) == (
        tenant.id,
        "Nouvelle",
        False,
        {"theme": {}},
    )
    hosts = select(TenantHost.host).where(TenantHost.tenant_id == tenant.id)
    assert set(session.scalars(hosts)) == {"nouvelle.example", "www.nouvelle.example"}


def test_doing_it_again_updates_and_adds(provision, session):
    first = provision()
    again = provision(name="Nouveau nom", hosts=["nouvelle.example", "autre.example"])

    assert first.id == again.id
    kept = session.scalars(select(Tenant).where(Tenant.slug == "nouvelle")).one()
    assert kept.name == "Nouveau nom"
    hosts = select(TenantHost.host).where(TenantHost.tenant_id == first.id)
    assert len(session.scalars(hosts).all()) == 2


def test_a_host_belongs_to_one_organisation(provision, session):
    with refused(Conflict, "« alliance-fictive.example » est celle d’une autre organisation"):
        provision(hosts=[ALLIANCE.host])

    assert session.scalar(select(Tenant).where(Tenant.slug == "nouvelle")) is None


def test_its_own_trail_remembers_it(provision, runtime):
    tenant = provision()

    with runtime.open_work(tenant.id, THE_ENGINE) as work:
        assert work.session.scalars(select(AuditEntry.event)).all() == [Event.TENANT_PROVISIONED]


def test_an_organiser_provisions_nothing(provision, make, work_as):
    with work_as(make.organiser) as work:
        organiser = work.actor

    with refused(Forbidden, "ne permet pas"):
        provision(by=organiser)
    with refused(SignInNeeded, "Connectez-vous"):
        provision(by=NOBODY)
