"""The tenant's own tokens, as a style sheet that the strict policy allows."""

from flask import Blueprint, Response, request

from laureat.request_work import current_tenant, request_reading
from laureat.web.assets import A_YEAR
from laureat.web.face import face_of, theme_of

blueprint = Blueprint("theme", __name__)


@blueprint.get("/theme.css")
def stylesheet() -> Response:
    """Send the tenant's tokens; kept for a year where the address names their digest."""
    with request_reading():
        face = face_of(current_tenant())
    tokens = "".join(f"{name}:{value};" for name, value in theme_of(face).items())
    response = Response(f":root{{{tokens}}}\n", mimetype="text/css")
    if request.args.get("digest") == face.theme_digest:
        response.cache_control.max_age = A_YEAR
        response.cache_control.immutable = True
    return response
