"""Sign in by a code that is mailed: no password to invent, to remember or to lose."""

from uuid import UUID

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from laureat.domain.errors import Invalid, Refusal, TooManyTries
from laureat.domain.sign_in import SESSION_LIFETIME
from laureat.queries.people import code_by_id
from laureat.request_work import (
    COOKIE,
    current_runtime,
    request_reading,
    request_work,
    session_token,
)
from laureat.services.people.request_code import request_sign_in_code
from laureat.services.people.sign_in import NewSession, NotSignedIn
from laureat.services.people.sign_in import sign_in as open_session
from laureat.services.people.sign_out import sign_out as end_session
from laureat.web.carried import HOME, Carried
from laureat.web.presentation import said
from laureat.web.refusals import refusal_as_json, status_of, wants_json
from laureat.web.words import _

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/connexion")
def ask() -> ResponseReturnValue:
    """Ask for the address to which the code will go."""
    return render_template("sign_in/ask.html.jinja", carried=Carried.from_request(), email="")


@blueprint.post("/connexion")
def send_code() -> ResponseReturnValue:
    """Have a code mailed; the answer is the same whether the address is known or not."""
    email, carried = request.form.get("email", ""), Carried.from_request()
    try:
        with request_work() as work:
            code = request_sign_in_code(work, email)
    except (Invalid, TooManyTries) as refusal:
        return _ask_again(refusal, email, carried)
    if wants_json():
        return jsonify(url=url_for(".use_code", code_id=code.id), email=code.email)
    if carried.fields:
        return render_template(
            "sign_in/code.html.jinja", code_id=code.id, email=code.email, carried=carried, word=""
        )
    return redirect(url_for(".ask_code", code_id=code.id, suite=carried.path or None), code=303)


@blueprint.get("/connexion/<uuid:code_id>")
def ask_code(code_id: UUID) -> ResponseReturnValue:
    """Ask for the code; a mailed link leads here with its word, and is inert until the button."""
    with request_reading() as work:
        email = code_by_id(work.session, code_id).email
    return render_template(
        "sign_in/code.html.jinja",
        code_id=code_id,
        email=email,
        carried=Carried.from_request(),
        word=request.args.get("mot", ""),
    )


@blueprint.post("/connexion/<uuid:code_id>")
def use_code(code_id: UUID) -> ResponseReturnValue:
    """Open the session, then go back to where the reader was, with what they had typed."""
    carried, typed = Carried.from_request(), request.form.get("code", "")
    runtime = current_runtime()
    with request_work() as work:
        email = code_by_id(work.session, code_id).email
        opened = open_session(
            work, code_id, code=typed, secret=runtime.settings.secret, plugins=runtime.plugins
        )
    if isinstance(opened, NotSignedIn):
        return _code_again(opened.refusal, code_id, email, carried)
    return _with_session(_after(carried), opened)


@blueprint.post("/deconnexion")
def sign_out() -> ResponseReturnValue:
    """End the session, here and now."""
    with request_work() as work:
        end_session(work, session_token())
    flash(_("Vous êtes déconnecté. À bientôt."))
    response = make_response(redirect(url_for("public.home"), code=303))
    response.delete_cookie(COOKIE)
    response.headers["Clear-Site-Data"] = '"cache"'  # the next person here goes back to nothing
    return response


def _after(carried: Carried) -> Response:
    if wants_json():
        return make_response(jsonify(signed_in=True))
    if carried.fields and carried.path:
        return make_response(render_template("sign_in/resume.html.jinja", carried=carried))
    return make_response(redirect(carried.path or HOME, code=303))


def _with_session(response: Response, opened: NewSession) -> Response:
    response.set_cookie(
        COOKIE,
        opened.token,
        max_age=SESSION_LIFETIME,
        secure=current_runtime().settings.over_tls,
        httponly=True,
        samesite="Lax",
    )
    return response


def _ask_again(refusal: Refusal, email: str, carried: Carried) -> ResponseReturnValue:
    if wants_json():
        return refusal_as_json(refusal)
    page = render_template(
        "sign_in/ask.html.jinja", carried=carried, email=email, error=said(refusal)
    )
    return page, status_of(refusal)


def _code_again(
    refusal: Refusal, code_id: UUID, email: str, carried: Carried
) -> ResponseReturnValue:
    if wants_json():
        return refusal_as_json(refusal)
    page = render_template(
        "sign_in/code.html.jinja",
        code_id=code_id,
        email=email,
        carried=carried,
        word="",
        error=said(refusal),
    )
    return page, status_of(refusal)
