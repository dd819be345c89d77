"""An edition's files under work, as the pages of the studio open them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from laureat.configuration.definition import Choice
from laureat.configuration.parts import address_of
from laureat.configuration.source import Value
from laureat.configuration.walking import blocks
from laureat.consequences.working_copies import WorkingCopy, working_copy_of
from laureat.permissions import Permission, require
from laureat.queries.editions import edition_by_slugs
from laureat.request_work import current_runtime, request_reading
from laureat.web.studio.inputs import Setting
from laureat.web.studio.screen_words import fault_on_screen
from laureat.work import Work


@contextmanager
def working_copy(programme: str, edition: str) -> Iterator[tuple[Work, WorkingCopy]]:
    """Open a reading of an edition's files, for who manages the edition."""
    with request_reading() as work:
        require(work.actor, Permission.EDITION_READ_ALL, None)
        found = edition_by_slugs(work.session, programme, edition)
        yield work, working_copy_of(work, found, current_runtime().plugins)


def setting_of(copy: WorkingCopy, faults: Mapping[str, str] | None = None) -> Setting:
    """Give what the controls of a part are made with; the faults are the saved ones unless told."""
    said = {
        address_of(one.at): fault_on_screen(f"{one.sentence} {one.remedy}") for one in copy.faults
    }
    pages = blocks(copy.tree, "form")
    asked = [each for path, _ in pages for _, each in blocks(copy.tree, *path, "questions")]
    kinds = [each for _, each in blocks(copy.tree, "applicants", "structure_kinds")]
    return Setting(
        plugins=current_runtime().plugins,
        categories=_choices((each for _, each in blocks(copy.tree, "categories")), "slug", "title"),
        questions=_choices(asked, "name", "label"),
        structure_kinds=_choices(kinds, "value", "label"),
        fixed=frozenset(_fixed(copy)),
        faults=said if faults is None else faults,
    )


def _fixed(copy: WorkingCopy) -> Iterator[str]:
    """Name what does not change any more: short names that stand in addresses."""
    yield "edition/slug"
    if copy.is_published:
        known = {one.slug for one in copy.applied.categories}
        for path, category in blocks(copy.tree, "categories"):
            if category.get("slug") in known:
                yield address_of((*path, "slug"))


def _choices(found: Iterable[Mapping[str, Value]], key: str, label: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=str(one.get(key, "")), label=str(one.get(label, ""))) for one in found
    )
