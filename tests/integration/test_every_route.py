"""Every route answers everybody as its line of ``routes_table.py`` says, and nobody else's eyes."""

import io
import zipfile
from collections.abc import Callable, Iterator

import pypdf
import pytest
from flask import Flask
from redis import Redis
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from laureat.models import Tenant
from laureat.plugin_host import PluginHost
from laureat.runtime import Runtime, queue_on
from tests.integration.asking import asked, given_to, routes_of
from tests.integration.routes_table import LINES, Line, routes_placed
from tests.integration.scene import OURS, THEIRS, Stage, Who, staged
from tests.servers import Addresses

pytestmark = pytest.mark.takes_long

EVERY_LINE = [pytest.param(line, id=line.name) for line in LINES]
READS = [pytest.param(line, id=line.name) for line in LINES if line.reads]


@pytest.fixture(scope="module")
def stage(
    engine: Engine,
    tenants: dict[str, Tenant],
    plugins: PluginHost,
    addresses: Addresses,
    doors: Callable[[Runtime], Flask],
) -> Iterator[Stage]:
    """Play the scene once for all the lines."""
    with Redis.from_url(addresses.queue(15)) as valkey:
        queue = queue_on(valkey)
        with staged(engine, tenants=tenants, plugins=plugins, queue=queue, serve=doors) as played:
            yield played


def test_every_route_has_a_line_and_every_line_a_route(stage: Stage):
    assert set(routes_placed()) == routes_of(stage.serve(stage.runtime))


@pytest.mark.parametrize("line", EVERY_LINE)
def test_a_route_answers_everybody_as_its_line_says(stage: Stage, line: Line):
    assert {who: given_to(stage, line, who) for who in Who} == {
        who: line.answer(who) for who in Who
    }


@pytest.mark.parametrize("line", READS)
def test_nothing_of_one_organisation_is_told_in_another(stage: Stage, line: Line):
    told = words_of(asked(stage, line, Who.RIVAL))

    assert [name for name in OURS.all if name in told] == []


@pytest.mark.parametrize("who", [Who.ORGANISER, Who.RIVAL])
def test_each_organisation_does_see_its_own(stage: Stage, who: Who):
    scene, words = (stage.away, THEIRS) if who is Who.RIVAL else (stage.home, OURS)
    pages = (
        "/organisation/{programme}/{edition}/dossiers",
        "/organisation/{programme}/{edition}/jury",
        "/structure/{applicant_id}",
    )
    told = "".join(words_of(stage.ask(who, "GET", one.format_map(scene.ids))) for one in pages)

    assert [name for name in words.all if name not in told] == []


def words_of(response: TestResponse) -> str:
    """Read all that an answer says: its head, and its body, unpacked where it is packed."""
    head, body = str(response.headers), response.get_data()
    if response.mimetype == "application/pdf":
        return head + "".join(
            page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages
        )
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    return head + body.decode("utf-8", errors="replace")
