"""The one way to declare an operation: its name, its answer, and every problem that it may meet."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from flask_smorest import Blueprint
from marshmallow import Schema

from laureat.api.parsing import Parser
from laureat.api.problems import FAULTS, MEDIA_TYPE, answer_with_problems, status_of
from laureat.api.schemas.problems import ProblemOut
from laureat.domain.errors import (
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    SignInNeeded,
    Unavailable,
)

PREFIX = "/api/v1"

View = TypeVar("View", bound=Callable[..., Any])

PATH_PARAMETERS: Mapping[str, str] = {
    "address": "The path of a part of an edition's files, such as categories/0/title.",
    "applicant_id": "The id of an applicant.",
    "candidature_id": "The id of a candidature.",
    "category_id": "The id of a category.",
    "conflict_id": "The id of a conflict of interests.",
    "edition_id": "The id of an edition.",
    "juror_id": "The id of a member of a jury.",
    "return_id": "The id of a returned attestation.",
    "round_id": "The id of a round of voting.",
    "session_id": "The id of a session.",
    "seat_id": "The id of a seat: one juror in one category.",
}

IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag that the draft was last read or saved with.",
    "schema": {"type": "string"},
    "example": '"9f86d081884c7d65"',
}


class Room(Blueprint):  # type: ignore[misc] # flask-smorest ships no types
    """A part of the API, with its own tag in the documentation."""

    ARGUMENTS_PARSER = Parser()
    DEFAULT_LOCATION_CONTENT_TYPE_MAPPING = {
        **Blueprint.DEFAULT_LOCATION_CONTENT_TYPE_MAPPING,
        "multipart": "multipart/form-data",
    }

    def __init__(self, tag: str, description: str) -> None:
        super().__init__(f"api_{tag}", __name__, url_prefix=PREFIX, description=description)
        self.tag = tag
        answer_with_problems(self)

    def route(self, rule: str, **options: Any) -> Callable[[type], type]:
        """Place a resource, and describe what its address holds."""
        names = re.findall(r"<(?:\w+:)?(\w+)>", rule)
        parameters = [
            {"name": name, "in": "path", "description": PATH_PARAMETERS[name]} for name in names
        ]
        placed: Callable[[type], type] = super().route(
            rule, parameters=parameters, tags=[self.tag], **options
        )
        return placed

    def operation(
        self,
        name: str,
        status: int,
        schema: type[Schema] | dict[str, Any] | None = None,
        *,
        refuses: Iterable[type[Refusal]] = (),
        public: bool = False,
        **told: Any,
    ) -> Callable[[View], View]:
        """Name the operation of a method, its answer and its refusals. Stands above ``arguments``.

        ``if_match`` asks for the header; the rest describes the answer, as flask-smorest takes it.
        """
        if_match = told.pop("if_match", False)
        if isinstance(schema, type):
            told.setdefault("description", (schema.__doc__ or "").strip().splitlines()[0])

        def declare(view: View) -> View:
            is_read = view.__name__ == "get"
            taken = _locations(view)
            codes = _codes(refuses, public=public, is_read=is_read, taken=taken)
            if if_match:
                codes[428].append(FAULTS[428].code)
            manual: dict[str, Any] = {
                "operationId": name,
                "security": [] if public else [{"bearer": []}],
                "responses": {status: _answer(known) for status, known in sorted(codes.items())},
            }
            if if_match:
                manual["parameters"] = [IF_MATCH]
            answered = self.response(status, schema, **told)(view)
            declared: View = self.doc(**manual)(answered)
            return declared

        return declare


def _locations(view: Callable[..., Any]) -> set[str]:
    """Say where the arguments of a view come from: ``json``, ``query``, ``multipart``."""
    known = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", [])
    return {parameter["in"] for parameter in known}


def _codes(
    refuses: Iterable[type[Refusal]], *, public: bool, is_read: bool, taken: set[str]
) -> defaultdict[int, list[str]]:
    """List the codes of the problems that an operation may answer, by status."""
    kinds: list[type[Refusal]] = [NotFound, Unavailable]
    if not public:
        kinds.append(SignInNeeded)
    if not (public and is_read):
        kinds.append(Forbidden)
    if taken:
        kinds.append(Invalid)
    codes: defaultdict[int, list[str]] = defaultdict(list)
    for kind in dict.fromkeys([*kinds, *refuses]):
        codes[status_of(kind)].append(kind.code)
    for status in (500, *((400, 413, 415) if taken - {"query"} else ())):
        codes[status].append(FAULTS[status].code)
    return codes


def problem_answer(codes: Iterable[str]) -> dict[str, Any]:
    """Describe the answer of an operation that meets one of some problems."""
    return {
        "description": "A problem: " + ", ".join(f"`{code}`" for code in codes) + ".",
        "content": {MEDIA_TYPE: {"schema": ProblemOut}},
    }


def _answer(codes: list[str]) -> dict[str, Any] | str:
    """Describe several problems; one alone is described once for all, under its own code."""
    return codes[0] if len(codes) == 1 else problem_answer(codes)
