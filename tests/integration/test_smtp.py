"""Mails through a real server on the loopback, and the twin that keeps the same promises."""

import socket
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from aiosmtpd.controller import Controller

from laureat.demo.mail_catcher import LetterBox, mail_catcher
from laureat.integrations.mail import (
    MailDelayed,
    MailRefused,
    Message,
    RememberingMailer,
    Sender,
    SmtpMailer,
)

SENDER = Sender(name="Trophées de l’Été, « édition » 2024", address="trophees@example.org")
REFUSED = "refused@example.net"
AWAY = "away@example.net"
LETTER = Message(
    to="camille@example.net",
    to_name="Camille Élève-Exemple, de la Maison de l’emploi du Val-Clair",
    subject="Dossier FAB-42\u00a0: il manque l’attestation signée, à retourner avant vendredi",
    text="Bonjour,\n\nIl manque l’attestation.\n.\nUne ligne " + "longue " * 300 + "\n",
    html="<!doctype html><html><head></head><body><p>Il manque l’attestation.</p></body></html>",
    sender=SENDER,
    reply_to="contact@example.org",
    idempotency_key="outbox/7f3a",
    headers={"List-Unsubscribe": "<https://trophees.example.org/u/7f3a>"},
)

FRAME = "allow-top-navigation-by-user-activation"
OUTWARD = '<!doctype html><html><head><base target="_top"></head>'


def to(address, **given):
    """Write the same letter to somebody else."""
    fields = {name: getattr(LETTER, name) for name in Message.__slots__}
    return Message(**fields | {"to": address} | given)


class Server:
    """An SMTP server that keeps what it gets and refuses two addresses."""

    def __init__(self):
        self.caught = []

    async def handle_RCPT(  # noqa: N802 -- the name that aiosmtpd calls
        self, server, session, envelope, address, options
    ):
        if address == REFUSED:
            return "550 5.1.1 No such person"
        if address == AWAY:
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- the name that aiosmtpd calls
        self, server, session, envelope
    ):
        self.caught.append(message_from_bytes(envelope.original_content, policy=default))
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def address():
    port = free_port()
    controller = Controller(Server(), "127.0.0.1", port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}", controller.handler
    controller.stop()


@pytest.fixture
def caught(address):
    address[1].caught.clear()
    return address[1].caught


@pytest.fixture(params=["server", "twin"])
def mailer(request, address):
    if request.param == "twin":
        return RememberingMailer(refused={REFUSED}, busy={AWAY})
    return SmtpMailer(address[0])


def test_a_mail_leaves_under_an_identifier_made_of_its_cause(mailer):
    first = mailer.send(LETTER)

    assert first.endswith("@example.org>")
    assert mailer.send(LETTER) == first
    assert mailer.send(to(LETTER.to, idempotency_key="outbox/other")) != first


def test_a_refused_address_is_not_tried_again(mailer):
    with pytest.raises(MailRefused) as refusal:
        mailer.send(to(REFUSED))

    assert not refusal.value.retryable
    assert REFUSED not in str(refusal.value)


def test_a_busy_server_is_tried_again(mailer):
    with pytest.raises(MailDelayed) as delay:
        mailer.send(to(AWAY))

    assert delay.value.retryable


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "nobody",
        "camille@example.net\r\nBcc: x@example.net",
        "@example.net",
        "a b@example.net",
        "é@example.net",
    ],
)
def test_an_address_that_cannot_be_written_is_refused(mailer, wrong):
    with pytest.raises(MailRefused):
        mailer.send(to(wrong))


@pytest.mark.parametrize(
    "given",
    [
        {"headers": {"List-Unsubscribe": "x\r\nBcc: everybody@example.net"}},
        {"reply_to": "contact@example.org\r\nBcc: everybody@example.net"},
        {"sender": Sender(name="x", address="a@example.org\r\nBcc: everybody@example.net")},
    ],
)
def test_no_header_can_be_slipped_in(mailer, given):
    with pytest.raises(MailRefused):
        mailer.send(to(LETTER.to, **given))


def test_line_breaks_in_names_and_subjects_are_only_spaces(address, caught):
    SmtpMailer(address[0]).send(to(LETTER.to, subject="Un\r\nBcc: x", to_name="Camille\nExemple"))

    assert caught[0]["Subject"] == "Un Bcc: x"
    assert caught[0]["To"].addresses[0].display_name == "Camille Exemple"
    assert caught[0]["Bcc"] is None


