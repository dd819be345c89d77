"""The parts of an edition in the order in which one writes them, each with its schema."""

from dataclasses import dataclass

from marshmallow import Schema, fields

from laureat.configuration.faults import Path
from laureat.configuration.parts import address_of
from laureat.configuration.schemas.edition import EditionFile
from laureat.consequences.working_copies import WorkingCopy
from laureat.domain.errors import NOTHING_THERE, NotFound
from laureat.request_work import current_runtime
from laureat.web.studio.controls import is_edited_in_place
from laureat.web.studio.screen_words import group_at, help_of, label_of, named
from laureat.web.studio.titles import NEW_ELEMENT, NEW_ONES, TITLES
from laureat.web.words import _, ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A part in the list of all parts."""

    title: str
    address: str
    state: str
    tone: str
    inherited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page of the studio stands: its schema, or a list that it shows."""

    path: Path
    title: str
    help: str
    schema: Schema | None
    field: fields.Field[object]
    parents: tuple[tuple[str, str], ...]
    is_new: bool = False

    @property
    def address(self) -> str:
        """Give the path as addresses write it."""
        return address_of(self.path)


def part_lines(copy: WorkingCopy) -> list[PartLine]:
    """List the parts with what is wrong in each."""
    return [_line(copy, key, title) for key, title in TITLES.items()]


def _line(copy: WorkingCopy, key: str, title: str) -> PartLine:
    faults, findings = len(copy.faults_at((key,))), copy.findings_at((key,))
    blocking = sum(one in copy.blocking for one in findings)
    value, tone = copy.value((key,)), "done"
    state = _("renseigné") if value else _("absent")
    if isinstance(value, list) and value:
        state = ngettext("%(num)s élément", "%(num)s éléments", len(value))
    if faults:
        state = ngettext("%(num)s point à corriger", "%(num)s points à corriger", faults)
        tone = "stop"
    elif blocking:
        state = ngettext("%(num)s constat à traiter", "%(num)s constats à traiter", blocking)
        tone = "todo"
    elif not value:
        tone = ""
    return PartLine(
        title=_(title),
        address=key,
        state=state,
        tone=tone,
        inherited=copy.is_inherited((key,)),
    )


def place_at(copy: WorkingCopy, path: Path) -> Place:
    """Find the schema of a part, and the way to it.

    Raises:
        NotFound: the language has no such part, or the list is not that long.
    """
    if not path or path[0] not in TITLES:
        raise NotFound(NOTHING_THERE)
    schema: Schema | None = EditionFile()
    field: fields.Field[object] | None = None
    parents: list[tuple[str, str]] = []
    title = ""
    for depth, step in enumerate(path):
        if depth:
            parents.append((title, address_of(path[:depth])))
        here = path[: depth + 1]
        schema, field = _inside(schema, field, step)
        title = _title(copy, here, field)
    if field is None:
        raise NotFound(NOTHING_THERE)
    value = copy.value(path)
    is_new = isinstance(path[-1], int) and value is None
    if is_new and path[-1] != len(copy.value(path[:-1]) or []):
        raise NotFound("Cette partie de l’édition n’existe plus : revenez à la liste.")
    return Place(
        path=path,
        title=title,
        help=help_of(field),
        schema=schema,
        field=field,
        parents=tuple(parents),
        is_new=is_new,
    )


def _inside(
    schema: Schema | None, field: fields.Field[object] | None, step: object
) -> tuple[Schema | None, fields.Field[object]]:
    """Go one step down: into a key of a block, or an element of a list."""
    keyed = {one.data_key or name: one for name, one in schema.fields.items()} if schema else {}
    if isinstance(step, str) and step in keyed:
        below = keyed[step]
        nested = below.schema if isinstance(below, fields.Nested) and not below.many else None
        return nested, below
    inner = field.inner if isinstance(field, fields.List) else None
    if isinstance(step, int) and isinstance(inner, fields.Nested):
        return inner.schema, inner
    raise NotFound(NOTHING_THERE)


def _title(copy: WorkingCopy, path: Path, field: fields.Field[object]) -> str:
    step = path[-1]
    if isinstance(step, int):
        value = copy.value(path)
        if value is None:
            return _(NEW_ONES.get(str(path[-2]), NEW_ELEMENT))
        return named(value, group_at(address_of(path)), current_runtime().plugins)
    if len(path) == 1:
        return _(TITLES[step])
    return label_of(step, field)


def page_of(path: Path) -> Path:
    """Find the part with a page of its own that holds a path: itself, or something above it."""
    if not path or path[0] not in TITLES:
        return ()
    found = path[:1]
    schema: Schema | None = EditionFile()
    field: fields.Field[object] | None = None
    try:
        for depth, step in enumerate(path, start=1):
            schema, field = _inside(schema, field, step)
            if isinstance(step, int):
                if schema is None or is_edited_in_place(schema):
                    return found
                found = path[:depth]
    except NotFound:
        return found  # below it stand the options of a plugin
    return found
