"""The servers of a demonstration, and the settings under which the platform finds them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from laureat.demo.place import Place
from laureat.embedded.postgres import EmbeddedPostgres
from laureat.embedded.roles import APP, OPERATOR, OWNER, ROLES, create_database, create_roles
from laureat.embedded.secrets_file import password_in
from laureat.embedded.valkey import EmbeddedValkey
from laureat.migrations.upgrade import upgrade_to_head
from laureat.runtime import Settings

DATABASE = "laureat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the demonstration is to be found: ports, and where the organisations' files are."""

    port: int
    mail_port: int
    smtp_port: int
    content_dir: Path


@contextmanager
def servers(place: Place, wishes: Wishes) -> Iterator[Mapping[str, str]]:
    """Run PostgreSQL and Valkey, and give the environment of the platform's processes."""
    postgres = EmbeddedPostgres(place.part("postgres"))
    valkey = EmbeddedValkey(place.part("valkey"))
    with postgres, valkey:
        create_roles(postgres.admin_url, passwords=dict.fromkeys(ROLES, postgres.password))
        create_database(postgres.admin_url, DATABASE)
        upgrade_to_head(postgres.url(OWNER, DATABASE))
        yield {
            "LAUREAT_DATABASE_URL": postgres.url(APP, DATABASE),
            "LAUREAT_OPERATOR_URL": postgres.url(OPERATOR, DATABASE),
            "LAUREAT_OWNER_URL": postgres.url(OWNER, DATABASE),
            "LAUREAT_VALKEY_URL": valkey.url,
            "LAUREAT_MAIL_URL": f"smtp://127.0.0.1:{wishes.smtp_port}?tls=never",
            "LAUREAT_FILES_URL": place.part("files").resolve().as_uri(),
            "LAUREAT_SECRET": password_in(place.part("secret")),
            "LAUREAT_PUBLIC_URL": f"http://{{host}}:{wishes.port}",
            "LAUREAT_CONTENT_DIR": str(wishes.content_dir),
        }


def hurried(environment: Mapping[str, str]) -> Settings:
    """Give the settings with connections that do not wait for the disk at each commit.

    A power cut could lose the last acts of the story, which is then played again.
    """
    quick = "?options=-csynchronous_commit%3Doff"
    return Settings.from_environment(
        {
            **environment,
            "LAUREAT_DATABASE_URL": environment["LAUREAT_DATABASE_URL"] + quick,
            "LAUREAT_OPERATOR_URL": environment["LAUREAT_OPERATOR_URL"] + quick,
        }
    )
