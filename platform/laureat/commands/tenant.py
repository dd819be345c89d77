"""``laureat tenant``: the organisations that run awards here."""

from pathlib import Path

import click

from laureat.commands.deployment import deployment, tenant_called, tenant_option, tenants_of
from laureat.configuration.tenants import load_tenant
from laureat.domain.actors import THE_ENGINE, Role
from laureat.services.people.grant_role import grant_role
from laureat.services.tenants.provision import provision_tenant

a_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def tenant() -> None:
    """Look after the organisations that run awards here."""


@tenant.command(name="list")
def list_() -> None:
    """List the organisations: short name, name, addresses."""
    with deployment() as runtime:
        listed = tenants_of(runtime)
    for one in listed:
        hosts = ", ".join(one.profile.get("hosts", []))
        house = "  (the operator's own)" if one.house else ""
        click.echo(f"{one.slug}  {one.name}  {hosts}{house}")


@tenant.command()
@click.argument("path", metavar="FILE", type=a_file)
@click.option("--house", is_flag=True, help="It is the operator's own organisation.")
def provision(path: Path, *, house: bool) -> None:
    """Give an organisation its place here, or bring it up to date, from its tenant.yaml.

    Doing it twice changes nothing.
    """
    told = load_tenant(path)
    with deployment() as runtime, runtime.open_operator_work(THE_ENGINE) as work:
        provision_tenant(
            work,
            slug=told.slug,
            name=told.name,
            hosts=told.hosts,
            profile=told.profile,
            house=house,
        )
    addresses = ", ".join(runtime.address(host, "/") for host in told.hosts)
    click.echo(f"{told.name} has its place: {addresses}")


@tenant.command()
@click.argument("email")
@click.option(
    "--role",
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="What they may do: organiser runs the awards, operator runs the platform.",
)
@click.option("--name", default="", help="What they are called, if they are not known yet.")
@tenant_option
def grant(email: str, role: str, name: str, slug: str) -> None:
    """Give the person with this e-mail address a role in an organisation.

    They sign in with a code sent to that address. Doing it twice changes nothing.
    """
    with deployment() as runtime:
        owner = tenant_called(runtime, slug)
        with runtime.open_work(owner.id, THE_ENGINE) as work:
            person = grant_role(work, email, role=Role(role), name=name)
    click.echo(f"{person.email} is {role} of {owner.name}.")
