"""The files that pages need: style sheets, modules, drawings, and Bootstrap from its own package.

Their address holds a digest of them all, so that a browser keeps them for a year and a deployment
changes them at once; what one file imports from another has the same digest in its address. They
are few and small, and kept in memory, compressed.
"""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from mimetypes import guess_type
from pathlib import Path

from flask import Blueprint, Response, abort, request

OURS = Path(str(files("laureat.web") / "static"))
BOOTSTRAP = Path(str(files("flask_bootstrap") / "static" / "bootstrap5"))
A_YEAR = 365 * 86_400
FOLDER = "/static"

blueprint = Blueprint("assets", __name__, url_prefix=FOLDER)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file in memory, as it is and compressed."""

    media_type: str
    content: bytes
    compressed: bytes


@cache
def build() -> str:
    """Give the digest of our files: what their addresses begin with."""
    digest = hashlib.sha256()
    for path in sorted(OURS.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(OURS).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def asset(name: str) -> str:
    """Give the address of a file by its name: ``asset("laureat.css")``."""
    return f"{FOLDER}/{build()}/{name}"


@blueprint.get("/<digest>/bootstrap/<path:name>")
def bootstrap(digest: str, name: str) -> Response:
    """Send a file of Bootstrap."""
    return _sent(BOOTSTRAP, name, digest)


@blueprint.get("/<digest>/<path:name>")
def file(digest: str, name: str) -> Response:
    """Send one of our files."""
    return _sent(OURS, name, digest)


@cache
def _read(folder: Path) -> dict[str, Asset]:
    """Read a folder's style sheets, modules and drawings, once."""
    kept = {}
    for path in folder.rglob("*"):
        if path.suffix in {".css", ".js", ".svg"} and "bootswatch" not in path.parts:
            content = path.read_bytes()
            media_type = guess_type(path.name)[0] or "application/octet-stream"
            name = path.relative_to(folder).as_posix()
            kept[name] = Asset(media_type, content, gzip.compress(content, mtime=0))
    return kept


def _sent(folder: Path, name: str, digest: str) -> Response:
    """Send a file; let the browser keep it where the address names its digest."""
    found = _read(folder).get(name)
    if found is None:
        abort(404)
    compress = request.accept_encodings.quality("gzip") > 0
    response = Response(found.compressed if compress else found.content, mimetype=found.media_type)
    response.vary.add("Accept-Encoding")
    if compress:
        response.content_encoding = "gzip"
    if digest == build():
        response.cache_control.public = True
        response.cache_control.max_age = A_YEAR
        response.cache_control.immutable = True
    return response
