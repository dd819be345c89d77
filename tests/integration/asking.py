"""How the lines of ``routes_table.py`` are asked, and how what comes back is read."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.integration.routes_table import Answer, Line
from tests.integration.scene import Stage, Who

PART: Final = re.compile(r"<(?:\w+:)?(\w+)>")
SIGN_IN_PAGE: Final = "/connexion"
HELD: Final = frozenset({409, 412, 422, 428})
NO: Final[Mapping[int, Answer]] = {
    401: Answer.SIGN_IN,
    403: Answer.REFUSED,
    404: Answer.NOT_THERE,
}


def routes_of(app: Flask) -> set[tuple[str, str]]:
    """List every method of every address of the application."""
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def asked(stage: Stage, line: Line, who: Who) -> TestResponse:
    """Let somebody knock at a door of the first organisation, or with its ids at the other's."""
    ids = stage.home.ids
    sent: dict[str, Any] = {"query_string": filled(line.asks, ids)}
    if line.sends is not None:
        sent |= _body(line, filled(line.sends, ids))
    return stage.ask(who, line.method, address_of(line, ids), **sent)


def address_of(line: Line, ids: Mapping[str, str]) -> str:
    """Write the address of a line with the ids of a scene."""

    def part(name: str) -> str:
        chosen = line.of.get(name, name)
        return ids.get(chosen, chosen)

    return PART.sub(lambda found: part(found[1]), line.rule)


def filled(value: Any, ids: Mapping[str, str]) -> Any:
    """Put ids where a body or a query names them."""
    if isinstance(value, str):
        return value.format_map(ids)
    if isinstance(value, Mapping):
        return {name: filled(one, ids) for name, one in value.items()}
    if isinstance(value, list):
        return [filled(one, ids) for one in value]
    return value


def _body(line: Line, content: Mapping[str, Any]) -> dict[str, Any]:
    headers = {"If-Match": '"0"'} if line.is_of_the_api else {}
    files = {name: one for name, one in content.items() if isinstance(one, bytes)}
    if line.is_of_the_api and not files:
        return {"json": content, "headers": headers}
    uploads = {name: (BytesIO(one), "papier.pdf") for name, one in files.items()}
    kind = {"content_type": "multipart/form-data"} if files else {}
    return {"data": {**content, **uploads}, "headers": headers, **kind}


def answer_of(line: Line, response: TestResponse) -> Answer | str:
    """Say what an answer is; one that is none of those that may be is told as it came.

    Who reads and is held is before a closed door; who acts and is held was let in, unless the
    table says that the door is closed.
    """
    status = response.status_code
    if status in NO:
        return NO[status]
    if status in HELD:
        return Answer.CLOSED
    if status < 300:
        return Answer.ALLOWED
    place = urlsplit(response.location or "")
    if status >= 400 or place.netloc:
        return f"{status} {response.get_data(as_text=True)[:300]}"
    asks_for_a_name = place.path == SIGN_IN_PAGE and line.rule != SIGN_IN_PAGE
    return Answer.SIGN_IN if asks_for_a_name else Answer.ALLOWED


def given_to(stage: Stage, line: Line, who: Who) -> Answer | str:
    """Say what somebody is given at a door."""
    given = answer_of(line, asked(stage, line, who))
    expected = line.answer(who)
    if given is Answer.CLOSED and expected is Answer.ALLOWED and not line.reads:
        return Answer.ALLOWED
    return given
