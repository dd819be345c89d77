"""Every failure as HTTP problem details (RFC 9457): refusals by their kind, others by status."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, g
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from laureat.domain import errors
from laureat.domain.errors import (
    ChangedMeanwhile,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    SignInNeeded,
    TooManyTries,
    Unavailable,
)
from laureat.integrations.files import FilesUnavailable
from laureat.services.people.request_code import WITHIN

MEDIA_TYPE = "application/problem+json"

STATUS: Mapping[type[Refusal], int] = {
    NotFound: 404,
    SignInNeeded: 401,
    Forbidden: 403,
    ChangedMeanwhile: 412,
    Conflict: 409,
    Invalid: 422,
    TooManyTries: 429,
    Unavailable: 503,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure of the exchange itself, before any rule of the business was asked."""

    code: str
    sentence: str
    meaning: str


FAULTS: Mapping[int, Fault] = {
    400: Fault(
        "malformed",
        "La demande ne peut pas être lue : vérifiez que son corps est du JSON valable, en UTF-8.",
        "The request cannot be read.",
    ),
    404: Fault(
        "not-found",
        "L’API n’a rien à cette adresse : vérifiez-la dans sa documentation, /api/v1/docs.",
        "It does not exist, or the actor may not know that it does.",
    ),
    405: Fault(
        "method-not-allowed",
        "Cette adresse ne connaît pas cette méthode : l’en-tête Allow dit lesquelles elle accepte.",
        "The resource has no such method; the header Allow lists those it has.",
    ),
    413: Fault(
        "too-large",
        "La demande dépasse 20 Mo : réduisez le fichier, puis envoyez-le de nouveau.",
        "The body is larger than the platform takes.",
    ),
    415: Fault(
        "unsupported-media-type",
        "Ce type de contenu n’est pas accepté ici : envoyez du JSON, avec l’en-tête"
        " Content-Type: application/json.",
        "The body is not of the type that the operation takes.",
    ),
    428: Fault(
        "precondition-needed",
        "Dites de quelle version vous partez : donnez dans l’en-tête If-Match l’ETag reçu avec le"
        " brouillon.",
        "The header If-Match is missing; give the one ETag that the draft was read with.",
    ),
    500: Fault(
        "internal",
        "Une erreur est survenue de notre côté. Réessayez ; si elle persiste, donnez à"
        " l’organisateur le numéro de la demande.",
        "Something broke; ``request_id`` finds it in the platform's records.",
    ),
}

RETRY_AFTER: Mapping[type[Refusal], int] = {
    TooManyTries: int(WITHIN.total_seconds()),
    Unavailable: 30,
}


def answer_with_problems(blueprint: Blueprint) -> None:
    """Answer every failure under a blueprint in the same shape."""
    blueprint.register_error_handler(Refusal, problem_of)
    blueprint.register_error_handler(HTTPException, problem_of_http)
    for trouble in (OperationalError, FilesUnavailable):
        blueprint.register_error_handler(trouble, problem_of_outage)


def problem_of(refusal: Refusal) -> Response:
    """Describe a refusal; its kind gives the status, its code the machine-readable cause."""
    facts = {name: fact for name, fact in refusal.data.items() if is_plain(fact)}
    if refusal.article is not None:
        facts["article"] = refusal.article
    response = _problem(status_of(type(refusal)), refusal.code, str(refusal), facts)
    response.headers.update(_headers(refusal))
    return response


def problem_of_http(error: HTTPException) -> ResponseReturnValue:
    """Describe a failure of the exchange, or an error of ours, of which nothing is told."""
    status = error.code or 500
    if status < 400:  # a redirection is no failure
        return error
    fault = FAULTS.get(status) or FAULTS[400 if status < 500 else 500]
    facts = {"request_id": g.get("request_id", "")} if status >= 500 else {}
    response = _problem(status, fault.code, fault.sentence, facts)
    kept = (pair for pair in error.get_headers() if pair[0].lower() != "content-type")
    response.headers.extend(kept)
    return response


def problem_of_outage(trouble: Exception) -> Response:
    """Describe a database or a file store that does not answer; the cause goes to the logs only."""
    current_app.logger.warning("a part of the platform is down", exc_info=trouble)
    return problem_of(
        Unavailable("Le service est momentanément indisponible : réessayez dans un instant.")
    )


def status_of(kind: type[Refusal]) -> int:
    """Give the HTTP status of a kind of refusal."""
    return next(STATUS[one] for one in kind.__mro__ if one in STATUS)


def refusals() -> list[type[Refusal]]:
    """List every kind of refusal, the kinds that only group others included."""
    return [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, Refusal) and kind is not Refusal
    ]


def problem_codes() -> list[str]:
    """List every code that a problem may have."""
    codes = [kind.code for kind in refusals()] + [fault.code for fault in FAULTS.values()]
    return sorted(set(codes))


def is_plain(fact: object) -> bool:
    """Tell whether JSON can hold a fact as it is."""
    try:
        json.dumps(fact, allow_nan=False)
    except (TypeError, ValueError):
        return False
    return True


def _problem(status: int, code: str, title: str, facts: Mapping[str, object]) -> Response:
    body: dict[str, Any] = {
        **facts,
        "type": f"urn:laureat:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
    }
    text = current_app.json.dumps(body)
    return current_app.response_class(text, status=status, mimetype=MEDIA_TYPE)


def _headers(refusal: Refusal) -> dict[str, str]:
    headers = {}
    if seconds := RETRY_AFTER.get(type(refusal)):
        headers["Retry-After"] = str(seconds)
    if isinstance(refusal, SignInNeeded):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(refusal, ChangedMeanwhile) and "etag" in refusal.facts:
        headers["ETag"] = f'"{refusal.facts["etag"]}"'
    return headers
