"""The papers of a deposit: the receipt, the attestation to sign, and its return."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.domain.errors import Conflict, Invalid
from laureat.papers import attestation_paper, receipt_paper
from laureat.request_work import (
    current_runtime,
    current_tenant,
    request_reading,
    request_work,
)
from laureat.services.attestations.receive import SignedPaper, receive_attestation
from laureat.web.dossier import dossier_to_see, form_to_see
from laureat.web.dossier_pages import FILE, SIGNATORY, dossier_page, signing_fields
from laureat.web.fields import faulty
from laureat.web.refusals import status_of
from laureat.web.words import _

blueprint = Blueprint("attestations", __name__)


@blueprint.get("/dossiers/<uuid:candidature_id>/attestation.pdf")
def paper(candidature_id: UUID) -> ResponseReturnValue:
    """Typeset the attestation of the version that was deposited, ready to sign."""
    page_url = url_for("dossiers.show", candidature_id=candidature_id, _external=True)
    with request_reading() as work:
        candidature = dossier_to_see(work, candidature_id).candidature
        pdf = attestation_paper(work, current_tenant(), candidature, page_url=page_url)
    return _to_keep(pdf, f"attestation-{candidature.number}.pdf")


@blueprint.get("/dossiers/<uuid:candidature_id>/recepisse.pdf")
def receipt(candidature_id: UUID) -> ResponseReturnValue:
    """Typeset the receipt of the version that was deposited."""
    with request_reading() as work:
        candidature = form_to_see(work, candidature_id).candidature
        pdf = receipt_paper(work, current_tenant(), candidature, current_runtime().plugins)
    return _to_keep(pdf, f"recepisse-{candidature.number}.pdf")


def _to_keep(pdf: bytes, name: str) -> Response:
    response = Response(pdf, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.cache_control.private = True
    return response


@blueprint.post("/dossiers/<uuid:candidature_id>/attestation")
def receive(candidature_id: UUID) -> ResponseReturnValue:
    """Receive the signed paper; from this instant the candidature counts."""
    upload, signatory = request.files.get(FILE), request.form.get(SIGNATORY, "")
    try:
        with request_work() as work:
            receive_attestation(
                work,
                candidature_id,
                paper=SignedPaper(
                    content=upload.read() if upload is not None else b"",
                    filename=(upload.filename or "") if upload is not None else "",
                    signatory=signatory,
                ),
                files=current_runtime().files,
                plugins=current_runtime().plugins,
            )
    except (Conflict, Invalid) as refusal:
        with request_reading() as work:
            page = dossier_page(work, dossier_to_see(work, candidature_id))
        fields = signing_fields(refusal, signatory)
        shown = render_template(
            "dossiers/dossier.html.jinja", page=page, fields=fields, faulty=faulty(fields)
        )
        return shown, status_of(refusal)
    flash(_("Nous avons bien reçu l’attestation signée : votre candidature est prise en compte."))
    return redirect(url_for("dossiers.show", candidature_id=candidature_id), code=303)
