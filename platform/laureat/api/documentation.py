"""The OpenAPI document, and a page to read and try it, from assets that are all our own."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from apispec import APISpec
from flask import Blueprint, Flask, Response, current_app, request, send_from_directory
from werkzeug.exceptions import NotFound

from laureat.api.operations import PREFIX
from laureat.api.problems import answer_with_problems

EXTENSION = "laureat-openapi"
OURS = Path(str(files("laureat.api") / "static"))
SWAGGER = Path(str(files("swagger_ui") / "static"))
ASSETS = {
    "start.js": OURS,
    "page.css": OURS,
    "swagger-ui.css": SWAGGER,
    "swagger-ui-bundle.js": SWAGGER,
    "favicon-32x32.png": SWAGGER,
}
AN_HOUR = 3_600

blueprint = Blueprint("api_documentation", __name__, url_prefix=PREFIX)
answer_with_problems(blueprint)


def describe(app: Flask, spec: APISpec) -> None:
    """Serve the document of an API that has all its operations by now."""
    text = json.dumps(document_of(spec), ensure_ascii=False, indent=2, sort_keys=False) + "\n"
    app.extensions[EXTENSION] = text
    app.register_blueprint(blueprint)


def document_of(spec: APISpec) -> dict[str, Any]:
    """Give the document, its tags named as the operations name them, answers by their status."""
    document: dict[str, Any] = spec.to_dict()
    for tag in document["tags"]:
        tag["name"] = tag["name"].removeprefix("api_")
    for item in document["paths"].values():
        for method in item.keys() - {"parameters"}:
            item[method]["responses"] = dict(sorted(item[method]["responses"].items()))
    return document


@blueprint.get("/openapi.json")
def openapi_document() -> Response:
    """Send the OpenAPI document."""
    text: str = current_app.extensions[EXTENSION]
    response = current_app.response_class(text, mimetype="application/json")
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:16])
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


@blueprint.get("/docs")
def page() -> Response:
    """Show the document as a page."""
    return _kept(send_from_directory(OURS, "docs.html"))


@blueprint.get("/docs/<name>")
def asset(name: str) -> Response:
    """Send a file that the page needs."""
    if name not in ASSETS:
        raise NotFound
    return _kept(send_from_directory(ASSETS[name], name))


def _kept(response: Response) -> Response:
    response.cache_control.no_cache = None
    response.cache_control.public = True
    response.cache_control.max_age = AN_HOUR
    return response
