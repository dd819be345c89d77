"""The legal notices, the accessibility statement and the privacy notice of a tenant."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from laureat.domain.actors import Role
from laureat.request_work import current_tenant, request_reading
from laureat.web.face import face_of
from laureat.web.notice_pages import notices_of

blueprint = Blueprint("notices", __name__)


@blueprint.get("/mentions-legales")
def legal() -> ResponseReturnValue:
    """Say who publishes this site and who hosts it."""
    return _notice("legal")


@blueprint.get("/donnees-personnelles")
def privacy() -> ResponseReturnValue:
    """Say what is kept about people, why, how long, and what their rights are."""
    return _notice("privacy")


@blueprint.get("/accessibilite")
def accessibility() -> ResponseReturnValue:
    """State how accessible the site is: without an audit, that it does not conform."""
    return _notice("accessibility")


def _notice(name: str) -> str:
    with request_reading() as work:
        face = face_of(current_tenant())
    page = notices_of(face, to_organiser=Role.ORGANISER in work.actor.roles)
    return render_template(f"notices/{name}.html.jinja", page=page)
