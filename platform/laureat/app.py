"""Put the parts together: the only module that knows every door."""

from itertools import chain
from uuid import uuid4

from flask import Flask, Response, g, request

from laureat import api, web
from laureat.domain.errors import NOTHING_THERE, Forbidden, Invalid, NotFound
from laureat.domain.readable import UNREADABLE, is_readable
from laureat.request_work import EXTENSION, current_runtime
from laureat.runtime import Runtime

MOST_BYTES = 20 * 1024 * 1024

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "private, no-cache",  # unless an answer says otherwise of itself
}


def create_app(runtime: Runtime) -> Flask:
    """Make the WSGI application of a deployment."""
    app = Flask("laureat", static_folder=None)
    app.secret_key = runtime.settings.secret
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_BYTES  # what is too long is refused by its verb
    app.config["SESSION_COOKIE_SECURE"] = runtime.settings.over_tls
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.extensions[EXTENSION] = runtime
    app.before_request(name_the_request)
    app.before_request(refuse_other_origins)
    app.before_request(refuse_what_cannot_be_kept)
    app.after_request(add_security_headers)
    api.register(app)
    web.register(app)
    return app


def own_origin() -> str:
    """Give our own origin as browsers write it; before us, a proxy may have ended TLS."""
    scheme = "https" if current_runtime().settings.over_tls else request.scheme
    return f"{scheme}://{request.host}"


def name_the_request() -> None:
    """Give the request an id, which the logs and the error pages show."""
    g.request_id = uuid4().hex[:16]


def refuse_other_origins() -> None:
    """Refuse a change that another site's page asks for (cross-site request forgery).

    Browsers say where a request comes from in ``Sec-Fetch-Site``, older ones in ``Origin``;
    programs say neither, and must then show a bearer's token rather than ride on a cookie.
    """
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    is_ours = (
        site in {"same-origin", "none"}
        if site is not None
        else origin == own_origin()
        if origin is not None
        else not request.cookies
    )
    if not is_ours:
        raise Forbidden(
            "Cette demande vient d’un autre site : elle est refusée. Recommencez depuis nos pages."
        )


def refuse_what_cannot_be_kept() -> None:
    """Refuse an address or a form with characters that no text has; JSON is read by the API."""
    if not is_readable(request.path):
        raise NotFound(NOTHING_THERE)
    names = (file.filename or "" for file in request.files.values())
    sent = (*request.args.items(multi=True), *request.form.items(multi=True))
    if not all(map(is_readable, (*chain.from_iterable(sent), *names))):
        raise Invalid(UNREADABLE)


def add_security_headers(response: Response) -> Response:
    """Tell the browser to trust only what we serve."""
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    if current_runtime().settings.over_tls:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    response.headers["X-Request-Id"] = g.get("request_id", "")
    return response
