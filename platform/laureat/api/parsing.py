"""Reading a request: what cannot be stored or understood is refused before any verb is called."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from flask import Request, request
from marshmallow import RAISE, Schema, ValidationError
from webargs.core import missing
from webargs.flaskparser import FlaskParser, abort, is_json_request
from werkzeug.datastructures import CombinedMultiDict

from laureat.domain.errors import Invalid
from laureat.domain.readable import UNREADABLE, is_readable


class Parser(FlaskParser):
    """Reads JSON, queries and forms; unknown keys are errors everywhere."""

    DEFAULT_UNKNOWN_BY_LOCATION = {
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": RAISE,
        "multipart": RAISE,
    }
    __location_map__ = {**FlaskParser.__location_map__, "multipart": "load_multipart"}

    def load_multipart(self, req: Request, schema: Schema) -> Any:
        """Give the fields and the files of a form together."""
        return self._makeproxy(CombinedMultiDict([req.form, req.files]), schema)

    def _raw_load_json(self, req: Request) -> Any:
        """Read the body as JSON that PostgreSQL can keep: finite numbers, readable texts."""
        body = req.get_data(cache=True)
        if not is_json_request(req) and (body or req.form):  # a form was read already
            abort(415)
        if not body:
            return missing
        try:
            said = json.loads(body, parse_constant=_refuse_constant)
        except (RecursionError, ValueError) as error:
            abort(400, exc=error)
        if not is_storable(said):
            raise Invalid(UNREADABLE, fields={"body": UNREADABLE})
        return said

    def handle_error(
        self,
        error: ValidationError,
        req: Request,
        schema: Schema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        """Refuse what does not pass its schema, one sentence for each field."""
        fields = {
            path: sentence
            for place in dict(error.messages_dict).values()
            for path, sentence in sentences_in(place)
        }
        raise Invalid("La demande n’est pas complète ou pas correcte.", fields=fields)


def sentences_in(messages: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give each field's first sentence with its dotted path: ``declarations.0.applicant_id``."""
    if isinstance(messages, Mapping):
        for key, below in messages.items():
            inner = "" if key == "_schema" else str(key)
            yield from sentences_in(below, ".".join(part for part in (path, inner) if part))
    elif isinstance(messages, list | tuple) and messages:
        yield path or "body", str(messages[0])


def is_storable(value: object) -> bool:
    """Tell whether a JSON value holds only what the database can keep."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and not is_readable(one):
            return False
        if isinstance(one, float) and not math.isfinite(one):
            return False
        if isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
    return True


def etag_given() -> str:
    """Give the one strong ETag of the header If-Match; without it the request is refused (428)."""
    tags = list(request.if_match.as_set())
    if len(tags) != 1:
        abort(428)
    return str(tags[0])


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
