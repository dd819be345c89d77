"""The organiser's desk: the editions, the list of dossiers of each, and its table to take away."""

import tempfile
from collections.abc import Iterator
from typing import IO
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    render_template,
    request,
    stream_with_context,
)
from flask.typing import ResponseReturnValue

from laureat.consequences.definitions import definition_of
from laureat.documents.exports import csv_chunks, write_xlsx
from laureat.permissions import Permission, require
from laureat.queries.candidature_lists import candidature_lines
from laureat.queries.desks import counts_by_category
from laureat.queries.editions import all_editions, categories_of, edition_by_slugs
from laureat.request_work import request_reading
from laureat.web.desk_editions import desk_of
from laureat.web.dossier_rows import dossier_rows
from laureat.web.exports import dossiers_table
from laureat.web.filters import filters_asked, sought_in_address
from laureat.web.staff import managed_edition

blueprint = Blueprint("organiser", __name__)

AT_ONCE = 50
CHUNK = 64 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/organisation")
def index() -> ResponseReturnValue:
    """Show the editions with how many dossiers are in each state, and what waits."""
    with request_reading() as work:
        require(work.actor, Permission.EDITION_READ_ALL, None)
        editions = desk_of(work, all_editions(work.session))
    return render_template("organiser/index.html.jinja", editions=editions)


@blueprint.get("/organisation/<programme>/<edition>/dossiers")
def dossiers(programme: str, edition: str) -> ResponseReturnValue:
    """List the dossiers of an edition, shortened, searched and sorted, fifty at a time."""
    here = {"programme": programme, "edition": edition}
    after = _after()
    with managed_edition(programme, edition) as (work, found, definition):
        categories = categories_of(work.session, found.id)
        counts = counts_by_category(work.session, found.id, sought=sought_in_address())
        filters = filters_asked(here, categories, counts)
        lines = candidature_lines(
            work.session,
            work.actor,
            found.id,
            chosen=filters.chosen,
            after=after,
            limit=AT_ONCE + 1,
        )
    shown = lines[:AT_ONCE]
    return render_template(
        "organiser/dossiers.html.jinja",
        definition=definition,
        rows=dossier_rows(shown, definition.calendar),
        listing=filters,
        here=here,
        first_url=filters.url() if after else "",
        next_url=filters.url(apres=shown[-1].id) if len(lines) > AT_ONCE else "",
    )


def _after() -> UUID | None:
    try:
        return UUID(request.args["apres"])
    except (KeyError, ValueError):
        return None


@blueprint.get("/organisation/<programme>/<edition>/dossiers.csv")
def dossiers_csv(programme: str, edition: str) -> ResponseReturnValue:
    """Send the dossiers as CSV, while they are being read."""
    with managed_edition(programme, edition):
        pass

    def rows() -> Iterator[bytes]:
        with request_reading() as work:
            found = edition_by_slugs(work.session, programme, edition)
            yield from csv_chunks(dossiers_table(work, found, definition_of(work.session, found)))

    name = f"dossiers-{programme}-{edition}.csv"
    return _to_keep(stream_with_context(rows()), "text/csv", name)


@blueprint.get("/organisation/<programme>/<edition>/dossiers.xlsx")
def dossiers_xlsx(programme: str, edition: str) -> ResponseReturnValue:
    """Send the dossiers as a spreadsheet, written to a file row by row."""
    with managed_edition(programme, edition) as (work, found, definition):
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed once it is sent
        write_xlsx(file, [dossiers_table(work, found, definition)], written_at=work.now)
    file.seek(0)
    return _to_keep(_chunks(file), XLSX, f"dossiers-{programme}-{edition}.xlsx")


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Read a file piece by piece, and close it at its end."""
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


def _to_keep(content: Iterator[bytes], media_type: str, name: str) -> Response:
    """Send a file that the browser keeps and does not show."""
    return Response(
        content,
        mimetype=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
