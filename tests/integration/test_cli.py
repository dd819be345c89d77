"""The command line: what each command does, and how it answers what somebody can put right."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, select, text

from laureat.cli import COMMANDS, main
from laureat.commands.mistakes import SENTENCES
from laureat.commands.reference import reference_page
from laureat.demo.mail_catcher import mail_catcher
from laureat.domain.actors import NOBODY
from laureat.embedded.ports import free_port
from laureat.embedded.roles import APP, OPERATOR, OWNER, create_database
from laureat.models import OutboxEntry, Tenant
from laureat.runtime import Runtime, Settings, build_runtime
from laureat.services.people.request_code import request_sign_in_code
from tests.make import IT
from tests.servers import ALLIANCE, Addresses

ROOT = Path(__file__).parents[2]
EDITION = ROOT / "campaign_config" / "examples" / "prix-des-ateliers-fictifs" / "2026.yaml"
PATIENCE_IN_SECONDS = 60

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def smtp_port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def environment(
    addresses: Addresses, worker_id: str, smtp_port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, str]]:
    """A deployment of which the commands are told by the environment."""
    name, folder = f"laureat_cli_{worker_id}", tmp_path_factory.mktemp("cli")
    addresses.make_database(name)
    yield {
        "LAUREAT_DATABASE_URL": addresses.url(APP, name),
        "LAUREAT_OPERATOR_URL": addresses.url(OPERATOR, name),
        "LAUREAT_OWNER_URL": addresses.url(OWNER, name),
        "LAUREAT_VALKEY_URL": addresses.queue(14),
        "LAUREAT_MAIL_URL": f"smtp://127.0.0.1:{smtp_port}?tls=never",
        "LAUREAT_FILES_URL": (folder / "files").as_uri(),
        "LAUREAT_SECRET": "only for these tests",
        "LAUREAT_PUBLIC_URL": "http://{host}",
    }
    addresses.drop_database(name)


@pytest.fixture
def run(environment: Mapping[str, str]) -> Run:
    """Type a command."""

    def type_it(*arguments: str, without: str = "", **said: str) -> Result:
        told: dict[str, str | None] = {**environment, **said}
        if without:
            told[without] = None
        return CliRunner().invoke(main, arguments, env=told)

    return type_it


@pytest.fixture
def mails(smtp_port: int, tmp_path: Path) -> Iterator[Path]:
    """A mail server that keeps what it gets."""
    folder = tmp_path / "mails"
    with mail_catcher(folder, smtp_port=smtp_port, web_port=free_port()):
        yield folder


@contextmanager
def running(environment: Mapping[str, str], *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a command that goes on until it is told to stop."""
    with subprocess.Popen(
        [sys.executable, "-m", "laureat.cli", *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def told_to_stop(process: subprocess.Popen[str]) -> str:
    """Ask for the end in order, and give all that was said."""
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=PATIENCE_IN_SECONDS)
    assert process.returncode == 0, said
    return said


def wait_until(is_so: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE_IN_SECONDS
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.05)


# The command line itself


def test_every_command_can_be_imported():
    for target in COMMANDS.values():
        module, _, name = target.partition(":")
        assert hasattr(import_module(module), name)


def test_every_mistake_that_is_said_in_one_sentence_exists():
    for path in SENTENCES:
        module, _, name = path.rpartition(".")
        assert issubclass(getattr(import_module(module), name), Exception)


def test_the_reference_is_what_the_commands_say():
    page = ROOT / "docs" / "reference" / "command-line.md"

    assert page.read_text(encoding="utf-8") == reference_page(main)


def test_every_setting_is_in_the_reference():
    told = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")

    class Asked(dict[str, str]):
        names: set[str] = set()

        def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
            self.names.add(name)
            return default or "0"

    Settings.from_environment(Asked())

    assert {f"`{name}`" for name in Asked.names} <= set(told.replace("|", " ").split())


@pytest.mark.parametrize("command", [name for name in COMMANDS])
def test_every_command_explains_itself(command):
    done = CliRunner().invoke(main, [command, "--help"])

    assert done.exit_code == 0
    assert "Usage:" in done.stdout


def test_a_missing_setting_is_named_with_an_example(run):
    done = run("tenant", "list", without="LAUREAT_DATABASE_URL")

    assert done.exit_code == 2
    assert done.stderr == (
        "Error: Set the environment variable LAUREAT_DATABASE_URL, for example to"
        " postgresql+psycopg://laureat_app@db/laureat.\n"
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LAUREAT_OPERATOR_URL", "postgresql+psycopg://nobody@127.0.0.1:1/x", "does not answer"),
        ("LAUREAT_OPERATOR_URL", "somewhere", "The database's address cannot be read"),
        ("LAUREAT_MAIL_URL", "mail", "A mail server is written smtp://host:port"),
        ("LAUREAT_CLOCK_SHIFT", "tomorrow", "LAUREAT_CLOCK_SHIFT is a number of seconds"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_sentence(run, name, value, sentence):
    done = run("tenant", "list", **{name: value})

    assert (done.exit_code, sentence in done.stderr) == (2, True)
    assert "Traceback" not in done.output


# The database


def test_migrate_makes_a_new_database_and_changes_nothing_twice(run, addresses, worker_id):
    name = f"laureat_new_{worker_id}"
    create_database(addresses.admin, name)
    try:
        done = [run("migrate", "--owner-url", addresses.url(OWNER, name)) for _ in range(2)]
    finally:
        addresses.drop_database(name)

    assert [one.exit_code for one in done] == [0, 0]
    assert done[1].stdout == "The database is at the present version.\n"


def test_migrate_says_which_role_is_missing(run, addresses, monkeypatch):
    monkeypatch.setattr("laureat.commands.migrate.APP", "laureat_nobody")

    done = run("migrate")

    assert done.exit_code == 2
    assert "CREATE ROLE laureat_nobody LOGIN" in done.stderr


# The doctor


def test_the_doctor_finds_everything_well(run, mails):
    done = run("doctor", "--json")

    assert {one["part"]: one["well"] for one in json.loads(done.stdout)} == {
        "database": True,
        "roles": True,
        "migrations": True,
        "queue": True,
        "outbox": True,
        "files": True,
        "mail": True,
    }
    assert done.exit_code == 0


def test_the_doctor_names_what_is_wrong_and_ends_with_1(run, environment):
    owner = create_engine(environment["LAUREAT_OWNER_URL"])
    with owner.begin() as connection:
        head = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001_long_ago'"))
    try:
        done = run("doctor", LAUREAT_VALKEY_URL="redis://127.0.0.1:1/0")
    finally:
        with owner.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": head})
        owner.dispose()

    assert done.exit_code == 1
    assert "WRONG  migrations: the database stands at 0001_long_ago" in done.stdout
    assert "WRONG  queue: it does not answer" in done.stdout
    assert "WRONG  mail: it does not answer" in done.stdout
    assert "well   database: PostgreSQL 18" in done.stdout


def test_the_doctor_sees_a_role_that_passes_the_wall(run, environment):
    done = run(
        "doctor", LAUREAT_DATABASE_URL=environment["LAUREAT_OWNER_URL"], LAUREAT_MAIL_URL="smtp://x"
    )

    assert "WRONG  roles: the role laureat_owner owns" in done.stdout


# Organisations


def test_an_organisation_is_provisioned_listed_and_given_an_organiser(run):
    path = ROOT / "tenants" / "alliance-villes-emploi" / "tenant.yaml"

    provisioned = [run("tenant", "provision", str(path)) for _ in range(2)]
    listed = run("tenant", "list")
    granted = run(
        *("tenant", "grant", "Lea@Exemple.FR", "--role", "organiser", "--name", "Léa"),
        *("--tenant", "alliance-villes-emploi"),
    )

    assert [one.exit_code for one in provisioned] == [0, 0]
    assert "alliance-villes-emploi  Alliance Villes Emploi  ave.localhost\n" in listed.stdout
    assert granted.stdout == "lea@exemple.fr is organiser of Alliance Villes Emploi.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["grant", "léa", "--role", "organiser", "--tenant", ALLIANCE.slug],
            "adresse électronique",
        ),
        (
            ["grant", "a@b.fr", "--role", "juror", "--tenant", ALLIANCE.slug],
            "'juror' is not one of",
        ),
        (
            ["grant", "a@b.fr", "--role", "organiser", "--tenant", "nobody"],
            "No organisation is called",
        ),
        (["provision", "nowhere.yaml"], "does not exist"),
        (["provision", str(EDITION)], "2026.yaml:"),
    ],
)
def test_a_mistake_about_organisations_is_one_sentence(run, arguments, sentence):
    done = run("tenant", *arguments)

    assert (done.exit_code, sentence in done.stderr) == (2, True)
    assert "Traceback" not in done.output


