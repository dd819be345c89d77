"""Publishing what was saved: first what it says or changes, then the act."""

from dataclasses import dataclass
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.configuration.rules import RuleKind, describe_with, regulation_rules
from laureat.consequences.working_copies import WorkingCopy
from laureat.domain.errors import Conflict, Invalid
from laureat.queries.desks import counts_by_category
from laureat.request_work import current_runtime, request_work
from laureat.services.campaigns.apply_save import apply_save
from laureat.web.fields import Field, Shape
from laureat.web.refusals import status_of
from laureat.web.staff import NOTHING_KEPT, Kept, StaffForm, kept, typed
from laureat.web.studio.history import Told, told
from laureat.web.studio.working_copy import working_copy
from laureat.web.words import _
from laureat.work import Work

blueprint = Blueprint(
    "studio_publication", __name__, url_prefix="/organisation/<programme>/<edition>/configuration"
)

PUBLISH = "publier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is about to be published."""

    copy: WorkingCopy
    sentences: tuple[tuple[str, str], ...]
    changes: tuple[Told, ...]
    dossiers: int
    form: StaffForm


@blueprint.get("/publication")
def publication(programme: str, edition: str) -> ResponseReturnValue:
    """Show what is published, or what changes for those who have a dossier."""
    with working_copy(programme, edition) as (work, copy):
        return _page(work, copy)


@blueprint.post("/publication")
def publish(programme: str, edition: str) -> ResponseReturnValue:
    """Publish what was read."""
    with working_copy(programme, edition) as (_work, copy):
        edition_id = copy.edition.id
    try:
        with request_work() as work:
            apply_save(
                work,
                edition_id,
                number=request.form.get("enregistrement", default=0, type=int),
                reason=typed("reason"),
                plugins=current_runtime().plugins,
            )
    except (Conflict, Invalid) as refusal:
        with working_copy(programme, edition) as (work, copy):
            return _page(work, copy, kept(PUBLISH, refusal)), status_of(refusal)
    flash(_("L’avenant est publié.") if copy.is_published else _("L’édition est publiée."))
    return redirect(url_for("studio.overview", **copy.here), code=303)


def _page(work: Work, copy: WorkingCopy, again: Kept = NOTHING_KEPT) -> str:
    counts = counts_by_category(work.session, copy.edition.id)
    page = Publication(
        copy=copy,
        sentences=_sentences(copy),
        changes=told(copy.changes) if copy.is_published else (),
        dossiers=counts.total(),
        form=again.fields(PUBLISH, *_fields(copy, again)),
    )
    return render_template("studio/publication.html.jinja", page=page, here=copy.here)


def _fields(copy: WorkingCopy, again: Kept) -> tuple[Field, ...]:
    if not copy.is_published:
        return ()
    return (
        again.field(
            PUBLISH,
            "reason",
            _("Motif de l’avenant"),
            shape=Shape.LINES,
            help=_("Le public le lira en tête du règlement."),
        ),
    )


def _sentences(copy: WorkingCopy) -> tuple[tuple[str, str], ...]:
    """Give the sentence of each rule that a machine holds, with its article."""
    if copy.loaded is None:
        return ()
    describe = partial(describe_with, current_runtime().plugins)
    rules = regulation_rules(copy.loaded.definition, describe)
    return tuple(
        (rule.article or "", rule.sentence) for rule in rules if rule.kind is not RuleKind.CLAUSE
    )
