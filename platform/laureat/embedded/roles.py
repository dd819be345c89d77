"""The three roles that the platform connects as, and the databases that they share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, LiteralString

import psycopg
from psycopg import sql
from sqlalchemy import make_url

OWNER: Final = "laureat_owner"
APP: Final = "laureat_app"
OPERATOR: Final = "laureat_operator"
ROLES: Final = (OWNER, APP, OPERATOR)

NOTHING_SPECIAL: LiteralString = (
    "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
)
ONE_AT_A_TIME: Final = 4_721_001


def create_roles(admin_url: str, *, passwords: Mapping[str, str]) -> None:
    """Create the owner, application and operator roles, or bring them back to their rights.

    Running it twice changes nothing but the passwords.
    """
    with _administration(admin_url) as connection:
        for role in ROLES:
            exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            verb = "ALTER" if exists.fetchone() else "CREATE"
            connection.execute(
                sql.SQL("{} ROLE {} WITH {} PASSWORD {}").format(
                    sql.SQL(verb),
                    sql.Identifier(role),
                    sql.SQL(NOTHING_SPECIAL),
                    sql.Literal(passwords[role]),
                )
            )


def create_database(admin_url: str, name: str) -> None:
    """Create a database that the owner owns and the two others may enter; keep it if it exists."""
    with _administration(admin_url) as connection:
        exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if exists.fetchone() is None:
            _create(connection, name, template="template0")
        _let_in(connection, name)


def create_database_from_template(admin_url: str, name: str, template: str) -> None:
    """Create a database as a copy of another one, to which nobody is connected."""
    with _administration(admin_url) as connection:
        _create(connection, name, template=template)
        _let_in(connection, name)


def drop_database(admin_url: str, name: str) -> None:
    """Drop a database with the connections it still has; nothing happens if there is none."""
    with _administration(admin_url) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


@contextmanager
def _administration(admin_url: str) -> Iterator[psycopg.Connection]:
    address = make_url(admin_url).set(drivername="postgresql")
    conninfo = address.render_as_string(hide_password=False)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        yield connection


def _create(connection: psycopg.Connection, name: str, *, template: str) -> None:
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template)
        )
    )


def _let_in(connection: psycopg.Connection, name: str) -> None:
    database = sql.Identifier(name)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(
            database, sql.Identifier(APP), sql.Identifier(OPERATOR)
        )
    )
