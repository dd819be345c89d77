"""The pages that anybody may read: the home of the awards, a call, its regulation, its palmarès."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from laureat.blank_forms import blank_form_sheet
from laureat.consequences.definitions import definition_of
from laureat.documents.blank_form import BlankFormSheet, blank_form_docx, blank_form_pdf
from laureat.domain.errors import NotFound, UnderEmbargo
from laureat.papers import accent_of
from laureat.queries.editions import amendments_of, editions_of_season, published_editions
from laureat.queries.results import palmares_to_show
from laureat.request_work import current_runtime, current_tenant, request_reading
from laureat.web.call import call_page, home_page
from laureat.web.editions import edition_to_show, shown
from laureat.web.laureates import palmares_page, waiting_page
from laureat.web.regulation import regulation_page

blueprint = Blueprint("public", __name__, template_folder="templates")

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show what is open, what is coming, and what was."""
    with request_reading() as work:
        editions = shown(work.session, published_editions(work.session), work.now)
        page = home_page(editions, work.now, actor=work.actor)
    return render_template("public/home.html.jinja", page=page)


@blueprint.get("/trophees/<programme>/<edition>")
def call(programme: str, edition: str) -> ResponseReturnValue:
    """Show the call of an edition."""
    with request_reading() as work:
        found = edition_to_show(work.session, work.actor, programme, edition)
        season = shown(work.session, editions_of_season(work.session, found.season), work.now)
        page = call_page(
            next(one for one in season if one.edition.id == found.id),
            season,
            work,
            plugins=current_runtime().plugins,
        )
    return render_template("public/call.html.jinja", page=page)


@blueprint.get("/trophees/<programme>/<edition>/reglement")
def regulation(programme: str, edition: str) -> ResponseReturnValue:
    """Show the regulation, each article with what the platform applies of it."""
    with request_reading() as work:
        found = edition_to_show(work.session, work.actor, programme, edition)
        (one,) = shown(work.session, [found], work.now)
        amendments = amendments_of(work.session, found.id)
    page = regulation_page(one, amendments, current_runtime().plugins)
    return render_template("public/regulation.html.jinja", page=page)


@blueprint.get("/trophees/<programme>/<edition>/formulaire.pdf")
def blank_form_to_print(programme: str, edition: str) -> ResponseReturnValue:
    """Give the blank form as a PDF, to read and prepare before signing in."""
    sheet = _blank_form(programme, edition)
    pdf = blank_form_pdf(sheet, accent=accent_of(current_tenant()))
    return _to_keep(pdf, "application/pdf", f"formulaire-{programme}-{edition}.pdf")


@blueprint.get("/trophees/<programme>/<edition>/formulaire.docx")
def blank_form_to_type_in(programme: str, edition: str) -> ResponseReturnValue:
    """Give the blank form for a word processor."""
    sheet = _blank_form(programme, edition)
    return _to_keep(blank_form_docx(sheet), DOCX, f"formulaire-{programme}-{edition}.docx")


def _blank_form(programme: str, edition: str) -> BlankFormSheet:
    with request_reading() as work:
        found = edition_to_show(work.session, work.actor, programme, edition)
        definition = definition_of(work.session, found)
        return blank_form_sheet(definition, organiser=current_tenant().name, at=work.now)


def _to_keep(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.get("/trophees/<programme>/<edition>/palmares")
def palmares(programme: str, edition: str) -> ResponseReturnValue:
    """Show the palmarès; before its hour, say kindly when it comes."""
    with request_reading() as work:
        found = edition_to_show(work.session, work.actor, programme, edition)
        (one,) = shown(work.session, [found], work.now)
        try:
            published = palmares_to_show(work.session, found.id, work.now)
        except (NotFound, UnderEmbargo):
            page = waiting_page(one, work.now)
            return render_template("public/waiting.html.jinja", page=page)
    return render_template("public/palmares.html.jinja", page=palmares_page(one, published))
