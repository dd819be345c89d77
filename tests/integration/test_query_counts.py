"""No page and no operation asks more questions for more rows, and none that reads can write.

Every address that is read is placed: in ``COUNTED`` with those for whom it is counted, or in
``NO_ROWS`` with the reason why nothing on it can grow.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import pytest
from flask import Flask
from redis import Redis
from sqlalchemy import Engine, event

from laureat.models import Tenant
from laureat.plugin_host import PluginHost
from laureat.runtime import Runtime, queue_on
from tests.integration.asking import asked, routes_of
from tests.integration.routes_table import LINES, Answer, Line
from tests.integration.scene import Stage, Who, staged
from tests.servers import Addresses

pytestmark = pytest.mark.takes_long

NOBODY, CANDIDATE, REFERENT = (Who.NOBODY,), (Who.CANDIDATE,), (Who.REFERENT,)
JUROR, CHAIR, ORGANISER = (Who.JUROR,), (Who.CHAIR,), (Who.ORGANISER,)
READERS = CANDIDATE + ORGANISER

COUNTED: Final[Mapping[str, tuple[Who, ...]]] = {
    "/": NOBODY + CANDIDATE,
    "/trophees/<programme>/<edition>": NOBODY + ORGANISER,
    "/trophees/<programme>/<edition>/palmares": NOBODY + ORGANISER,
    "/trophees/<programme>/<edition>/formulaire.docx": NOBODY + ORGANISER,
    "/trophees/<programme>/<edition>/formulaire.pdf": NOBODY + ORGANISER,
    "/trophees/<programme>/<edition>/reglement": NOBODY + ORGANISER,
    "/mon-compte": CANDIDATE,
    "/mes-dossiers": CANDIDATE,
    "/structure": CANDIDATE,
    "/structure/<uuid:applicant_id>": READERS,
    "/dossiers/nouveau": CANDIDATE,
    "/dossiers/<uuid:candidature_id>": READERS,
    "/dossiers/<uuid:candidature_id>/attestation.pdf": CANDIDATE,
    "/dossiers/<uuid:candidature_id>/recepisse.pdf": CANDIDATE,
    "/dossiers/<uuid:candidature_id>/formulaire/<section>": CANDIDATE,
    "/dossiers/<uuid:candidature_id>/relecture": CANDIDATE,
    "/dossiers/<uuid:candidature_id>/retrait": CANDIDATE,
    "/coordination": REFERENT + ORGANISER,
    "/coordination/<programme>/<uuid:applicant_id>": REFERENT + ORGANISER,
    "/organisation": ORGANISER,
    "/organisation/<programme>/<edition>/dossiers": ORGANISER,
    "/organisation/<programme>/<edition>/dossiers.csv": ORGANISER,
    "/organisation/<programme>/<edition>/dossiers.xlsx": ORGANISER,
    "/organisation/<programme>/<edition>/jury": ORGANISER,
    "/organisation/<programme>/<edition>/configuration": ORGANISER,
    "/organisation/<programme>/<edition>/configuration/essai": ORGANISER,
    "/organisation/<programme>/<edition>/configuration/historique": ORGANISER,
    "/organisation/<programme>/<edition>/configuration/historique/comparaison": ORGANISER,
    "/organisation/<programme>/<edition>/configuration/partie/<path:address>": ORGANISER,
    "/organisation/<programme>/<edition>/configuration/publication": ORGANISER,
    "/organisation/<programme>/<edition>/configuration/repetition": ORGANISER,
    "/organisation/<programme>/<edition>/configuration/verification": ORGANISER,
    "/organisation/<programme>/<edition>/edition-suivante": ORGANISER,
    "/organisation/dossiers/<uuid:candidature_id>": ORGANISER,
    "/organisation/dossiers/<uuid:candidature_id>/attestation": ORGANISER,
    "/organisation/dossiers/<uuid:candidature_id>/reclassement": ORGANISER,
    "/organisation/liens/<uuid:conflict_id>": ORGANISER,
    "/deliberation": CHAIR,
    "/deliberation/<programme>/<edition>": CHAIR + ORGANISER,
    "/deliberation/<programme>/<edition>/palmares": ORGANISER,
    "/deliberation/<programme>/<edition>/palmares/apercu": ORGANISER,
    "/deliberation/<programme>/<edition>/proces-verbal": ORGANISER,
    "/deliberation/<programme>/<edition>/proces-verbal.pdf": ORGANISER,
    "/deliberation/categories/<uuid:category_id>": CHAIR + ORGANISER,
    "/jury": JUROR + CHAIR,
    "/jury/<uuid:juror_id>/liens": JUROR,
    "/jury/categories/<uuid:category_id>": (*JUROR, Who.RECUSED),
    "/jury/dossiers/<uuid:candidature_id>": JUROR,
    "/exploitation": (Who.OPERATOR,),
    "/api/v1/sessions": CANDIDATE,
    "/api/v1/me": CANDIDATE + REFERENT + JUROR,
    "/api/v1/applicants": CANDIDATE,
    "/api/v1/applicants/<uuid:applicant_id>": READERS,
    "/api/v1/applicants/<uuid:applicant_id>/team": READERS,
    "/api/v1/recognitions": REFERENT + ORGANISER,
    "/api/v1/candidatures": CANDIDATE,
    "/api/v1/candidatures/<uuid:candidature_id>": READERS,
    "/api/v1/candidatures/<uuid:candidature_id>/attestation": CANDIDATE,
    "/api/v1/candidatures/<uuid:candidature_id>/attestation-returns": READERS,
    "/api/v1/candidatures/<uuid:candidature_id>/dossier": READERS,
    "/api/v1/candidatures/<uuid:candidature_id>/draft": CANDIDATE,
    "/api/v1/candidatures/<uuid:candidature_id>/reclassification-preview": ORGANISER,
    "/api/v1/candidatures/<uuid:candidature_id>/receipt": CANDIDATE,
    "/api/v1/candidatures/<uuid:candidature_id>/trail": ORGANISER,
    "/api/v1/attestation-returns/<uuid:return_id>/file": READERS,
    "/api/v1/editions": NOBODY + ORGANISER,
    "/api/v1/editions/<uuid:edition_id>": NOBODY + ORGANISER,
    "/api/v1/editions/<uuid:edition_id>/form": NOBODY,
    "/api/v1/editions/<uuid:edition_id>/candidatures": READERS,
    "/api/v1/editions/<uuid:edition_id>/configuration": ORGANISER,
    "/api/v1/editions/<uuid:edition_id>/configuration/changes": ORGANISER,
    "/api/v1/editions/<uuid:edition_id>/configuration/rehearsal": ORGANISER,
    "/api/v1/editions/<uuid:edition_id>/configuration/saves": ORGANISER,
    "/api/v1/editions/<uuid:edition_id>/jurors": ORGANISER,
    "/api/v1/editions/<uuid:edition_id>/conflicts": ORGANISER,
    "/api/v1/editions/<uuid:edition_id>/decisions": ORGANISER,
    "/api/v1/editions/<uuid:edition_id>/minutes": ORGANISER,
    "/api/v1/editions/<uuid:edition_id>/minutes.pdf": ORGANISER,
    "/api/v1/editions/<uuid:edition_id>/palmares": NOBODY,
    "/api/v1/jurors/<uuid:juror_id>/interests": JUROR + ORGANISER,
    "/api/v1/jurors/<uuid:juror_id>/seats": JUROR + ORGANISER,
    "/api/v1/seats/<uuid:seat_id>/dossiers": JUROR,
    "/api/v1/categories/<uuid:category_id>/rounds/latest": JUROR + ORGANISER,
    "/api/v1/rounds/<uuid:round_id>": JUROR + ORGANISER,
    "/api/v1/rounds/<uuid:round_id>/tally": ORGANISER,
}

A_FILE = "It is a file."
A_TEXT = "It is a text of the organisation."

NO_ROWS: Final[Mapping[str, str]] = {
    "/accessibilite": A_TEXT,
    "/donnees-personnelles": A_TEXT,
    "/mentions-legales": A_TEXT,
    "/theme.css": "It is made of the organisation's profile.",
    "/static/<digest>/<path:name>": A_FILE,
    "/static/<digest>/bootstrap/<path:name>": A_FILE,
    "/territoires": "The territories are in memory.",
    "/connexion": "It asks for an address.",
    "/connexion/<uuid:code_id>": "It asks for one code.",
    "/api/v1/health": "It asks whether the database answers.",
    "/api/v1/openapi.json": "It is made when the application starts.",
    "/api/v1/docs": A_FILE,
    "/api/v1/docs/<name>": A_FILE,
}

WRITES: Final[Mapping[str, str]] = {
    "/jury/dossiers/<uuid:candidature_id>": "That a juror has read a dossier is kept.",
}


SAME_LENGTH: Final[Mapping[str, str]] = {
    "/api/v1/jurors/<uuid:juror_id>/seats": "A juror has a seat in each category.",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A statement that was sent, and whether its transaction could write."""

    statement: str
    could_write: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """What was asked of the database for one answer, and how long the list in it is."""

    questions: list[Question]
    items: int


