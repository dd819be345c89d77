"""The form of a dossier, a page for each part: saved as one types, or by its button."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.configuration.definition import Section
from laureat.configuration.forms import draft_faults
from laureat.domain.errors import ChangedMeanwhile, Conflict, Invalid, Refusal
from laureat.request_work import request_reading, request_work
from laureat.services.candidatures.save_draft import SavedDraft, save_draft
from laureat.web.dossier import (
    Dossier,
    DossierForm,
    dossier_panel,
    dossier_to_see,
    form_to_see,
)
from laureat.web.dossier_pages import section_lines
from laureat.web.fields import faulty
from laureat.web.forms import Posted, fields_of, read_aloud, read_post
from laureat.web.presentation import clock_time, said
from laureat.web.refusals import refusal_as_json, status_of, wants_json
from laureat.web.words import _

blueprint = Blueprint("dossier_form", __name__)


@blueprint.get("/dossiers/<uuid:candidature_id>/formulaire/<section>")
def edit(candidature_id: UUID, section: str) -> ResponseReturnValue:
    """Show a part of the form with what is written so far."""
    with request_reading() as work:
        dossier = dossier_to_see(work, candidature_id)
    part = dossier.section(section)
    answers = dossier.draft.answers
    left = next((one for one in dossier.sections if one.slug == request.args.get("apres")), None)
    return _page(dossier, part, answers, draft_faults([part], answers), left=left)


@blueprint.post("/dossiers/<uuid:candidature_id>/formulaire/<section>")
def save(candidature_id: UUID, section: str) -> ResponseReturnValue:
    """Save a part of the form; whatever happens, what was typed stays."""
    try:
        with request_work() as work:
            form = form_to_see(work, candidature_id)
            part = form.section(section)
            posted = read_post(part, request.form)
            saved = save_draft(work, candidature_id, answers=posted.answers, etag=_etag())
    except (Conflict, Invalid) as refusal:
        return _kept(candidature_id, part, posted, refusal)
    if wants_json():
        return _saved_as_json(form, part, saved)
    if posted.unclear or "rester" in request.form:
        return _stay(candidature_id, part, posted)
    following = form.after(part)
    if following is None:
        return redirect(url_for("dossiers.review", candidature_id=candidature_id), code=303)
    return redirect(
        url_for(".edit", candidature_id=candidature_id, section=following.slug, apres=part.slug),
        code=303,
    )


def _etag() -> str:
    """Read which state of the text this page started from."""
    return request.headers.get("If-Match", "").strip('"') or request.form.get("etag", "")


def _stay(candidature_id: UUID, part: Section, posted: Posted) -> ResponseReturnValue:
    if not posted.unclear:
        flash(_("C’est enregistré. Le dossier n’est pas déposé pour autant."))
        return redirect(
            url_for(".edit", candidature_id=candidature_id, section=part.slug), code=303
        )
    with request_reading() as work:
        dossier = dossier_to_see(work, candidature_id)
    faults = draft_faults([part], posted.answers)
    return _page(dossier, part, posted.answers, faults, posted=posted), 422


def _kept(
    candidature_id: UUID, part: Section, posted: Posted, refusal: Conflict | Invalid
) -> ResponseReturnValue:
    """Keep on the page what could not be saved, beside what somebody else wrote meanwhile."""
    theirs = refusal.facts.get("answers", {}) if isinstance(refusal, ChangedMeanwhile) else {}
    differing = _differing(part, posted.answers, theirs if isinstance(theirs, Mapping) else {})
    if wants_json():
        return _refused_as_json(refusal, differing)
    with request_reading() as work:
        dossier = dossier_to_see(work, candidature_id)
    answers = {**dossier.draft.answers, **posted.answers}
    page = _page(
        dossier,
        part,
        answers,
        draft_faults([part], answers),
        posted=posted,
        refusal=said(refusal),
        etag=str(refusal.facts.get("etag") or dossier.draft.etag),
        theirs=differing,
        saved_by=str(refusal.facts.get("saved_by", "")),
    )
    return page, status_of(refusal)


def _differing(
    part: Section, ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """List the answers that somebody else has saved otherwise, by label, as they read."""
    return [
        (question.label, read_aloud(question, theirs[question.name]) or _("(vide)"))
        for question in part.questions
        if question.name in theirs and theirs[question.name] != ours.get(question.name)
    ]


def _refused_as_json(refusal: Refusal, differing: list[tuple[str, str]]) -> ResponseReturnValue:
    if not isinstance(refusal, ChangedMeanwhile):
        return refusal_as_json(refusal)
    body = {
        "code": refusal.code,
        "sentence": said(refusal),
        "etag": refusal.facts["etag"],
        "saved_by": refusal.facts.get("saved_by", ""),
        "saved_by_you": refusal.facts.get("saved_by_you", False),
        "theirs": [{"label": label, "answer": answer} for label, answer in differing],
    }
    return jsonify(body), status_of(refusal)


def _saved_as_json(form: DossierForm, part: Section, saved: SavedDraft) -> ResponseReturnValue:
    names = {question.name for question in part.questions}
    return jsonify(
        etag=saved.etag,
        sentence=_("Enregistré à %(hour)s", hour=clock_time(saved.saved_at, form.zone)),
        faults={name: fault for name, fault in saved.faults.items() if name in names},
    )


def _page(
    dossier: Dossier,
    part: Section,
    answers: Mapping[str, Any],
    faults: Mapping[str, str],
    *,
    posted: Posted | None = None,
    **more: object,
) -> str:
    fields = fields_of(part, answers, faults, posted)
    shown: dict[str, object] = {
        "dossier": dossier,
        "panel": dossier_panel(dossier, with_act=False),
        "part": part,
        "number": dossier.sections.index(part) + 1,
        "fields": fields,
        "faulty": faulty(fields) if posted is not None else [],
        "lines": section_lines(dossier),
        "etag": dossier.draft.etag,
        "left": None,
        "refusal": "",
        "theirs": [],
        "saved_by": "",
    }
    return render_template("dossiers/form.html.jinja", **(shown | more))
