"""Beginning the next edition from the present one."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.configuration.definition import Choice
from laureat.configuration.diff import WORDS
from laureat.configuration.faults import Path
from laureat.configuration.renewal import ANSWERS_OF_THEIR_YEAR, Renewed, renewed
from laureat.consequences.working_copies import WorkingCopy
from laureat.domain.errors import Conflict, Invalid
from laureat.domain.french import capital
from laureat.plugin_api import typeset
from laureat.request_work import current_runtime, request_work
from laureat.services.campaigns.next_edition import next_edition
from laureat.web.fields import Field, Shape
from laureat.web.presentation import clock_time, long_date
from laureat.web.refusals import status_of
from laureat.web.staff import NOTHING_KEPT, Kept, StaffForm, kept, typed
from laureat.web.studio.screen_words import named
from laureat.web.studio.titles import TITLES
from laureat.web.studio.working_copy import working_copy
from laureat.web.words import _

blueprint = Blueprint("studio_renewal", __name__, url_prefix="/organisation/<programme>/<edition>")

RENEW = "renouveler"
ALWAYS = ("edition", "contact", "calendar")
MOST_YEARS = 10
DAYS_OF_A_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A date that moves, in words."""

    label: str
    before: str
    after: str
    feast: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What the next edition would be, before it is made."""

    copy: WorkingCopy
    years: int
    dates: list[DateLine]
    form: StaffForm


@blueprint.get("/edition-suivante")
def next_one(programme: str, edition: str) -> ResponseReturnValue:
    """Say what the next edition takes from this one, and which dates it would have."""
    with working_copy(programme, edition) as (_work, copy):
        return _page(copy)


@blueprint.post("/edition-suivante")
def begin(programme: str, edition: str) -> ResponseReturnValue:
    """Make the draft of the next edition."""
    with working_copy(programme, edition) as (_work, copy):
        edition_id = copy.edition.id
        taken = request.form.getlist("parts")
        without = [one.value for one in _parts(copy) if one.value not in taken]
    try:
        with request_work() as work:
            made = next_edition(
                work,
                edition_id,
                slug=typed("slug").strip(),
                years=request.form.get("years", default=0, type=int),
                without=without,
                plugins=current_runtime().plugins,
            )
            slug = made.slug
    except (Conflict, Invalid) as refusal:
        with working_copy(programme, edition) as (_work, copy):
            return _page(copy, kept(RENEW, refusal)), status_of(refusal)
    flash(_("Le brouillon de l’édition suivante est prêt : relisez ses dates et ses textes."))
    return redirect(url_for("studio.overview", programme=programme, edition=slug), code=303)


def _page(copy: WorkingCopy, again: Kept = NOTHING_KEPT) -> str:
    years = request.values.get("years", default=_years(copy), type=int)
    years = min(max(years, 1), MOST_YEARS)
    slug = copy.edition.slug
    following = str(int(slug) + years) if slug.isdecimal() else f"{slug}-{years + 1}"
    page = Renewal(
        copy=copy,
        years=years,
        dates=_dates(copy, renewed(copy.tree, slug=following, years=years)),
        form=again.fields(RENEW, *_fields(copy, following, years, again)),
    )
    return render_template("studio/renewal.html.jinja", page=page, here=copy.here)


def _years(copy: WorkingCopy) -> int:
    """Give the fewest years after which the call would open in the future."""
    now, opens = current_runtime().clock(), copy.applied.calendar.opens.at
    late = (now.date() - opens.date()).days
    return max(late // DAYS_OF_A_YEAR + 1, 1)


def _dates(copy: WorkingCopy, ahead: Renewed) -> list[DateLine]:
    """List the dates that move, in words, by the day."""
    zone = copy.applied.calendar.time_zone
    moved = sorted(ahead.moved, key=lambda one: one.before)
    return [
        DateLine(
            label=_where(copy, one.path),
            before=_in_words(one.before, zone),
            after=_in_words(one.after, zone),
            feast=one.feast,
        )
        for one in moved
    ]


def _where(copy: WorkingCopy, path: Path) -> str:
    """Name what a date belongs to: a moment of the calendar, or a question and what it bounds."""
    steps = [step for step in path if isinstance(step, str) and step != "at"]
    label = capital(WORDS.get(steps[-1], steps[-1]))
    if path[0] == "calendar":
        return label
    depth = max((at for at, step in enumerate(path, start=1) if isinstance(step, int)), default=0)
    above = copy.value(path[:depth]) if depth else None
    name = named(above, "", current_runtime().plugins) if above else _(TITLES[str(path[0])])
    return typeset(f"{name} : {label.lower()}")


def _in_words(written: str, zone: str) -> str:
    at = datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone))
    day = long_date(at, zone)
    if "T" not in written:
        return day
    return _("%(day)s, %(hour)s", day=day, hour=clock_time(at, zone))


def _fields(
    copy: WorkingCopy, following: str, years: int, again: Kept
) -> tuple[Field, Field, Field]:
    parts = _parts(copy)
    return (
        again.field(
            RENEW,
            "years",
            _("Décaler les dates de"),
            value=str(years),
            unit=_("ans"),
            input_mode="numeric",
            short=True,
        ),
        again.field(
            RENEW,
            "slug",
            _("Nom court de la nouvelle édition"),
            value=following,
            help=_("Il figure dans les adresses : l’année, le plus souvent."),
            short=True,
        ),
        again.field(
            RENEW,
            "parts",
            _("Ce qui est repris"),
            shape=Shape.BOXES,
            choices=parts,
            value=[one.value for one in parts if one.value != ANSWERS_OF_THEIR_YEAR],
            required=False,
            help=_(
                "Ce que vous décochez reste à écrire. Aucun dossier, aucun vote, aucune signature"
                " ni aucune personne ne sont jamais repris."
            ),
        ),
    )


def _parts(copy: WorkingCopy) -> tuple[Choice, ...]:
    """List what may be taken or left."""
    titles = {key: _(title) for key, title in TITLES.items() if key not in ALWAYS}
    titles[ANSWERS_OF_THEIR_YEAR] = _("Réponses au vérificateur (elles valaient pour cette année)")
    return tuple(
        Choice(value=key, label=title) for key, title in titles.items() if copy.tree.get(key)
    )
