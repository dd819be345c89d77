"""An edition's files under work, as the pages of the studio open them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from laureat.configuration.definition import Choice
from laureat.configuration.parts import address_of
from laureat.consequences.working_copies import WorkingCopy, working_copy_of
from laureat.permissions import Permission, require
from laureat.queries.editions import edition_by_slugs
from laureat.request_work import current_runtime, request_reading
from laureat.web.studio.controls import Desk
from laureat.work import Work


@contextmanager
def working_copy(programme: str, edition: str) -> Iterator[tuple[Work, WorkingCopy]]:
    """Open a reading of an edition's files, for who manages the edition."""
    with request_reading() as work:
        require(work.actor, Permission.EDITION_READ_ALL, None)
        found = edition_by_slugs(work.session, programme, edition)
        yield work, working_copy_of(work, found, current_runtime().plugins)


def desk_of(copy: WorkingCopy, faults: Mapping[str, str] | None = None) -> Desk:
    """Give what the controls of a part are made with; the faults are the saved ones unless told."""
    said = {address_of(one.at): f"{one.sentence} {one.remedy}" for one in copy.faults}
    listed = copy.tree.get("categories")
    categories = tuple(
        Choice(value=str(one.get("slug", "")), label=str(one.get("title", "")))
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict)
    )
    return Desk(
        plugins=current_runtime().plugins,
        categories=categories,
        faults=said if faults is None else faults,
    )
