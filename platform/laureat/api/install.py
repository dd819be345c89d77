"""Give the application its API: the rooms, the OpenAPI document, and problems under /api only."""

from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_smorest import Api
from werkzeug.exceptions import HTTPException

from laureat.api import documentation
from laureat.api.operations import problem_answer
from laureat.api.problems import problem_codes, problem_of_http
from laureat.api.rooms import ROOMS

ROOT = "/api/"

DESCRIPTION = """\
The API of Lauréat does what the pages do, by the same rules. Every address belongs to one
organiser: that of its host name.

**Signing in.** Ask for a code (`request_sign_in_code`), then open a session with it
(`open_session`) and send its token as `Authorization: Bearer …`.

**Problems.** Every failure is `application/problem+json` (RFC 9457). Match on `code`, which never
changes its meaning; show `title`, a sentence in French that names the remedy.

**Lists** that may be long take `after` and `limit`; the header `Link` leads to what follows.

**Drafts** are written by several people at once: send back the `ETag` you read in `If-Match`. When
a colleague has saved meanwhile, the answer is 412 with their text, and nothing is lost.

**Time.** Instants are in ISO 8601, in UTC. The server's clock at receipt is the one that counts.
"""


class DescribedApi(Api):  # type: ignore[misc] # flask-smorest ships no types
    """flask-smorest, leaving errors to our own problems and the document's pages to us."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Touch nobody else's errors: each room answers its own."""

    def _register_responses(self) -> None:
        """Describe each problem once, under its code; operations name those they may answer."""
        for code in problem_codes():
            self.spec.components.response(code, problem_answer([code]), lazy=True)

    def _register_pagination_header(self) -> None:
        """Leave out page numbers: our lists go on from an id."""


def register(app: Flask) -> None:
    """Add the API to an application."""
    api = DescribedApi(
        app,
        spec_kwargs={
            "title": "Lauréat",
            "version": "v1",
            "openapi_version": "3.1.0",
            "info": {"description": DESCRIPTION},
            "servers": [{"url": "/", "description": "The organiser whose host name this is."}],
        },
    )
    api.spec.components.security_scheme(
        "bearer",
        {
            "type": "http",
            "scheme": "bearer",
            "description": "The token of a session, given by `open_session`.",
        },
    )
    for room in ROOMS:
        api.register_blueprint(room)
    documentation.describe(app, api.spec)
    app.before_request(refuse_unknown_addresses)


def refuse_unknown_addresses() -> ResponseReturnValue | None:
    """Answer with a problem where nothing of the API matches the address or the method."""
    error = request.routing_exception
    if not request.path.startswith(ROOT) or not isinstance(error, HTTPException):
        return None
    return problem_of_http(error)
