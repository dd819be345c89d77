"""The two servers that the whole run shares, and the databases that the workers copy."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

import psycopg
from sqlalchemy import make_url

from laureat.database.transactions import make_engine, make_sessions
from laureat.domain.actors import THE_ENGINE
from laureat.embedded.postgres import EmbeddedPostgres
from laureat.embedded.roles import (
    APP,
    OPERATOR,
    OWNER,
    ROLES,
    create_database,
    create_database_from_template,
    create_roles,
    drop_database,
)
from laureat.embedded.valkey import EmbeddedValkey
from laureat.migrations.upgrade import upgrade_to_head
from laureat.services.tenants.provision import provision_tenant
from laureat.work import Work
from tests.clock import NOON

TEMPLATE: Final = "laureat_template"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A tenant of the tests."""

    slug: str
    name: str
    host: str
    accent: str

    @property
    def profile(self) -> dict[str, Any]:
        """Give what the platform keeps of it."""
        return {
            "hosts": [self.host],
            "theme": {"accent": self.accent},
            "contact": {"email": f"contact@{self.host}"},
            "legal": {"publication_director": "Nina Fictive", "hosting": "Hébergeur fictif"},
            "privacy": {
                "legal_basis": "l’intérêt légitime",
                "retention": [{"data": "Brouillons", "kept": "3 mois après la clôture"}],
            },
            "mail": {"sender": f"trophees@{self.host}"},
        }


ALLIANCE: Final = Organisation(
    slug="alliance-fictive",
    name="Alliance fictive",
    host="alliance-fictive.example",
    accent="#2f5d50",
)
RIVAL: Final = Organisation(
    slug="rivale", name="La Rivale", host="rivale.example", accent="#5d2f50"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the servers of the run answer; workers receive it as plain text."""

    admin: str
    valkey: str

    @classmethod
    def from_plain(cls, given: Mapping[str, str]) -> Self:
        """Read what ``plain`` wrote."""
        return cls(**given)

    def plain(self) -> dict[str, str]:
        """Write the addresses so that another process can be told them."""
        return asdict(self)

    def url(self, role: str, database: str) -> str:
        """Give the address of a database for a role; all roles share one password here."""
        url = make_url(self.admin).set(username=role, database=database)
        return url.render_as_string(hide_password=False)

    def queue(self, number: int) -> str:
        """Give the address of one of the numbered databases of Valkey."""
        return f"{self.valkey.rpartition('/')[0]}/{number}"

    def make_database(self, name: str) -> None:
        """Copy the template."""
        create_database_from_template(self.admin, name, TEMPLATE)

    def drop_database(self, name: str) -> None:
        """Forget a copy."""
        drop_database(self.admin, name)


class Servers:
    """PostgreSQL with the migrated template, and Valkey, in a directory of their own."""

    def __init__(self) -> None:
        self._directory = Path(tempfile.mkdtemp(prefix="laureat-tests-"))
        self._postgres = EmbeddedPostgres(self._directory / "postgres", durable=False)
        self._valkey = EmbeddedValkey(self._directory / "valkey", durable=False)

    def start(self) -> Addresses:
        """Start both and make the template."""
        self._postgres.start()
        self._valkey.start()
        addresses = Addresses(admin=self._postgres.admin_url, valkey=self._valkey.url)
        create_roles(addresses.admin, passwords=dict.fromkeys(ROLES, self._postgres.password))
        _let_one_connection_play_both_roles(addresses.admin)
        create_database(addresses.admin, TEMPLATE)
        upgrade_to_head(addresses.url(OWNER, TEMPLATE))
        _provision(addresses.url(OPERATOR, TEMPLATE))
        return addresses

    def stop(self) -> None:
        """Stop both and forget all that they held."""
        self._valkey.stop()
        self._postgres.stop()
        shutil.rmtree(self._directory)


def _let_one_connection_play_both_roles(admin_url: str) -> None:
    """Let the application's connection become the operator's by an explicit SET ROLE, in tests.

    Nothing is inherited: until it says so, the application has none of the operator's rights.
    """
    address = make_url(admin_url).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as admin:
        admin.execute(f"GRANT {OPERATOR} TO {APP} WITH INHERIT FALSE, SET TRUE")


def _provision(operator_url: str) -> None:
    """Give both organisations their place, as the operator does."""
    engine = make_engine(operator_url, pool_size=1)
    for organisation in (ALLIANCE, RIVAL):
        with make_sessions(engine).begin() as session:
            provision_tenant(
                Work(session, THE_ENGINE, NOON),
                slug=organisation.slug,
                name=organisation.name,
                hosts=[organisation.host],
                profile=organisation.profile,
            )
    engine.dispose()
