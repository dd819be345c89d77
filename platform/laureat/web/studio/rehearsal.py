"""The dress rehearsal of what was saved: how far it is, and what it found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from laureat.consequences.working_copies import WorkingCopy
from laureat.domain.errors import Conflict
from laureat.models import Rehearsal
from laureat.queries.editions import last_rehearsal
from laureat.request_work import current_runtime, request_work
from laureat.services.campaigns.ask_rehearsal import LOST_AFTER, ask_rehearsal
from laureat.web.panels import Panel, Tone
from laureat.web.presentation import said
from laureat.web.refusals import status_of
from laureat.web.studio.working_copy import working_copy
from laureat.web.words import _, ngettext
from laureat.work import Work

blueprint = Blueprint(
    "studio_rehearsal", __name__, url_prefix="/organisation/<programme>/<edition>/configuration"
)

TONES = {"held": "done", "broken": "stop", "not_exercised": "todo", "out_of_reach": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule, how it stands, and the cases that were not held."""

    sentence: str
    article: str
    standing: str
    tone: str
    cases: int
    broken: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalPage:
    """The last rehearsal of an edition; ``rules`` is empty until it has ended."""

    copy: WorkingCopy
    rehearsal: Rehearsal | None
    panel: Panel
    running: bool
    rules: tuple[RuleLine, ...]
    refusal: str = ""


@blueprint.get("/repetition")
def rehearsal(programme: str, edition: str) -> ResponseReturnValue:
    """Show the last rehearsal."""
    with working_copy(programme, edition) as (work, copy):
        return _page(work, copy)


@blueprint.post("/repetition")
def rehearse(programme: str, edition: str) -> ResponseReturnValue:
    """Ask for a rehearsal of what was saved."""
    with working_copy(programme, edition) as (_work, copy):
        edition_id = copy.edition.id
    try:
        with request_work() as work:
            ask_rehearsal(work, edition_id, plugins=current_runtime().plugins)
    except Conflict as refusal:
        with working_copy(programme, edition) as (work, copy):
            return _page(work, copy, refusal=said(refusal)), status_of(refusal)
    return redirect(url_for("studio_rehearsal.rehearsal", **copy.here), code=303)


def _page(work: Work, copy: WorkingCopy, refusal: str = "") -> str:
    last = last_rehearsal(work.session, copy.edition.id)
    running = last is not None and last.ended_at is None and work.now < last.asked_at + LOST_AFTER
    page = RehearsalPage(
        copy=copy,
        rehearsal=last,
        panel=_panel(copy, last, running=running),
        running=running,
        rules=_rules(last.report) if last and last.report else (),
        refusal=refusal,
    )
    return render_template("studio/rehearsal.html.jinja", page=page, here=copy.here)


def _panel(copy: WorkingCopy, last: Rehearsal | None, *, running: bool) -> Panel:
    if last is None:
        return Panel(
            sentence=_("Cette édition n’a pas encore été répétée."),
            note=_(
                "La répétition joue toute l’édition, du dépôt au palmarès, avec des candidats"
                " fictifs, et dit de chaque règle si elle a tenu. Rien n’en sort."
            ),
        )
    if running:
        return Panel(sentence=_("La répétition est en cours."), note=last.scene)
    older = last.save_number != copy.save.number
    note = _("La configuration a changé depuis : répétez-la à nouveau.") if older else ""
    if last.report is None:
        sentence = _("La répétition n’a pas pu être jouée jusqu’au bout.")
        return Panel(sentence=sentence, note=last.trouble or note, tone=Tone.STOP)
    counts = last.report["counts"]
    done = [
        ngettext("%(num)s règle tenue", "%(num)s règles tenues", counts["held"]),
        ngettext("%(num)s cas joué", "%(num)s cas joués", len(last.report["cases"])),
    ]
    if last.report["held"]:
        tone = Tone.TODO if older else Tone.DONE
        return Panel(
            sentence=_("Toutes les règles éprouvées ont tenu."),
            note=note,
            tone=tone,
            done=tuple(done),
        )
    return Panel(
        sentence=_("Des règles n’ont pas tenu."), note=note, tone=Tone.STOP, done=tuple(done)
    )


def _rules(report: Mapping[str, Any]) -> tuple[RuleLine, ...]:
    words = {
        "held": _("Tenue"),
        "broken": _("Non tenue"),
        "not_exercised": _("Non éprouvée"),
        "out_of_reach": _("Hors d’atteinte"),
    }
    cases = {one["id"]: one for one in report["cases"]}
    return tuple(
        RuleLine(
            sentence=rule["sentence"],
            article=rule["article"] or "",
            standing=words[rule["standing"]],
            tone=TONES[rule["standing"]],
            cases=len(rule["cases"]),
            broken=[cases[name] for name in rule["cases"] if not cases[name]["held"]],
        )
        for rule in report["rules"]
    )
