"""The demonstration's letter box: catches every mail and shows it on a page, on this machine only.

An SMTP server and a small read-only site listen on the loopback interface. The last mails are kept
as files in a folder, so that a second start still shows them.
"""

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from laureat.demo.moment import PARIS
from laureat.domain.clock import Clock, system_clock

LOOPBACK = "127.0.0.1"
KEPT = 500

_LARGEST = 20 * 1024 * 1024
_ENDING = ".eml"
_INSTANT = "%Y%m%dT%H%M%S%f"
_NAME = re.compile(r"[0-9T]+-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """One mail as it was caught."""

    name: str
    to: str
    sender: str
    subject: str
    date: str
    text: str
    html: str


def name_of_mail(caught_at: datetime) -> str:
    """Name a mail that is caught at an instant of the demonstration's clock."""
    return f"{caught_at.astimezone(UTC):{_INSTANT}}-{secrets.token_hex(4)}"


class LetterBox:
    """The folder of caught mails, the newest first, the oldest thrown away."""

    def __init__(self, folder: Path, *, clock: Clock = system_clock, kept: int = KEPT) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._clock = clock
        self._kept = kept
        self._lock = Lock()

    def drop(self, content: bytes) -> None:
        """Keep a mail, and throw away the oldest beyond those that are kept."""
        with self._lock:
            name = name_of_mail(self._clock())
            (self._folder / f"{name}{_ENDING}").write_bytes(content)
            for old in self.names()[self._kept :]:
                (self._folder / f"{old}{_ENDING}").unlink(missing_ok=True)

    def names(self) -> list[str]:
        """Give the names of the mails, the newest first."""
        return sorted((file.stem for file in self._folder.glob(f"*{_ENDING}")), reverse=True)

    def mail(self, name: str) -> CaughtMail | None:
        """Give a mail by its name, or ``None`` when there is no such mail."""
        file = self._folder / f"{name}{_ENDING}"
        if not _NAME.fullmatch(name) or not file.exists():
            return None
        content = file.read_bytes()
        mail = message_from_bytes(content, _class=EmailMessage, policy=default)
        headers = message_from_bytes(content)
        return CaughtMail(
            name=name,
            to=_words(headers["To"]),
            sender=_words(headers["From"]),
            subject=_words(headers["Subject"]),
            date=_moment(name),
            text=_part(mail, "plain"),
            html=_part(mail, "html"),
        )

    def mails(self) -> Iterator[CaughtMail]:
        """Give every mail, the newest first."""
        for name in self.names():
            if mail := self.mail(name):
                yield mail


@contextmanager
def mail_catcher(
    folder: Path, *, smtp_port: int, web_port: int, clock: Clock = system_clock
) -> Iterator[LetterBox]:
    """Catch mails on one loopback port and show them on another, until the block is left."""
    box = LetterBox(folder, clock=clock)
    with ExitStack() as stack:
        catcher = Controller(_Catcher(box), LOOPBACK, smtp_port, data_size_limit=_LARGEST)
        catcher.start()
        stack.callback(catcher.stop)
        site = stack.enter_context(ThreadingHTTPServer((LOOPBACK, web_port), _pages_of(box)))
        visits = Thread(target=site.serve_forever, name="mail-catcher", daemon=True)
        visits.start()
        stack.callback(visits.join)
        stack.callback(site.shutdown)
        yield box


class _Catcher:
    """What the SMTP server does with a mail."""

    def __init__(self, box: LetterBox) -> None:
        self._box = box

    async def handle_DATA(  # noqa: N802 -- the name that aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        self._box.drop(envelope.original_content or b"")
        return "250 Caught"


def _words(header: str | None) -> str:
    """Decode a header; the newer reader of Python parts long encoded names by a space."""
    return str(make_header(decode_header(header or "")))


def _moment(name: str) -> str:
    """Write when a mail was caught, by the demonstration's clock and in Paris."""
    caught_at = datetime.strptime(name.partition("-")[0], _INSTANT).replace(tzinfo=UTC)
    return f"{caught_at.astimezone(PARIS):%d/%m/%Y à %H:%M:%S} (heure de Paris)"


def _part(mail: EmailMessage, subtype: str) -> str:
    part = mail.get_body((subtype,))
    return str(part.get_content()) if part else ""


def _pages_of(box: LetterBox) -> type[BaseHTTPRequestHandler]:
    """Make the handler of the site's requests."""

    class Pages(BaseHTTPRequestHandler):
        """Shows the list at the root and each mail under its name."""

        def do_GET(self) -> None:
            """Answer a visit."""
            page = self._page()
            body = (page or _framed("Introuvable", "<p>Ce courriel n’est plus ici.</p>")).encode()
            self.send_response(HTTPStatus.OK if page else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", _POLICY)
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def _page(self) -> str | None:
            if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in _OWN_NAMES:
                return None  # another site's name that leads here is not for this page
            path = urlsplit(self.path).path
            if path == "/":
                return _list_page(box)
            name, _, part = path.removeprefix("/mails/").partition("/")
            mail, show = box.mail(name), _SHOWN.get(part)
            return show(mail) if mail and show else None

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- inherited name
            """Say nothing: visits are not worth a line."""

    return Pages


_OWN_NAMES = {LOOPBACK, "localhost"}
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-src 'self'; form-action 'none'"
)
_STYLE = """
:root { color-scheme: light dark; --line: #8886; --quiet: light-dark(#565b63, #a9b0bb); }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: auto; padding: 2rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1rem; margin-top: 2rem; }
ul { list-style: none; padding: 0; }
li { border-top: 1px solid var(--line); padding: .75rem 0; }
li a { font-weight: 600; }
p, dl { margin: .25rem 0; }
.quiet, dt { color: var(--quiet); }
dl { display: grid; grid-template-columns: 7rem 1fr; }
dd { margin: 0; }
pre, iframe { border: 1px solid var(--line); border-radius: .5rem; }
pre { white-space: pre-wrap; padding: 1rem; font: inherit; }
iframe { width: 100%; height: 60rem; }
"""


def _framed(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def _list_page(box: LetterBox) -> str:
    items = "".join(
        f'<li><a href="/mails/{mail.name}">{escape(mail.subject) or "Sans objet"}</a>'
        f'<p class="quiet">À {escape(mail.to)} · {escape(mail.date)}</p></li>'
        for mail in box.mails()
    )
    empty = "<p>Aucun courriel pour l’instant. Ceux que la démonstration envoie arrivent ici.</p>"
    return _framed("Courriels de la démonstration", f"<ul>{items}</ul>" if items else empty)


def _mail_page(mail: CaughtMail) -> str:
    facts = {"À": mail.to, "De": mail.sender, "Date": mail.date}
    lines = "".join(f"<dt>{name}</dt><dd>{escape(fact)}</dd>" for name, fact in facts.items())
    return _framed(
        mail.subject or "Sans objet",
        f'<p><a href="/">Tous les courriels</a></p><dl>{lines}</dl><h2>Version mise en page</h2>'
        '<iframe sandbox="allow-top-navigation-by-user-activation" title="Version mise en page" '
        f'src="/mails/{mail.name}/html"></iframe>'
        f"<h2>Version texte</h2><pre>{_linked(mail.text)}</pre>",
    )


def _html_part(mail: CaughtMail) -> str:
    """Give the HTML part for its frame, which its links leave."""
    return mail.html.replace("<head>", '<head><base target="_top">', 1)


_SHOWN: Mapping[str, Callable[[CaughtMail], str]] = {"": _mail_page, "html": _html_part}


def _linked(text: str) -> str:
    """Escape a text and make its addresses into links, so that the demonstration can be walked."""
    return re.sub(
        r"https?://[^\s<>\"]+", lambda found: _link(found.group()), escape(text, quote=False)
    )


def _link(address: str) -> str:
    return f'<a href="{address}">{address}</a>'
