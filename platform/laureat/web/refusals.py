"""What a reader sees when the platform says no: the reason, in their language, and the remedy."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Flask, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from laureat.domain.errors import (
    ChangedMeanwhile,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    SignInNeeded,
    TooManyTries,
    Unavailable,
)
from laureat.web.carried import Carried, nearest_page, page_to_return_to
from laureat.web.presentation import said
from laureat.web.words import _

STATUS: Mapping[type[Refusal], int] = {
    NotFound: 404,
    SignInNeeded: 401,
    Forbidden: 403,
    ChangedMeanwhile: 412,
    Conflict: 409,
    Invalid: 422,
    TooManyTries: 429,
    Unavailable: 503,
}


def answer_refusals(app: Flask) -> None:
    """Answer what our pages refuse, and what is found under no page; the API answers for itself."""
    app.register_error_handler(Refusal, show_refusal)
    app.register_error_handler(HTTPException, show_http_error)


def status_of(refusal: Refusal) -> int:
    """Give the HTTP status of a refusal: that of its kind."""
    return next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)


def wants_json() -> bool:
    """Tell whether one of our modules asks, rather than a reader's click."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def show_refusal(refusal: Refusal) -> ResponseReturnValue:
    """Say a refusal that no page keeps for itself: sign in first, or a page with the remedy."""
    if wants_json():
        return refusal_as_json(refusal)
    if isinstance(refusal, SignInNeeded):
        return _ask_to_sign_in()
    return _error_page(status_of(refusal), said(refusal))


def refusal_as_json(refusal: Refusal) -> ResponseReturnValue:
    """Say a refusal to one of our modules."""
    return jsonify(refusal.data | {"code": refusal.code, "sentence": said(refusal)}), status_of(
        refusal
    )


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """Say what went wrong before any page was reached, or an error that is ours."""
    status = error.code or 500
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    if wants_json():
        return jsonify(code="http-error", sentence=_sentence(status)), status
    return _error_page(status, _sentence(status))


def _ask_to_sign_in() -> ResponseReturnValue:
    """Lead to the sign-in page and back; what was typed in a form goes along, and comes back."""
    if request.method == "GET":
        return redirect(url_for("sign_in.ask", suite=page_to_return_to()), code=303)
    return render_template("sign_in/ask.html.jinja", carried=Carried.from_form(), email=""), 401


def _error_page(status: int, sentence: str) -> ResponseReturnValue:
    page = render_template(
        "errors/error.html.jinja",
        title=_title(status),
        sentence=sentence,
        remedy=_remedy(status),
        back=_way_back(status),
        reference=g.get("request_id", "") if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "",
    )
    return page, status


def _way_back(status: int) -> str:
    """Give the address of the page from which a form was posted; empty where there is none."""
    page = nearest_page()
    asked_for = request.method == "GET" and page == request.path
    hidden = status in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    return "" if asked_for or hidden or page == "/" else page


def _title(status: int) -> str:
    titles = {
        403: _("Cette page ne vous est pas ouverte"),
        404: _("Nous ne trouvons pas cette page"),
        405: _("Cette page ne s’ouvre pas ainsi"),
        409: _("Ce n’est pas possible maintenant"),
        412: _("Cette page a changé entre-temps"),
        413: _("Ce fichier est trop lourd"),
        422: _("Il reste quelque chose à corriger"),
        429: _("Un instant, s’il vous plaît"),
        503: _("Un service est momentanément indisponible"),
    }
    return titles.get(status, _("Une erreur est survenue de notre côté"))


def _sentence(status: int) -> str:
    sentences = {
        400: _("Votre navigateur a envoyé une demande que nous ne comprenons pas."),
        404: _("L’adresse est peut-être incomplète, ou la page a été retirée."),
        405: _("Cette adresse s’ouvre depuis un bouton d’une de nos pages."),
        413: _(
            "Ce que vous avez envoyé dépasse la taille permise : rien n’en a été enregistré. Ce qui"
            " l’était déjà est conservé."
        ),
    }
    return sentences.get(
        status, _("Ce n’est pas de votre fait. Ce que vous aviez enregistré est conservé.")
    )


def _remedy(status: int) -> str:
    remedies = {
        403: _("Vérifiez que vous êtes connecté avec la bonne adresse électronique."),
        404: _("Repartez de l’accueil, ou écrivez-nous si un lien vous a conduit ici."),
        413: _(
            "Réduisez le fichier, par exemple en le numérisant en noir et blanc, et recommencez."
        ),
        429: _("Attendez quelques minutes, puis recommencez."),
        500: _("Réessayez dans un instant. Si cela se reproduit, écrivez-nous avec la référence."),
        503: _("Réessayez dans quelques minutes."),
    }
    return remedies.get(status, _("Revenez à la page précédente, ou repartez de l’accueil."))