Answers: TypeAlias = Mapping[int, Mapping[tuple[str, Who], Heard]]
"""By how many rows there were, then by line and reader."""

READINGS: Final[tuple[tuple[Line, Who], ...]] = tuple(
    (line, who)
    for line in LINES
    if line.reads
    for who in COUNTED.get(line.rule, NOBODY)
    if line.answer(who) is Answer.ALLOWED
)
ONE_READER_OF_EACH: Final = tuple({line.name: (line, who) for line, who in READINGS}.values())
EVERY_READING = [pytest.param(line, who, id=f"{line.name} for {who}") for line, who in READINGS]


@pytest.fixture(scope="module")
def asked_for(
    engine: Engine,
    tenants: dict[str, Tenant],
    plugins: PluginHost,
    addresses: Addresses,
    doors: Callable[[Runtime], Flask],
) -> Answers:
    """Read every address on a scene with one of each thing, then on one with three."""
    heard = {}
    with Redis.from_url(addresses.queue(15)) as valkey:
        parts: dict[str, Any] = {
            "tenants": tenants,
            "plugins": plugins,
            "queue": queue_on(valkey),
            "serve": doors,
        }
        for rows in (1, 3):
            with staged(engine, rows=rows, **parts) as stage:
                for line, who in ONE_READER_OF_EACH:
                    asked(stage, line, who)  # what a process remembers, it remembers from here on
                heard[rows] = {
                    (line.name, who): _heard(engine, stage, line, who) for line, who in READINGS
                }
    return heard


