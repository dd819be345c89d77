"""One's own account: what one is called, and where one is signed in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.domain.sign_in import digest_of_token
from laureat.permissions import require_somebody
from laureat.queries.people import sessions_of
from laureat.request_work import request_reading, request_work, session_token
from laureat.services.people.end_other_sessions import end_other_sessions
from laureat.services.people.end_session import end_session
from laureat.services.people.say_name import say_name
from laureat.web.staff import NOTHING_KEPT, Kept, StaffForm, acted, kept
from laureat.web.words import _

blueprint = Blueprint("account", __name__)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session of the reader; ``current`` is the one in which they read this."""

    id: UUID
    started_at: datetime
    expires_at: datetime
    current: bool


@blueprint.get("/mon-compte")
def index() -> ResponseReturnValue:
    """Show one's name, the address one signs in with, and one's open sessions."""
    return _account()


def _account(kept: Kept = NOTHING_KEPT) -> str:
    shown = digest_of_token(session_token())
    with request_reading() as work:
        require_somebody(work.actor)
        opened = sessions_of(work.session, work.person_id, work.now)
        name, email = work.actor.name, work.actor.email
    return render_template(
        "account.html.jinja",
        form=_name_form(kept, name),
        email=email,
        sessions=[
            OpenSession(one.id, one.started_at, one.expires_at, one.token_digest == shown)
            for one in opened
        ],
    )


def _name_form(kept: Kept, name: str) -> StaffForm:
    said = kept.field(
        "nom",
        "name",
        _("Prénom et nom"),
        value=name,
        help=_("Les courriers, les équipes, le jury et le procès-verbal vous nomment ainsi."),
        autocomplete="name",
    )
    return kept.fields("nom", said)


@blueprint.post("/mon-compte")
def rename() -> ResponseReturnValue:
    """Keep what one is called."""

    def act() -> None:
        with request_work() as work:
            say_name(work, request.form.get("name", ""))

    return acted(
        act,
        done=_("Votre nom est enregistré."),
        to=url_for(".index"),
        again=lambda refusal: _account(kept("nom", refusal)),
    )


@blueprint.post("/mon-compte/sessions/<uuid:session_id>")
def end(session_id: UUID) -> ResponseReturnValue:
    """End one of one's sessions."""

    def act() -> None:
        with request_work() as work:
            require_somebody(work.actor)
            end_session(work, session_id)

    return acted(
        act,
        done=_("La session est terminée."),
        to=url_for(".index", _anchor="sessions"),
        again=lambda _refusal: _account(),
    )


@blueprint.post("/mon-compte/sessions")
def end_others() -> ResponseReturnValue:
    """Sign out everywhere else."""

    def act() -> None:
        with request_work() as work:
            end_other_sessions(work, session_token())

    return acted(
        act,
        done=_("Vous n’êtes plus connecté qu’ici."),
        to=url_for(".index", _anchor="sessions"),
        again=lambda _refusal: _account(),
    )
