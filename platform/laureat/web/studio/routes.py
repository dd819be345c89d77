"""The studio's first page, and the page of a part."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.configuration.parts import address_of, path_of
from laureat.consequences.working_copies import WorkingCopy
from laureat.domain.errors import Conflict, Invalid
from laureat.request_work import current_runtime, request_work
from laureat.services.campaigns.save_part import save_part
from laureat.web.refusals import status_of
from laureat.web.studio.acts import list_act
from laureat.web.studio.editing import part_page, refused_page, to_save, typed_value
from laureat.web.studio.overview import overview_page
from laureat.web.studio.working_copy import working_copy
from laureat.web.words import _

blueprint = Blueprint("studio", __name__, url_prefix="/organisation/<programme>/<edition>")


@blueprint.get("/configuration")
def overview(programme: str, edition: str) -> ResponseReturnValue:
    """Show what the edition says, part by part, and what stands against publishing it."""
    with working_copy(programme, edition) as (work, copy):
        page = overview_page(work, copy)
    return render_template("studio/overview.html.jinja", page=page, here=copy.here)


@blueprint.get("/configuration/partie/<path:address>")
def part(programme: str, edition: str, address: str) -> ResponseReturnValue:
    """Show a part of the edition, ready to be edited."""
    with working_copy(programme, edition) as (_work, copy):
        page = part_page(copy, path_of(address))
    return _part(page, copy)


@blueprint.post("/configuration/partie/<path:address>")
def save(programme: str, edition: str, address: str) -> ResponseReturnValue:
    """Save a part; one that is refused is shown again with all that was typed."""
    path, act = path_of(address), list_act(request.form.get("acte", ""))
    based_on = request.form.get("enregistrement", default=0, type=int)
    with working_copy(programme, edition) as (work, copy):
        value = None if "sans" in request.form else typed_value(copy, path, act)
        if act and act.waits:
            return _part(
                part_page(copy, path, value=value, faults={}, based_on=based_on, unsaved=True), copy
            )
        edition_id, saying = copy.edition.id, to_save(copy, path, value)
    try:
        with request_work() as work:
            saved = save_part(
                work,
                edition_id,
                path,
                saying,
                based_on=based_on,
                plugins=current_runtime().plugins,
            )
            news = saved.number != copy.save.number
    except (Conflict, Invalid) as refusal:
        with working_copy(programme, edition) as (work, copy):
            page = refused_page(work, copy, path, value, refusal, based_on)
        return _part(page, copy), status_of(refusal)
    if news or not (act and act.leads_to):
        flash(_("C’est enregistré.") if news else _("Rien n’a changé."))
    if act and act.leads_to:
        return redirect(
            url_for("studio.part", **copy.here, address=address_of(act.leads_to)), code=303
        )
    back = path if act or "rester" in request.form else _above(path)
    where = "studio.part" if back else "studio.overview"
    given: dict[str, Any] = {"address": address_of(back)} if back else {}
    return redirect(url_for(where, **copy.here, **given), code=303)


def _above(path: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give the page that one came from: that of the list, or of the whole."""
    above = path[:-1]
    return above[:-1] if above and isinstance(above[-1], int) and len(above) > 1 else above


def _part(page: Any, copy: WorkingCopy) -> str:
    return render_template("studio/part.html.jinja", page=page, here=copy.here)