def _heard(engine: Engine, stage: Stage, line: Line, who: Who) -> Heard:
    with _listening(engine) as questions:
        response = asked(stage, line, who)
    assert response.status_code == 200, (line.name, who, response.get_data(as_text=True)[:300])
    said = (response.json if response.is_json else None) or {}
    return Heard(questions, len(said.get("items", ())))


@contextmanager
def _listening(engine: Engine) -> Iterator[list[Question]]:
    heard: list[Question] = []

    def note(connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK TO")):
            with connection.connection.cursor() as aside:
                aside.execute("SHOW transaction_read_only")
                heard.append(Question(statement, could_write=aside.fetchone() == ("off",)))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield heard
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def read(app: Flask) -> set[str]:
    """Every address that can be read."""
    return {rule for method, rule in routes_of(app) if method == "GET"}


def test_every_address_that_is_read_is_placed_once(read: set[str]):
    assert set(COUNTED) | set(NO_ROWS) == read
    assert set(COUNTED) & set(NO_ROWS) == set()


def test_every_address_is_counted_for_all_that_are_named():
    counted = {(line.rule, who) for line, who in READINGS if line.rule in COUNTED}

    assert counted == {(rule, who) for rule, whose in COUNTED.items() for who in whose}


@pytest.mark.parametrize(("line", "who"), EVERY_READING)
def test_more_rows_ask_no_more_questions(line: Line, who: Who, asked_for: Answers):
    one, three = (_by_statement(asked_for[rows][line.name, who].questions) for rows in (1, 3))

    assert three - one == Counter()
    assert one - three == Counter()


def test_three_of_each_thing_do_make_the_lists_longer(asked_for: Answers):
    same = {
        line.rule
        for line, who in READINGS
        if asked_for[1][line.name, who].items
        and asked_for[1][line.name, who].items >= asked_for[3][line.name, who].items
    }

    assert same == set(SAME_LENGTH)


def test_what_reads_cannot_write(asked_for: Answers):
    could_write = {
        line.rule
        for line, who in READINGS
        if any(one.could_write for one in asked_for[1][line.name, who].questions)
    }

    assert could_write == set(WRITES)


LISTED = re.compile(r"IN \((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
"""A list of values, or of pairs of values, each of which is itself in brackets."""


def _by_statement(questions: list[Question]) -> Counter[str]:
    """Count the statements; how many values a list in them holds does not matter."""
    return Counter(LISTED.sub("IN (…)", one.statement) for one in questions)
