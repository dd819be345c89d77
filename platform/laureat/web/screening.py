"""The organiser's page of one dossier: what was found, what came back, and what to decide."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.consequences.definitions import definition_of
from laureat.domain.errors import NotFound
from laureat.domain.vocabulary import CheckVerdict, RecognitionAnswer, ScreeningVerdict
from laureat.permissions import Permission, require
from laureat.queries.attestations import (
    file_by_id,
    latest_attestation,
    latest_return,
    return_by_id,
)
from laureat.queries.candidatures import candidature_by_id
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.attestations.check import check_attestation
from laureat.services.candidatures.reclassify import (
    preview_reclassification,
    reclassify_candidature,
)
from laureat.services.candidatures.screen import screen_candidature
from laureat.services.structures.mark_member import mark_member
from laureat.services.structures.recognise import recognise
from laureat.web.desk_dossier import (
    MARKS,
    anchors_of,
    check_form,
    desk_dossier,
    findings_in_words,
    recognition_form,
    screening_form,
    state_tag,
)
from laureat.web.fields import Shape
from laureat.web.staff import NOTHING_KEPT, Kept, acted, chosen, kept, typed
from laureat.web.words import _
from laureat.work import Work

blueprint = Blueprint("screening", __name__)


@blueprint.get("/organisation/dossiers/<uuid:candidature_id>")
def dossier(candidature_id: UUID) -> ResponseReturnValue:
    """Show a dossier with its findings, its attestation, its history, and the acts to come."""
    return _dossier(candidature_id)


def _dossier(candidature_id: UUID, kept: Kept = NOTHING_KEPT) -> str:
    with request_reading() as work:
        candidature = candidature_by_id(work.session, candidature_id)
        require(work.actor, Permission.CANDIDATURE_SCREEN, candidature)
        page = desk_dossier(work, candidature)
    return render_template(
        "organiser/dossier.html.jinja",
        page=page,
        anchors=anchors_of(page),
        state=state_tag(candidature),
        marks=MARKS,
        found=findings_in_words(page.findings),
        screening_form=screening_form(page, kept),
        check_form=check_form(kept),
        recognition_form=recognition_form(kept),
    )


def _act(
    candidature_id: UUID, form: str, act: Callable[[Work], object], done: str
) -> ResponseReturnValue:
    """Do one of the acts of the page; a refusal shows it again with what was typed."""

    def whole() -> None:
        with request_work() as work:
            act(work)

    return acted(
        whole,
        done=done,
        to=url_for(".dossier", candidature_id=candidature_id),
        again=lambda refusal: _dossier(candidature_id, kept(form, refusal)),
    )


@blueprint.post("/organisation/dossiers/<uuid:candidature_id>/instruction")
def screen(candidature_id: UUID) -> ResponseReturnValue:
    """Admit the dossier to the jury, or set it aside."""
    return _act(
        candidature_id,
        "instruction",
        lambda work: screen_candidature(
            work,
            candidature_id,
            verdict=chosen(ScreeningVerdict, "verdict"),
            reason=typed("reason"),
            plugins=current_runtime().plugins,
        ),
        _("La décision est enregistrée, et le candidat en est informé."),
    )


@blueprint.post("/organisation/attestations/<uuid:return_id>/verification")
def check(return_id: UUID) -> ResponseReturnValue:
    """Accept or refuse the signed attestation that came back."""
    with request_reading() as work:
        returned = return_by_id(work.session, return_id)
        candidature = candidature_by_id(work.session, returned.candidature_id)
        require(work.actor, Permission.ATTESTATION_CHECK, candidature)
    return _act(
        candidature.id,
        "attestation",
        lambda work: check_attestation(
            work,
            return_id,
            verdict=chosen(CheckVerdict, "check"),
            reason=typed("check_reason"),
            plugins=current_runtime().plugins,
        ),
        _("La vérification de l’attestation est enregistrée."),
    )


@blueprint.get("/organisation/dossiers/<uuid:candidature_id>/attestation")
def returned_file(candidature_id: UUID) -> ResponseReturnValue:
    """Send the signed paper, as a file to keep and never as a page of ours."""
    with request_reading() as work:
        candidature = candidature_by_id(work.session, candidature_id)
        require(work.actor, Permission.ATTESTATION_CHECK, candidature)
        attestation = latest_attestation(work.session, candidature.id)
        returned = latest_return(work.session, attestation.id) if attestation else None
        if returned is None:
            raise NotFound("Aucune attestation signée n’est revenue pour ce dossier.")
        file = file_by_id(work.session, returned.file_id)
    suffix = file.media_type.rpartition("/")[2]
    name = f"attestation-{candidature.number}.{suffix}"
    return Response(
        current_runtime().files.get(file.key, tenant_id=file.tenant_id),
        mimetype=file.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@blueprint.get("/organisation/dossiers/<uuid:candidature_id>/reclassement")
def preview(candidature_id: UUID) -> ResponseReturnValue:
    """Show what a move to another category would do, before anything is done."""
    return _preview(candidature_id, request.args.get("vers", ""))


def _preview(candidature_id: UUID, category: str, kept: Kept = NOTHING_KEPT) -> str:
    with request_reading() as work:
        seen = preview_reclassification(
            work, candidature_id, to_category=category, plugins=current_runtime().plugins
        )
        definition = definition_of(work.session, seen.candidature.edition)
    form = "reclassement"
    reason = kept.field(
        form,
        "reason",
        _("Motif du changement de catégorie"),
        shape=Shape.LINES,
        help=_("Le candidat le lira."),
    )
    return render_template(
        "organiser/reclassify.html.jinja",
        preview=seen,
        definition=definition,
        marks=MARKS,
        form=kept.fields(form, reason),
    )


@blueprint.post("/organisation/dossiers/<uuid:candidature_id>/reclassement")
def reclassify(candidature_id: UUID) -> ResponseReturnValue:
    """Move the dossier to another category."""
    category = typed("vers")

    def act() -> None:
        with request_work() as work:
            reclassify_candidature(
                work,
                candidature_id,
                to_category=category,
                reason=typed("reason"),
                plugins=current_runtime().plugins,
            )

    return acted(
        act,
        done=_("Le dossier a changé de catégorie, et le candidat en est informé."),
        to=url_for(".dossier", candidature_id=candidature_id),
        again=lambda refusal: _preview(candidature_id, category, kept("reclassement", refusal)),
    )


@blueprint.post("/organisation/dossiers/<uuid:candidature_id>/adhesion")
def membership(candidature_id: UUID) -> ResponseReturnValue:
    """Say whether the structure is a member of the network."""

    def act(work: Work) -> None:
        mark_member(
            work,
            candidature_by_id(work.session, candidature_id).applicant_id,
            member=typed("member") == "oui",
            plugins=current_runtime().plugins,
        )

    return _act(
        candidature_id,
        "adhesion",
        act,
        _("L’adhésion est notée ; les conditions ont été vérifiées de nouveau."),
    )


@blueprint.post("/organisation/dossiers/<uuid:candidature_id>/reconnaissance")
def answer_for_coordination(candidature_id: UUID) -> ResponseReturnValue:
    """Recognise the structure, or refuse, in place of a coordination that is silent or absent."""

    def act(work: Work) -> None:
        candidature = candidature_by_id(work.session, candidature_id)
        require(work.actor, Permission.CANDIDATURE_SCREEN, candidature)  # a referent has their own
        recognise(
            work,
            candidature.applicant_id,
            programme_id=candidature.edition.programme_id,
            answer=chosen(RecognitionAnswer, "answer"),
            reason=typed("recognition_reason"),
            plugins=current_runtime().plugins,
        )

    return _act(
        candidature_id,
        "reconnaissance",
        act,
        _("La réponse est enregistrée, et le candidat en est informé."),
    )
