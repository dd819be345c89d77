"""``laureat migrate``: bring the database to the version of the program."""

import click
from sqlalchemy import create_engine, text

from laureat.commands.mistakes import Mistake
from laureat.embedded.roles import APP, OPERATOR
from laureat.migrations.upgrade import upgrade_to_head

MISSING = text(
    "SELECT name FROM unnest(cast(:names AS text[])) AS name"
    " WHERE name NOT IN (SELECT rolname FROM pg_roles)"
)


@click.command()
@click.option(
    "--owner-url",
    envvar="LAUREAT_OWNER_URL",
    required=True,
    help="The database, as the role that owns the tables. Else LAUREAT_OWNER_URL.",
)
def migrate(owner_url: str) -> None:
    """Bring the database to the present version.

    Only this command connects as the owner of the tables. Running it twice changes nothing, and
    two at the same time wait for each other.
    """
    _require_roles(owner_url)
    upgrade_to_head(owner_url)
    click.echo("The database is at the present version.")


def _require_roles(owner_url: str) -> None:
    engine = create_engine(owner_url)
    try:
        with engine.connect() as connection:
            missing = connection.scalars(MISSING, {"names": [APP, OPERATOR]}).all()
    finally:
        engine.dispose()
    if missing:
        statements = " ".join(f"CREATE ROLE {name} LOGIN PASSWORD '…';" for name in missing)
        raise Mistake(
            f"The database lacks the role {' and '.join(missing)}: as its administrator, run"
            f" {statements}"
        )
