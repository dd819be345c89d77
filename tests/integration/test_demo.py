"""The demonstration, from the outside: it starts, lets everybody in, stops, and keeps its data."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
from click.testing import CliRunner

from laureat.cli import main
from laureat.embedded.ports import free_port

pytestmark = pytest.mark.takes_long

ROOT = Path(__file__).parents[2]
EARLY = "2024-09-12T09:00"  # few acts by then, so that the test is short; no jury yet
PATIENCE_IN_SECONDS = 120
DOOR = re.compile(r"^(?P<who>\S[^:\n]*): .*\n  (?P<address>http\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Demonstration:
    """One that runs: its process, its ports and what it has said."""

    process: subprocess.Popen[str]
    port: int
    mail_port: int
    said: str

    def doors(self) -> dict[str, str]:
        """Give the address printed for each role."""
        found = DOOR.finditer(self.said)
        return {one["who"].split(" · ")[0]: one["address"] for one in found}

    def stop(self, how: signal.Signals = signal.SIGINT) -> str:
        """Ask it to stop, and give its last words."""
        self.process.send_signal(how)
        last, _ = self.process.communicate(timeout=PATIENCE_IN_SECONDS)
        return last


def arguments(folder: Path, port: int, mail_port: int, *more: str) -> list[str]:
    ports = ("--port", str(port), "--mail-port", str(mail_port))
    return ["demo", "--dir", str(folder), *ports, *more]


@contextmanager
def demonstration(folder: Path, *more: str) -> Iterator[Demonstration]:
    """Start one on free ports and wait until it says that it is ready."""
    port, mail_port = free_port(), free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "laureat.cli", *arguments(folder, port, mail_port, *more)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            said = said_until_ready(process)
            assert "Ready in" in said, said
            yield Demonstration(process, port, mail_port, said)
        finally:
            process.send_signal(signal.SIGTERM)


def said_until_ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("Ready in"):
            break
    return said


def descendants(ancestor: int) -> set[int]:
    """List the processes that a process has started, and those that they have started."""
    told = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    parents = {int(pid): int(parent) for pid, parent in map(str.split, told.splitlines())}
    found = {ancestor}
    while grown := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= grown
    return found - {ancestor}


def exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def ask(address: str, *, form: dict[str, str] | None = None, cookie: str = "") -> HTTPResponse:
    """Visit an address as a browser would."""
    parts = urlsplit(address)
    connection = HTTPConnection("127.0.0.1", parts.port or 80, timeout=30)
    headers = {"Host": parts.netloc, "Sec-Fetch-Site": "same-origin", "Cookie": cookie}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(
        "GET" if form is None else "POST",
        f"{parts.path or '/'}?{parts.query}",
        body=None if form is None else urlencode(form),
        headers={**headers, "Connection": "close"},
    )
    return connection.getresponse()


def page_of(address: str, *, cookie: str = "") -> str:
    with ask(address, cookie=cookie) as answer:
        page = answer.read().decode()
    assert answer.status == 200, page
    return page


def page_after_sign_in(address: str) -> str:
    """Follow a sign-in link to its end: the button is pressed, and the page that comes is read."""
    given = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    with ask(address, form={"code": given["mot"], "suite": given["suite"]}) as answer:
        cookie = answer.getheader("Set-Cookie", "").partition(";")[0]
    assert (answer.status, cookie.partition("=")[0]) == (303, "laureat_session")
    return page_of(urljoin(address, given["suite"]), cookie=cookie)


def test_everybody_comes_in_everything_stops_and_the_data_stays(tmp_path):
    with demonstration(tmp_path, "--at", EARLY) as first:
        doors = first.doors()
        call = page_of(f"{doors['public']}trophees/achat-socialement-responsable/2024")
        inside = [one for one in doors if "mot=" in doors[one]]
        pages = {one: page_after_sign_in(doors[one]) for one in inside}
        mails = page_of(doors["mails"])
        family = descendants(first.process.pid)
        last_words = first.stop()

    assert "It is Thursday 12 September 2024, 09:00 in Paris." in first.said
    assert "Appel à candidatures" in call
    assert "Vos éditions" in pages["organiser"]
    assert "PLIE de Valfleuri" in pages["candidate"]
    assert set(pages) == {"organiser", "coordination", "candidate", "operator"}
    assert "Courriels de la démonstration" in mails
    assert last_words.splitlines() == ["Stopping…", f"Stopped. The data stays in {tmp_path}."]
    assert len(family) >= 6
    assert not list(filter(exists, family))
    assert is_free(first.port)
    assert is_free(first.mail_port)

    with demonstration(tmp_path) as second:
        page = page_after_sign_in(second.doors()["candidate"])
        second.stop(signal.SIGTERM)

    assert f"Keeping the data of {tmp_path}" in second.said
    assert "PLIE de Valfleuri" in page
    assert second.process.returncode == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("yesterday", "“yesterday” is no moment: write it like 2024-11-08T15:50"),
        ("2023-01-01T10:00", "The story begins on Monday 26 August 2024"),
    ],
)
def test_a_moment_that_cannot_be_shown_is_one_sentence(tmp_path, monkeypatch, typed, sentence):
    monkeypatch.chdir(ROOT)

    done = CliRunner().invoke(
        main, arguments(tmp_path / "new", free_port(), free_port(), "--at", typed)
    )

    assert (done.exit_code, sentence in done.stderr) == (2, True)
    assert not (tmp_path / "new").exists()


def test_a_taken_port_is_one_sentence_and_starts_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, arguments(tmp_path / "new", port, free_port()))

    assert done.exit_code == 2
    assert f"Port {port} is taken: stop the program that uses it" in done.stderr
    assert not (tmp_path / "new").exists()


def test_it_says_where_the_organisations_files_should_be(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(main, ["demo"])

    assert done.exit_code == 2
    assert "The folders tenants and campaign_config are not here" in done.stderr
