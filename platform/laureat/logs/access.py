"""One line for each request: which tenant, which kind of page, what came of it, how long it took.

The line holds no address, no person and no identifier of a dossier: the route's template is written
(``/dossiers/<uuid:id>``), never the URL. The request's id joins it to the page that the person saw.
"""

import logging
from time import perf_counter

from flask import Flask, Response, g, request, request_started

log = logging.getLogger("laureat.access")

NO_ROUTE = "(none)"


def log_requests(app: Flask) -> None:
    """Write a line when each answer has been sent."""
    request_started.connect(_start, app)
    app.after_request(_log_once_sent)


def _start(_app: Flask, **_given: object) -> None:
    g.started_at = perf_counter()


def _log_once_sent(response: Response) -> Response:
    tenant = g.get("tenant")
    started_at = g.get("started_at", perf_counter())
    facts = {
        "tenant": tenant.slug if tenant is not None else None,
        "request_id": g.get("request_id", ""),
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule is not None else NO_ROUTE,
        "status": response.status_code,
    }

    def write() -> None:
        took = round((perf_counter() - started_at) * 1000, 1)
        log.info("request", extra={**facts, "duration_ms": took})

    response.call_on_close(write)
    return response
