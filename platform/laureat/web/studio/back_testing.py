"""Trying the rules that were saved on the dossiers that an edition received."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from laureat.consequences.back_test import BackTest, back_test
from laureat.consequences.definitions import definition_of
from laureat.consequences.working_copies import WorkingCopy
from laureat.domain.vocabulary import VerdictKind
from laureat.models import Edition
from laureat.queries.editions import editions_of_programme
from laureat.request_work import current_runtime
from laureat.web.studio.working_copy import working_copy
from laureat.web.words import _

blueprint = Blueprint(
    "studio_back_test", __name__, url_prefix="/organisation/<programme>/<edition>/configuration"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FateLine:
    """A dossier that would change fate, in words."""

    number: str
    applicant: str
    category: str
    before: str
    after: str
    tone: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTestPage:
    """What the rules would have made of an edition's dossiers; None while there are faults."""

    copy: WorkingCopy
    editions: Sequence[Edition]
    on: Edition
    tried: int
    lines: tuple[FateLine, ...] | None


@blueprint.get("/essai")
def trial(programme: str, edition: str) -> ResponseReturnValue:
    """Show which dossiers of an edition would change fate under the rules that were saved."""
    plugins = current_runtime().plugins
    with working_copy(programme, edition) as (work, copy):
        editions = editions_of_programme(work.session, copy.edition.programme_id)
        on = _chosen(editions, copy.edition)
        done = (
            back_test(work, on, definition_of(work.session, on), copy.loaded.definition, plugins)
            if copy.loaded
            else None
        )
        page = BackTestPage(
            copy=copy,
            editions=editions,
            on=on,
            tried=done.tried if done else 0,
            lines=_lines(done) if done else None,
        )
    return render_template("studio/back_test.html.jinja", page=page, here=copy.here)


def _chosen(editions: Sequence[Edition], present: Edition) -> Edition:
    """Give the edition that the address names, else the one before, else the present one."""
    asked = request.args.get("sur")
    named = next((one for one in editions if one.slug == asked), None)
    before = next((one for one in editions if one.season < present.season), None)
    return named or before or present


def _lines(done: BackTest) -> tuple[FateLine, ...]:
    words = {
        VerdictKind.MET: _("recevable"),
        VerdictKind.UNDETERMINED: _("à vérifier"),
        VerdictKind.NOT_MET: _("non recevable"),
        None: _("sans catégorie"),
    }
    tones = {VerdictKind.MET: "done", VerdictKind.UNDETERMINED: "todo"}
    return tuple(
        FateLine(
            number=one.candidature.number,
            applicant=one.candidature.applicant.name,
            category=one.candidature.category.title,
            before=words[one.before],
            after=words[one.after],
            tone=tones.get(one.after, "stop") if one.after else "stop",
            reasons=tuple(each.verdict.sentence for each in one.reasons),
        )
        for one in done.changed
    )
