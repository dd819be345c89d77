"""How mails leave: a letter in two parts, sent once under one Message-ID."""

import hashlib
import re
import smtplib
import ssl
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

_PATIENCE = 20.0  # seconds for each exchange with the server
_PORTS = {"smtp": 25, "smtps": 465}


class MailNotSent(Exception):
    """A mail did not leave; ``retryable`` says whether it may leave later."""

    retryable: bool


class MailDelayed(MailNotSent):
    """The server is away or busy: the same mail may be sent again."""

    retryable = True


class MailRefused(MailNotSent):
    """The mail will never leave as it is: the address or the message is refused."""

    retryable = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """In whose name a mail is written: the organiser's, at an address of the tenant."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One mail to one person.

    ``idempotency_key`` names the act that causes the mail; the Message-ID is made from it, so that
    a mail sent twice by a repeated job is shown once. ``headers`` are those that only some mails
    have, such as List-Unsubscribe.
    """

    to: str
    subject: str
    text: str
    html: str
    sender: Sender
    idempotency_key: str
    to_name: str = ""
    reply_to: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Mailer(Protocol):
    """Sends mails."""

    def send(self, message: Message) -> str:
        """Send one mail and give its Message-ID; MailNotSent says whether to try again."""


class SmtpMailer:
    """Mails through the server of a URL: ``smtp://user:password@host:587?tls=required``.

    ``smtps`` is TLS from the first byte. With ``smtp``, ``tls`` is ``offered`` (taken when the
    server has it, the default), ``required`` or ``never`` (a catcher on the same machine).
    """

    def __init__(self, url: str, *, patience: float = _PATIENCE) -> None:
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("A mail server is written smtp://host:port or smtps://host:port.")
        self._direct_tls = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = parts.port or _PORTS[parts.scheme]
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._tls = parse_qs(parts.query).get("tls", ["offered"])[0]
        if self._tls not in {"offered", "required", "never"}:
            raise ValueError("The tls of a mail server is offered, required or never.")
        self._patience = patience

    def send(self, message: Message) -> str:
        """Send one mail and give its Message-ID; MailNotSent says whether to try again."""
        written = written_mail(message, date=formatdate())
        with _translated(), self._connection() as server:
            server.send_message(written)
        return str(written["Message-ID"])

    def _connection(self) -> smtplib.SMTP:
        if self._direct_tls:
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=self._patience, context=context
            )
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=self._patience)
        try:
            self._greet(server)
        except BaseException:
            server.close()
            raise
        return server

    def _greet(self, server: smtplib.SMTP) -> None:
        server.ehlo()
        wanted = self._tls == "required" or (self._tls == "offered" and server.has_extn("starttls"))
        if wanted and not self._direct_tls:
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if self._user:
            server.login(self._user, self._password)


@dataclass(slots=True)
class RememberingMailer:
    """Keeps mails in ``sent``; refuses some addresses, delays others, and all while ``away``."""

    refused: Collection[str] = ()
    busy: Collection[str] = ()
    away: bool = False
    sent: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> str:
        """Remember one mail and give its Message-ID."""
        written = written_mail(message, date=formatdate(0))
        if self.away or message.to in self.busy:
            raise MailDelayed("The remembered server is away.")
        if message.to in self.refused:
            raise MailRefused("The remembered server refuses this address.")
        self.sent.append(message)
        return str(written["Message-ID"])


def written_mail(message: Message, *, date: str) -> EmailMessage:
    """Write a message as it travels; MailRefused when an address or a header cannot be written."""
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"] = _address(message.sender.name, message.sender.address)
        mail["To"] = _address(message.to_name, message.to)
        mail["Subject"] = _on_one_line(message.subject)
        mail["Date"] = date
        mail["Message-ID"] = _message_id(message)
        if message.reply_to:
            mail["Reply-To"] = _address("", message.reply_to)
        mail["Auto-Submitted"] = "auto-generated"
        for name, value in message.headers.items():
            mail[name] = value
    except (ValueError, IndexError, HeaderParseError) as trouble:
        raise MailRefused("An address or a header of the mail cannot be written.") from trouble
    mail.set_content(message.text, cte="quoted-printable")
    mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = "fr"
    return mail


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    if not local or not domain or any(sign.isspace() for sign in address):
        raise ValueError("This is no mail address.")
    if not address.isascii():
        domain = domain.encode("idna").decode()
        local.encode("ascii")
    return Address(display_name=_on_one_line(name), username=local, domain=domain)


def _on_one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def _message_id(message: Message) -> str:
    domain = message.sender.address.rpartition("@")[2]
    digest = hashlib.sha256(f"{message.idempotency_key}\n{message.to}".encode()).hexdigest()
    return f"<{digest[:40]}@{domain}>"


@contextmanager
def _translated() -> Iterator[None]:
    """Say in our words what the server answers; its words may hold addresses, so none is kept."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as refusal:
        raise _by_code(min(code for code, _ in refusal.recipients.values())) from None
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError):
        raise MailDelayed("The set-up does not suit the server; it is to be mended.") from None
    except smtplib.SMTPResponseException as answer:
        raise _by_code(answer.smtp_code) from None
    except (smtplib.SMTPException, OSError) as trouble:
        raise MailDelayed(f"The server is away: {type(trouble).__name__}.") from None


def _by_code(code: int) -> MailNotSent:
    kind = MailRefused if 500 <= code < 600 else MailDelayed
    return kind(f"The server answers {code}.")
