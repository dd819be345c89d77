"""The pages of a dossier: open one, see where it stands, read it over, deposit it, take it back."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.domain.errors import ChangedMeanwhile, Conflict, Invalid, Refusal
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.candidatures.start import start_candidature
from laureat.services.candidatures.submit import submit_candidature
from laureat.services.candidatures.withdraw import withdraw_candidature
from laureat.web.dossier import dossier_panel, dossier_to_see
from laureat.web.dossier_pages import dossier_page, opening_page, review_page, withdrawal_page
from laureat.web.presentation import said
from laureat.web.refusals import status_of
from laureat.web.words import _

blueprint = Blueprint("dossiers", __name__)


@blueprint.get("/dossiers/nouveau")
def ask_to_open() -> ResponseReturnValue:
    """Show what opening a dossier in a category means; nothing exists before the button."""
    edition_id, category = _asked()
    with request_reading() as work:
        page = opening_page(work, edition_id, category, current_runtime().plugins)
    return render_template("dossiers/opening.html.jinja", page=page)


@blueprint.post("/dossiers/nouveau")
def open_one() -> ResponseReturnValue:
    """Open a dossier, then show it."""
    edition_id, category = _asked()
    try:
        with request_work() as work:
            applicant_id = UUID(request.form.get("applicant", ""))
            opened = start_candidature(
                work, edition_id, category=category, applicant_id=applicant_id
            )
    except ValueError:
        return redirect(url_for("structures.ask"), code=303)
    except (Conflict, Invalid) as refusal:
        with request_reading() as work:
            page = opening_page(work, edition_id, category, current_runtime().plugins)
        shown = render_template("dossiers/opening.html.jinja", page=page, refusal=said(refusal))
        return shown, status_of(refusal)
    return redirect(url_for(".show", candidature_id=opened.id), code=303)


@blueprint.get("/dossiers/<uuid:candidature_id>")
def show(candidature_id: UUID) -> ResponseReturnValue:
    """Show where a dossier stands."""
    with request_reading() as work:
        page = dossier_page(work, dossier_to_see(work, candidature_id))
    return render_template("dossiers/dossier.html.jinja", page=page)


@blueprint.get("/dossiers/<uuid:candidature_id>/relecture")
def review(candidature_id: UUID) -> ResponseReturnValue:
    """Show the dossier as the jury will read it, and what is missing."""
    return _review(candidature_id, None)


@blueprint.post("/dossiers/<uuid:candidature_id>/deposer")
def submit(candidature_id: UUID) -> ResponseReturnValue:
    """Deposit the dossier; a refusal stays on the review, with its reasons."""
    try:
        with request_work() as work:
            deposited = submit_candidature(
                work,
                candidature_id,
                etag=request.form.get("etag", ""),
                accept_rules="accept_rules" in request.form,
                plugins=current_runtime().plugins,
            )
    except (Conflict, Invalid) as refusal:
        return _review(candidature_id, refusal)
    if deposited.registered_at is None:
        flash(
            _(
                "Votre dossier est déposé. Il sera pris en compte dès que vous aurez retourné"
                " l’attestation signée."
            )
        )
    else:
        flash(_("Votre dossier est déposé et pris en compte."))
    return redirect(url_for(".show", candidature_id=candidature_id), code=303)


@blueprint.get("/dossiers/<uuid:candidature_id>/retrait")
def ask_to_withdraw(candidature_id: UUID) -> ResponseReturnValue:
    """Say what taking the dossier back would touch, before doing it."""
    with request_reading() as work:
        page = withdrawal_page(dossier_to_see(work, candidature_id))
    return render_template("dossiers/withdrawal.html.jinja", page=page, reason="")


@blueprint.post("/dossiers/<uuid:candidature_id>/retrait")
def withdraw(candidature_id: UUID) -> ResponseReturnValue:
    """Take the dossier back."""
    try:
        with request_work() as work:
            withdrawn = withdraw_candidature(
                work,
                candidature_id,
                reason=request.form.get("reason", ""),
                plugins=current_runtime().plugins,
            )
    except Conflict as refusal:
        flash(said(refusal), "stop")
        return redirect(url_for(".show", candidature_id=candidature_id), code=303)
    flash(_("Le dossier %(number)s est retiré.", number=withdrawn.number))
    return redirect(url_for("my_dossiers.index"), code=303)


def _review(candidature_id: UUID, refusal: Refusal | None) -> ResponseReturnValue:
    with request_reading() as work:
        dossier = dossier_to_see(work, candidature_id)
        page = review_page(work, dossier, refusal, current_runtime().plugins)
    shown = render_template(
        "dossiers/review.html.jinja",
        page=page,
        panel=dossier_panel(dossier, with_act=False),
        accepted="accept_rules" in request.form,
        changed=isinstance(refusal, ChangedMeanwhile),
    )
    return shown, 200 if refusal is None else status_of(refusal)


def _asked() -> tuple[UUID, str]:
    """Read which edition and category are asked for; an address that is not one is not found."""
    try:
        return UUID(request.values.get("edition", "")), request.values.get("categorie", "")
    except ValueError:
        return UUID(int=0), ""
