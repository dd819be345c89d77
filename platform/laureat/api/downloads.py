"""Files that come and go: PDFs that we typeset, and what was sent to us, kept apart from pages."""

from typing import Any

from flask import Response
from werkzeug.datastructures import FileStorage

from laureat.integrations.files import FileStore
from laureat.models import StoredFile

PDF_CONTENT: dict[str, Any] = {"type": "string", "format": "binary"}


def name_of(file: FileStorage) -> str:
    """Give the name that its sender gave a file, without what cannot be shown."""
    name = "".join(one for one in file.filename or "" if one.isprintable())
    return name[:200] or "attestation"


def pdf_response(pdf: bytes, name: str) -> Response:
    """Send a PDF of ours."""
    response = Response(pdf, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "inline", filename=name)
    response.cache_control.private = True
    return response


def stored_response(file: StoredFile, files: FileStore) -> Response:
    """Send a file that somebody gave us, piece by piece, never to be run within our pages."""
    pieces = files.chunks(file.key, tenant_id=file.tenant_id)
    response = Response(pieces, mimetype=file.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=file.name)
    response.headers["Content-Length"] = str(file.size)
    response.cache_control.private = True
    return response
