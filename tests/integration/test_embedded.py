"""The embedded servers start, keep their data, and leave nothing running behind them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
import redis

from laureat.embedded.errors import AlreadyRunning, DidNotStart, NotRunning
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

START_AND_STAY = """
import sys, time
from pathlib import Path
from laureat.embedded.{module} import {server} as Server
server = Server(Path(sys.argv[1]))
server.start()
print({address}, flush=True)
time.sleep(60)
"""


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with connect(url) as connection:
        return connection.execute(query.encode()).fetchall()


@contextmanager
def running_elsewhere(module: str, server: str, address: str, directory: Path) -> Iterator[str]:
    """Give the address of a server that another process starts, and kill that process."""
    program = START_AND_STAY.format(module=module, server=server, address=address)
    command = [sys.executable, "-c", program, str(directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("postgres")


@pytest.fixture(scope="module")
def postgres(directory: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(directory, durable=False)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def with_roles(postgres: EmbeddedPostgres) -> EmbeddedPostgres:
    create_roles(postgres.admin_url, passwords=dict.fromkeys(ROLES, postgres.password))
    return postgres


def test_it_listens_on_this_machine_only(postgres):
    assert rows(postgres.admin_url, "SHOW listen_addresses") == [("127.0.0.1",)]
    assert rows(postgres.admin_url, "SHOW unix_socket_directories") == [("",)]


def test_it_speaks_utf8_and_the_same_order_on_every_machine(postgres):
    query = "SELECT pg_encoding_to_char(encoding), datlocale FROM pg_database"
    assert set(rows(postgres.admin_url, query)) == {("UTF8", "C.UTF-8")}


def test_durability_is_the_default_and_can_be_given_up(postgres, tmp_path):
    assert rows(postgres.admin_url, "SHOW fsync") == [("off",)]
    assert "--fsync=off" not in EmbeddedPostgres(tmp_path)._command(1)


def test_nobody_enters_without_the_password(postgres):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect(postgres.url("postgres", "postgres", password="guess"))


def test_a_second_start_gets_one_clear_sentence(postgres, directory):
    with pytest.raises(AlreadyRunning) as refusal:
        EmbeddedPostgres(directory).start()

    assert str(refusal.value) == (
        f"Process {os.getpid()} already uses the server in {directory}: stop it first, "
        "or choose another directory."
    )
    assert rows(postgres.admin_url, "SELECT 1") == [(1,)]


def test_an_address_needs_a_running_server(tmp_path):
    with pytest.raises(NotRunning):
        EmbeddedPostgres(tmp_path).url("postgres", "postgres")
    with pytest.raises(NotRunning):
        _ = EmbeddedValkey(tmp_path).url


def test_the_data_outlives_a_stop_a_stale_pid_file_and_a_kill(tmp_path):
    with EmbeddedPostgres(tmp_path, durable=False) as server, connect(server.admin_url) as first:
        first.execute("CREATE TABLE kept AS SELECT 'après l''arrêt' AS what")

    # The pid of a living process that is not PostgreSQL, as after a restart of the machine.
    stale = f"{os.getpid()}\n{tmp_path}/cluster\n1\n5432\n\n127.0.0.1\n\nready\n"
    (tmp_path / "cluster" / "postmaster.pid").write_text(stale)
    there = ("postgres", "EmbeddedPostgres", "server.admin_url", tmp_path)
    with running_elsewhere(*there) as url:
        assert rows(url, "SELECT what FROM kept") == [("après l'arrêt",)]

    with EmbeddedPostgres(tmp_path, durable=False) as server:
        assert rows(server.admin_url, "SELECT what FROM kept") == [("après l'arrêt",)]
        with pytest.raises(psycopg.OperationalError, match="Connection refused"):
            connect(url)


def test_a_server_that_cannot_start_shows_its_log_and_frees_the_directory(tmp_path):
    (tmp_path / "cluster").mkdir()
    for _ in range(2):
        with pytest.raises(DidNotStart, match="postgres"):
            EmbeddedPostgres(tmp_path).start()


def test_the_roles_can_do_nothing_special(with_roles):
    create_roles(with_roles.admin_url, passwords=dict.fromkeys(ROLES, with_roles.password))

    query = """
        SELECT rolname, rolcanlogin FROM pg_roles
        WHERE rolname LIKE 'laureat%'
          AND NOT (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication)
        ORDER BY rolname
    """
    assert rows(with_roles.admin_url, query) == [(APP, True), (OPERATOR, True), (OWNER, True)]


def test_the_owner_owns_its_database_and_the_application_only_enters(with_roles):
    create_database(with_roles.admin_url, "owned")
    create_database(with_roles.admin_url, "owned")

    with connect(with_roles.url(OWNER, "owned")) as owner:
        owner.execute("CREATE TABLE things (name text)")
    for guest in (APP, OPERATOR):
        with connect(with_roles.url(guest, "owned")) as connection:
            assert connection.execute("SELECT current_user").fetchone() == (guest,)
            for act in (b"CREATE TABLE mine ()", b"CREATE TEMP TABLE mine ()", b"TABLE things"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(act)


def test_a_copy_of_a_database_has_its_rows_and_its_doors(with_roles):
    create_database(with_roles.admin_url, "template")
    with connect(with_roles.url(OWNER, "template")) as owner:
        owner.execute("CREATE TABLE things AS SELECT 1 AS number")
        owner.execute(f"GRANT SELECT ON things TO {APP}".encode())

    create_database_from_template(with_roles.admin_url, "copy", "template")
    assert rows(with_roles.url(APP, "copy"), "TABLE things") == [(1,)]

    drop_database(with_roles.admin_url, "copy")
    drop_database(with_roles.admin_url, "copy")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        connect(with_roles.url(APP, "copy"))


def test_the_queue_outlives_a_stop_and_a_kill(tmp_path):
    with EmbeddedValkey(tmp_path) as server, redis.Redis.from_url(server.url) as queue:
        queue.set("job", "kept")
    there = ("valkey", "EmbeddedValkey", "server.url", tmp_path)
    with running_elsewhere(*there) as url, redis.Redis.from_url(url) as queue:
        assert queue.get("job") == b"kept"

    with EmbeddedValkey(tmp_path) as server, redis.Redis.from_url(server.url) as queue:
        assert queue.get("job") == b"kept"
    with redis.Redis.from_url(url) as queue, pytest.raises(redis.ConnectionError):
        queue.ping()


def test_a_forgetful_queue_begins_empty_and_wants_its_password(tmp_path):
    for _ in range(2):
        with EmbeddedValkey(tmp_path, durable=False) as server:
            with redis.Redis.from_url(server.url) as queue:
                assert queue.get("job") is None
                queue.set("job", "forgotten")
            port = server.url.rpartition(":")[2]
            with (
                redis.Redis.from_url(f"redis://127.0.0.1:{port}") as stranger,
                pytest.raises(redis.AuthenticationError),
            ):
                stranger.get("job")


def test_a_second_queue_in_the_same_directory_is_refused(tmp_path):
    with EmbeddedValkey(tmp_path, durable=False), pytest.raises(AlreadyRunning):
        EmbeddedValkey(tmp_path).start()
