"""The API's own reference, as text: the OpenAPI document and the table of problem codes."""

import json
import re
from functools import cache
from typing import Any

from flask import Flask

from laureat.api.documentation import EXTENSION
from laureat.api.install import register
from laureat.api.problems import FAULTS, refusals, status_of
from laureat.domain.errors import Refusal

HEAD = """\
# Problem codes

Generated from the code: do not edit. Every failure of the API is `application/problem+json`
(RFC 9457). `type` is `urn:laureat:problem:` and the code; `title` says in French what is wrong and
what to do; `status` repeats the HTTP status. A code never changes its meaning: match on it.

| code | status | meaning |
| --- | ---: | --- |
"""


@cache
def openapi_text() -> str:
    """Give the OpenAPI document, as it is served."""
    app = Flask("laureat", static_folder=None)
    register(app)
    text: str = app.extensions[EXTENSION]
    return text


def openapi_document() -> dict[str, Any]:
    """Give the OpenAPI document."""
    document: dict[str, Any] = json.loads(openapi_text())
    return document


def problem_codes_text() -> str:
    """Give the table of problem codes, by code."""
    rows = {kind.code: (status_of(kind), _first_line(kind)) for kind in refusals()}
    rows |= {fault.code: (status, fault.meaning) for status, fault in FAULTS.items()}
    lines = (f"| `{code}` | {status} | {said} |" for code, (status, said) in sorted(rows.items()))
    return HEAD + "\n".join(lines).replace("``", "`") + "\n"


def _first_line(kind: type[Refusal]) -> str:
    line = (kind.__doc__ or "").strip().splitlines()[0]
    return re.sub(r'facts\["(\w+)"\]', r"\1", line)