def test_what_arrives_is_what_was_written(address, caught):
    identifier = SmtpMailer(address[0]).send(LETTER)
    mail = caught[0]

    assert mail["From"].addresses[0].display_name == SENDER.name
    assert mail["From"].addresses[0].addr_spec == SENDER.address
    assert mail["To"].addresses[0].addr_spec == LETTER.to
    assert mail["Subject"] == LETTER.subject
    assert mail["Message-ID"] == identifier
    assert mail["Reply-To"] == "contact@example.org"
    assert mail["List-Unsubscribe"] == "<https://trophees.example.org/u/7f3a>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "fr"
    assert mail["Date"].datetime is not None
    assert mail.get_content_type() == "multipart/alternative"
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n") == LETTER.text
    assert mail.get_body(("html",)).get_content().strip() == LETTER.html


def test_a_domain_with_accents_is_reached_by_its_plain_name(address, caught):
    SmtpMailer(address[0]).send(to("camille@été.example"))

    assert caught[0]["To"].addresses[0].addr_spec == "camille@xn--t-9fab.example"


def test_a_server_that_is_not_there_is_tried_again():
    with pytest.raises(MailDelayed):
        SmtpMailer(f"smtp://127.0.0.1:{free_port()}").send(LETTER)


def test_a_server_without_encryption_is_not_enough_where_it_is_required(address, caught):
    with pytest.raises(MailDelayed):
        SmtpMailer(f"{address[0]}?tls=required").send(LETTER)

    assert caught == []


def test_a_server_that_takes_no_password_gets_no_mail(address, caught):
    with pytest.raises(MailDelayed):
        SmtpMailer(address[0].replace("//", "//user:p%40ss@")).send(LETTER)

    assert caught == []


@pytest.mark.parametrize("url", ["http://127.0.0.1", "smtp://", "smtp://a?tls=perhaps"])
def test_an_address_that_is_no_mail_server_is_an_error(url):
    with pytest.raises(ValueError, match="mail server"):
        SmtpMailer(url)


def test_the_twin_remembers():
    mailer = RememberingMailer()
    mailer.send(LETTER)

    assert mailer.sent == [LETTER]
    mailer.away = True
    with pytest.raises(MailDelayed):
        mailer.send(LETTER)


def visit(port, path, host=None):
    request = Request(f"http://127.0.0.1:{port}{path}", headers={"Host": host} if host else {})
    with urlopen(request) as answer:
        return answer.read().decode(), answer.headers


def test_the_letter_box_of_the_demonstration_catches_and_shows(tmp_path):
    smtp_port, web_port = free_port(), free_port()
    with mail_catcher(tmp_path, smtp_port=smtp_port, web_port=web_port) as box:
        assert "Aucun courriel" in visit(web_port, "/")[0]

        SmtpMailer(f"smtp://127.0.0.1:{smtp_port}?tls=never").send(to(LETTER.to, subject="<b>Été"))
        page, headers = visit(web_port, f"/mails/{box.names()[0]}")
        [mail] = box.mails()
        html = f"/mails/{mail.name}/html"

        assert mail.to == f"{LETTER.to_name} <{LETTER.to}>"
        assert "&lt;b&gt;Été" in visit(web_port, "/")[0]
        assert "Il manque l’attestation." in page
        assert f'<iframe sandbox="{FRAME}" title="Version mise en page" src="{html}">' in page
        assert visit(web_port, html)[0].startswith(OUTWARD)
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        for path, host in (
            ("/mails/../secret", None),
            ("/mails/unknown", None),
            (f"/mails/{mail.name}/other", None),
            ("/", "evil.test"),
        ):
            with pytest.raises(HTTPError, match="404") as refusal:
                visit(web_port, path, host)
            refusal.value.close()

    assert [mail.subject for mail in LetterBox(tmp_path).mails()] == ["<b>Été"]
    with pytest.raises(OSError, match="refused"):
        urlopen(f"http://127.0.0.1:{web_port}/")


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        pytest.param("2024-11-08T15:30:05+00:00", "08/11/2024 à 16:30:05", id="in winter"),
        pytest.param("2024-07-14T22:30:00+00:00", "15/07/2024 à 00:30:00", id="in summer"),
    ],
)
def test_the_letter_box_shows_the_demonstrations_clock_in_paris(tmp_path, moment, shown):
    box = LetterBox(tmp_path, clock=lambda: datetime.fromisoformat(moment))
    box.drop(b"Subject: x\nDate: Wed, 01 Jan 2020 00:00:00 +0000\n\n")

    assert [mail.date for mail in box.mails()] == [f"{shown} (heure de Paris)"]


def test_the_letter_box_keeps_the_last_mails(tmp_path):
    box = LetterBox(tmp_path, kept=3)
    for number in range(5):
        box.drop(f"Subject: {number}\n\n".encode())

    assert [mail.subject for mail in box.mails()] == ["4", "3", "2"]