# Configuration


def test_lint_reads_every_file_of_a_folder(run):
    done = run("config", "lint", str(ROOT / "campaign_config"), str(ROOT / "tenants"))

    assert done.exit_code == 0
    assert done.stdout.endswith(" files read, 0 to be looked at.\n")


def test_lint_names_what_the_legal_pages_lack(run):
    done = run("config", "lint", str(ROOT / "tenants" / "alliance-villes-emploi" / "tenant.yaml"))

    assert "tenant.yaml: avis: il manque les durées de conservation des données" in done.stdout
    assert "tenant.yaml: avis: il manque l’hébergeur" in done.stdout
    assert "l’adresse du siège" not in done.stdout
    assert done.stdout.endswith("1 file read, 0 to be looked at.\n")


def test_a_folder_without_an_edition_is_a_mistake(run, tmp_path):
    done = run("config", "lint", str(tmp_path))

    assert done.exit_code == 2
    assert "No .yaml file of an edition is there" in done.stderr


def test_lint_tells_every_fault_with_its_line_and_ends_with_1(run, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text(EDITION.read_text(encoding="utf-8").replace("quorum: 3", "quorun: 3"))

    done = run("config", "lint", str(broken))

    assert done.exit_code == 1
    assert "quorun" in done.stdout
    assert "broken.yaml:" in done.stdout


def test_show_prints_the_edition_as_one_whole(run):
    plain, resolved = (
        yaml.safe_load(run("config", "show", str(EDITION), *more).stdout)
        for more in ((), ("--resolved",))
    )

    assert plain["edition"]["title"] == resolved["title"] == "Prix des Ateliers Fictifs 2026"
    assert resolved["calendar"]["opens"]["at"] == "2026-03-02T10:00:00+01:00"


def test_plan_then_apply_then_amend_with_a_reason(run, tmp_path):
    to, changed = ("--tenant", ALLIANCE.slug), tmp_path / "2026.yaml"
    said = EDITION.read_text(encoding="utf-8")
    changed.write_text(said.replace("Un prix imaginaire pour", "Un prix inventé pour"))

    planned = run("config", "plan", str(EDITION), *to)
    applied = run("config", "apply", str(EDITION), *to, "--publish")
    again = run("config", "plan", str(EDITION), *to)
    change = run("config", "plan", str(changed), *to)
    refused = run("config", "apply", str(changed), *to)
    amended = run("config", "apply", str(changed), *to, "--reason", "Une coquille.")

    assert "it would be created as a draft" in planned.stdout
    assert applied.exit_code == 0
    assert "“Prix des Ateliers Fictifs 2026” is published" in applied.stdout
    assert "nothing would change" in again.stdout
    assert change.stdout.startswith("- Résumé")
    assert refused.exit_code == 2
    assert "dites pourquoi elle change" in refused.stderr
    assert amended.exit_code == 0


def test_what_would_mislead_candidates_is_not_published(run, tmp_path):
    risky = tmp_path / "risky.yaml"
    said = EDITION.read_text(encoding="utf-8").replace('slug: "2026"', 'slug: "2027"')
    risky.write_text(re.sub(r"30\s(avril)", r"2 \1", said))

    done = run("config", "apply", str(risky), "--tenant", ALLIANCE.slug, "--publish")

    assert done.exit_code == 2
    assert "findings keep this edition from being published" in done.stderr


def test_files_go_into_the_database_and_come_back_word_for_word(run, tmp_path):
    to = ("--tenant", ALLIANCE.slug)
    run("config", "apply", str(IT), *to)

    done = run(
        *("config", "export", "initiatives-territoriales", "2024", *to, "--out", str(tmp_path))
    )

    assert done.exit_code == 0
    for name in ("2024.yaml", "programme.yaml"):
        assert (tmp_path / name).read_bytes() == IT.with_name(name).read_bytes()
    (tmp_path / "2024.yaml").write_text("autre chose")
    again = run(
        *("config", "export", "initiatives-territoriales", "2024", *to, "--out", str(tmp_path))
    )
    assert again.exit_code == 2
    assert "says something else" in again.stderr


def test_the_next_edition_s_file_is_written_beside_and_never_over_another(run, tmp_path):
    for name in ("2024.yaml", "programme.yaml"):
        (tmp_path / name).write_bytes(IT.with_name(name).read_bytes())
    ask = ("config", "next-edition", str(tmp_path / "2024.yaml"), "--slug", "2027", "--years", "3")

    done = run(*ask)
    again = run(*ask)

    assert done.exit_code == 0
    assert "calendar.results.at: 2024-12-09T18:00 → 2027-12-06T18:00" in done.stdout
    resolved = yaml.safe_load(run("config", "show", str(tmp_path / "2027.yaml")).stdout)
    assert resolved["edition"]["title"] == "Trophées des Initiatives Territoriales 2027"
    assert "acknowledgements" not in resolved
    assert again.exit_code == 2
    assert "exists already" in again.stderr


# What goes on until it is told to stop


def test_serve_answers_logs_without_addresses_and_stops(environment):
    port = free_port()
    with running(environment, "serve", "--port", str(port)) as process:
        wait_until(lambda: _answers(port))
        assert _answers(port)  # one at a time: by now the line of the first is written
        said = told_to_stop(process)

    lines = [json.loads(line) for line in said.splitlines()]
    asked = next(line for line in lines if line["logger"] == "laureat.access")
    assert {name: asked[name] for name in ("tenant", "method", "route", "status")} == {
        "tenant": ALLIANCE.slug,
        "method": "GET",
        "route": "/",
        "status": 200,
    }
    assert asked["duration_ms"] > 0
    assert asked["request_id"]
    assert "127.0.0.1:" not in json.dumps(asked)
    assert "secret-word" not in said


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/?mot=secret-word", headers={"Host": ALLIANCE.host})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def test_serve_refuses_a_taken_port(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port))

    assert done.exit_code == 2
    assert f"Port {port} is taken" in done.stderr


def test_a_worker_with_the_relay_sends_what_was_asked_for_and_stops(environment, mails):
    with running(environment, "worker", "--with-relay") as process:
        _ask_for_a_code(environment)
        wait_until(lambda: any(mails.glob("*.eml")))
        said = told_to_stop(process)

    assert all(json.loads(line) for line in said.splitlines())
    assert "candidate@exemple.fr" not in said


def test_a_worker_without_a_queue_is_one_sentence(run):
    done = run("worker", LAUREAT_VALKEY_URL="redis://127.0.0.1:1/0")

    assert done.exit_code == 2
    assert "The queue does not answer" in done.stderr


def test_the_relay_hands_out_what_was_asked_for_and_stops(environment):
    with running(environment, "relay") as process:
        _ask_for_a_code(environment)
        wait_until(lambda: not _unforwarded(environment))
        told_to_stop(process)


@contextmanager
def _deployment(environment: Mapping[str, str]) -> Iterator[Runtime]:
    runtime = build_runtime(Settings.from_environment(environment))
    try:
        yield runtime
    finally:
        runtime.close()


def _ask_for_a_code(environment: Mapping[str, str]) -> None:
    with _deployment(environment) as runtime:
        with runtime.sessions() as session:
            tenant = session.scalars(select(Tenant).where(Tenant.slug == ALLIANCE.slug)).one()
        with runtime.open_work(tenant.id, NOBODY) as work:
            request_sign_in_code(work, "candidate@exemple.fr")


def _unforwarded(environment: Mapping[str, str]) -> int:
    with _deployment(environment) as runtime, runtime.operator_sessions() as session:
        waiting = select(OutboxEntry.id).where(OutboxEntry.forwarded_at.is_(None))
        return len(session.scalars(waiting).all())
