"""The attestation of deposit: the paper to sign, and its return."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.documents.attestation import AttestationSheet, attestation_pdf
from laureat.domain.errors import Conflict, Invalid, NotFound
from laureat.domain.french import long_instant
from laureat.models import Attestation
from laureat.queries.attestations import latest_attestation
from laureat.request_work import (
    current_runtime,
    current_tenant,
    request_reading,
    request_work,
)
from laureat.services.attestations.receive import SignedPaper, receive_attestation
from laureat.web.dossier import Dossier, dossier_to_see
from laureat.web.dossier_pages import FILE, SIGNATORY, dossier_page, signing_fields
from laureat.web.face import face_of
from laureat.web.fields import faulty
from laureat.web.refusals import status_of
from laureat.web.words import _

blueprint = Blueprint("attestations", __name__)


@blueprint.get("/dossiers/<uuid:candidature_id>/attestation.pdf")
def paper(candidature_id: UUID) -> ResponseReturnValue:
    """Typeset the attestation of the version that was deposited, ready to sign."""
    with request_reading() as work:
        dossier = dossier_to_see(work, candidature_id)
        attestation = latest_attestation(work.session, candidature_id)
    if attestation is None:
        raise NotFound("Il n’y a pas encore d’attestation : déposez d’abord le dossier.")
    face = face_of(current_tenant())
    pdf = attestation_pdf(_sheet(dossier, attestation, face.name), accent=face.accent)
    response = Response(pdf, mimetype="application/pdf")
    name = f"attestation-{attestation.reference}.pdf".replace(" ", "-")
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
                    filename=(upload.filename if upload is not None else None) or "attestation",
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


def _sheet(dossier: Dossier, attestation: Attestation, organiser: str) -> AttestationSheet:
    candidature, definition = dossier.candidature, dossier.definition
    terms = definition.attestation
    if terms is None or candidature.submitted_at is None:
        raise NotFound("Cette édition ne demande pas d’attestation.")
    return AttestationSheet(
        organiser=organiser,
        trophy_title=definition.programme_title,
        edition_title=definition.title,
        dossier_number=candidature.number,
        structure_name=candidature.applicant.name,
        siret=candidature.applicant.siret,
        category_title=candidature.category.title,
        project_title=candidature.title,
        submitted_at=long_instant(candidature.submitted_at, dossier.zone),
        fingerprint=attestation.fingerprint,
        due_at=long_instant(definition.calendar.attestation_due.at, dossier.zone),
        engagement=terms.statement,
        return_instructions=tuple(terms.instructions.split("\n\n")),
        verification_url=url_for("dossiers.show", candidature_id=candidature.id, _external=True),
        dated=attestation.issued_at,
        attestation_title=terms.title,
    )
