"""The form of a dossier, a page for each part: saved as one types, or by its button."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.configuration.conditions import settled
from laureat.configuration.definition import Section
from laureat.configuration.forms import located_faults
from laureat.configuration.kinds.group import ADDED, REMOVED
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
from laureat.web.forms import Filled, Posted, fields_of, read_aloud, read_post
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
    return _page(dossier, part, answers, left=left)


@blueprint.post("/dossiers/<uuid:candidature_id>/formulaire/<section>")
def save(candidature_id: UUID, section: str) -> ResponseReturnValue:
    """Save a part of the form; whatever happens, what was typed stays."""
    try:
        with request_work() as work:
            form = form_to_see(work, candidature_id)
            part = form.section(section)
            posted = read_post(part, request.form, form.frozen)
            saved = save_draft(work, candidature_id, answers=posted.answers, etag=_etag())
    except (Conflict, Invalid) as refusal:
        return _kept(candidature_id, part, posted, refusal)
    if wants_json():
        return _saved_as_json(form, part, saved)
    if posted.unclear:
        return _unclear(candidature_id, part, posted)
    here = _reason_to_stay(part, saved)
    if here is not None:
        return redirect(
            url_for(".edit", candidature_id=candidature_id, section=part.slug, **here), code=303
        )
    following = form.after(part, saved.answers)
    if following is None:
        return redirect(url_for("dossiers.review", candidature_id=candidature_id), code=303)
    return redirect(
        url_for(".edit", candidature_id=candidature_id, section=following.slug, apres=part.slug),
        code=303,
    )


def _etag() -> str:
    """Read which state of the text this page started from."""
    return request.headers.get("If-Match", "").strip('"') or request.form.get("etag", "")


def _reason_to_stay(part: Section, saved: SavedDraft) -> dict[str, Any] | None:
    """Say where to come back to on the same page; None when the next page follows.

    One stays to add or remove a row, because it was asked for, or because the answers have raised
    questions that the page did not show.
    """
    for question in part.questions:
        for act in (ADDED, REMOVED):
            if f"{question.name}.{act}" in request.form:
                grown = {"ajouter": question.name} if act == ADDED else {}
                return {**grown, "_anchor": f"champ-{question.name}"}
    raised = [one for one in part.questions if one.name in saved.raised]
    if raised:
        flash(_("C’est enregistré. Vos réponses appellent d’autres questions, sur cette page."))
        return {"_anchor": f"champ-{raised[0].name}"}
    if "rester" in request.form:
        flash(_("C’est enregistré. Le dossier n’est pas déposé pour autant."))
        return {}
    return None


def _unclear(candidature_id: UUID, part: Section, posted: Posted) -> ResponseReturnValue:
    with request_reading() as work:
        dossier = dossier_to_see(work, candidature_id)
    return _page(dossier, part, posted.answers, posted=posted), 422


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
    questions = {question.name: question for question in part.questions}
    faults = located_faults(form.sections, saved.answers)
    return jsonify(
        etag=saved.etag,
        sentence=_("Enregistré à %(hour)s", hour=clock_time(saved.saved_at, form.zone)),
        faults={path: told for path, told in faults.items() if path.partition(".")[0] in questions},
        computed={
            name: read_aloud(one, saved.answers.get(name))
            for name, one in questions.items()
            if one.formula
        },
    )


def _page(
    dossier: Dossier,
    part: Section,
    answers: Mapping[str, Any],
    *,
    posted: Posted | None = None,
    **more: object,
) -> str:
    form = settled(dossier.form, {**dossier.draft.answers, **answers})
    filled = Filled(
        answers=answers,
        faults=located_faults(dossier.form, {**dossier.draft.answers, **answers}),
        form=form,
        frozen=dossier.frozen,
        zone=dossier.zone,
        grown=request.args.get("ajouter", ""),
        posted=posted,
    )
    fields = fields_of(part, filled)
    shown: dict[str, object] = {
        "dossier": dossier,
        "panel": dossier_panel(dossier, with_act=False),
        "part": part,
        "number": _place(dossier, part),
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


def _place(dossier: Dossier, part: Section) -> int:
    """Count up to a page of the form; 0 when somebody's answer has hidden it meanwhile."""
    slugs = [one.slug for one in dossier.sections]
    return slugs.index(part.slug) + 1 if part.slug in slugs else 0
