"""A browser and a live platform, for whole stories.

``live``
    A deployment on a database of its own, served on a local port: ``live.make`` and ``live.act``
    as everywhere, ``live.clock``, ``live.do_jobs()``, ``live.letters``, ``live.code_for(email)``.
``open_page``
    ``open_page("/mes-dossiers", person)`` opens a browser in which somebody (or nobody) is signed
    in; ``javascript=False`` and ``width=320`` say what kind of browser.
``accessible``
    ``accessible(page)`` fails with what axe-core finds wrong on a page, in the light and, where
    only colours change, in the dark.

Without Chromium the stories are skipped; ``LAUREAT_CHROMIUM`` names one that is elsewhere.
"""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from rq import Queue
from sqlalchemy import select
from werkzeug.serving import make_server

from laureat.app import create_app
from laureat.database.transactions import make_engine, make_sessions
from laureat.domain.clock import HeldClock
from laureat.domain.sign_in import SESSION_LIFETIME, digest_of_token, new_token
from laureat.embedded.roles import OPERATOR
from laureat.integrations.files import RememberingFiles
from laureat.integrations.mail import Message, RememberingMailer
from laureat.jobs.run import run_entry
from laureat.models import OutboxEntry, Person, WebSession
from laureat.plugin_host import PluginHost
from laureat.request_work import COOKIE
from laureat.runtime import Runtime, Settings
from tests.acting import SECRET, Acting
from tests.committing import Committing
from tests.make import Make
from tests.servers import ALLIANCE, Addresses

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALL_RULES = {"type": "tag", "values": list(TAGS)}
RULES_ABOUT_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
WIDTH = "document.documentElement.scrollWidth"
PATIENCE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A deployment that a browser can reach."""

    make: Make
    act: Acting
    clock: HeldClock
    runtime: Runtime
    root: str

    @property
    def letters(self) -> list[Message]:
        """The letters that were sent so far."""
        mailer = self.runtime.mailer
        assert isinstance(mailer, RememberingMailer)
        return mailer.sent

    def do_jobs(self) -> None:
        """Do what the outbox holds and is due."""
        desk = self.make.desk
        desk.commit()
        asked = select(OutboxEntry).where(
            OutboxEntry.done_at.is_(None), OutboxEntry.due_at <= self.clock()
        )
        for entry in desk.scalars(asked.order_by(OutboxEntry.id)).all():
            run_entry(self.runtime, entry.tenant_id, entry.id)
        desk.commit()

    def code_for(self, email: str) -> str:
        """Read the last code that was mailed to an address."""
        self.do_jobs()
        letter = next(one for one in reversed(self.letters) if one.to == email)
        found = re.search(r"\b\d{6}\b", letter.text)
        assert found is not None, letter.text
        return found[0]

    def end_sessions(self) -> None:
        """End every session, as time would."""
        desk = self.make.desk
        for session in desk.scalars(select(WebSession)):
            session.ended_at = self.clock()
        desk.commit()


class OpenPage(Protocol):
    """Opens a page in a browser of some kind, in which somebody or nobody is signed in."""

    def __call__(
        self,
        path: str,
        person: Person | None = None,
        *,
        javascript: bool = ...,
        width: int = ...,
    ) -> Page:
        """Open it."""
        ...


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run; it finds the tests' organisations on this machine."""
    path = os.environ.get("LAUREAT_CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed: see CONTRIBUTING.md")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-gpu-rasterization",  # which Debian asks for, and draws in software
                "--host-resolver-rules=MAP *.example 127.0.0.1",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def live(
    committing: Committing,
    addresses: Addresses,
    clock: HeldClock,
    plugins: PluginHost,
    queue: Queue,
) -> Iterator[Live]:
    """A deployment on a database of its own, where everything commits."""
    operator = make_engine(addresses.url(OPERATOR, str(committing.engine.url.database)))
    runtime = Runtime(
        settings=Settings(
            database_url="",
            operator_url="",
            valkey_url="",
            mail_url="",
            files_url="",
            secret=SECRET,
            over_tls=False,
        ),
        sessions=committing.act.sessions,
        operator_sessions=make_sessions(operator),
        clock=clock,
        plugins=plugins,
        files=RememberingFiles(),
        mailer=RememberingMailer(),
        queue=queue,
    )
    server = make_server("127.0.0.1", 0, create_app(runtime), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Live(
        make=committing.make,
        act=committing.act,
        clock=clock,
        runtime=runtime,
        root=f"http://{ALLIANCE.host}:{server.port}",
    )
    server.shutdown()
    thread.join()
    server.server_close()
    operator.dispose()


@pytest.fixture
def open_page(live: Live, chromium: Browser) -> Iterator[OpenPage]:
    """Open pages, and close them all at the end."""
    opened: list[BrowserContext] = []

    def opens(
        path: str,
        person: Person | None = None,
        *,
        javascript: bool = True,
        width: int = 1280,
    ) -> Page:
        context = chromium.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            color_scheme="light",
            base_url=live.root,
            locale="fr-FR",
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        if person is not None:
            token = _signed_in(live, person)
            context.add_cookies([{"name": COOKIE, "value": token, "url": live.root}])
        page = context.new_page()
        live.make.desk.commit()
        page.goto(path)
        return page

    yield opens
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def accessible() -> Callable[[Page], None]:
    """Let axe-core look at a page in the light, and at its colours in the dark."""
    axe = Axe()

    def look(page: Page) -> None:
        width = page.evaluate(WIDTH)
        assert not (wrong := _violations(axe, page, ALL_RULES)), f"{page.url}: {wrong}"
        # Without motion, colours change at once: axe-core sees none on its way to another.
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        assert page.evaluate(WIDTH) == width, f"{page.url}: the dark changes more than colours"
        in_the_dark = _violations(axe, page, RULES_ABOUT_COLOURS)
        assert not in_the_dark, f"{page.url}, in the dark: {in_the_dark}"
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")

    return look


def _violations(axe: Axe, page: Page, rules: dict[str, Any]) -> list[str]:
    found: Any = axe.run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in found.response["violations"]
    ]


def _signed_in(live: Live, person: Person) -> str:
    token, now = new_token(), live.clock()
    live.make.desk.add(
        WebSession(
            person_id=person.id,
            token_digest=digest_of_token(token),
            started_at=now,
            expires_at=now + SESSION_LIFETIME,
        )
    )
    live.make.desk.commit()
    return token
