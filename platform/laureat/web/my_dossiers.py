"""Somebody's dossiers, edition by edition: those that exist, then what may still be opened."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from laureat.permissions import require_somebody
from laureat.queries.applicants import applicants_of, invitations_of
from laureat.request_work import request_reading
from laureat.web.my_editions import my_editions

blueprint = Blueprint("my_dossiers", __name__)


@blueprint.get("/mes-dossiers")
def index() -> ResponseReturnValue:
    """Show the dossiers of all the applicants that the reader writes for."""
    with request_reading() as work:
        require_somebody(work.actor)
        applicants = applicants_of(work.session, work.person_id)
        invitations = invitations_of(work.session, work.person_id)
        editions = my_editions(work, applicants)
    return render_template(
        "dossiers/mine.html.jinja",
        applicants=applicants,
        invitations=invitations,
        sits=bool(work.actor.jurors),
        editions=editions,
    )
