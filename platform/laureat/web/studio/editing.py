"""The page of a part: its controls, what was typed in them, what two people did to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from laureat.configuration.faults import Path
from laureat.configuration.parts import address_of, tree_of
from laureat.configuration.schemas.rules import RulePart
from laureat.configuration.walking import value_at
from laureat.consequences.saves import files_of
from laureat.consequences.working_copies import WorkingCopy
from laureat.domain.errors import Refusal
from laureat.queries.editions import save_numbered
from laureat.request_work import current_runtime
from laureat.web.editions import Shown, calendar_steps, phase_of
from laureat.web.fields import Field, faulty
from laureat.web.panels import Step
from laureat.web.presentation import said, said_of_fields
from laureat.web.studio.acts import ListAct
from laureat.web.studio.controls import Item, Listing, item_of, items_of, leaves
from laureat.web.studio.inputs import Setting
from laureat.web.studio.parts import Place, place_at
from laureat.web.studio.preview import Preview, preview_of
from laureat.web.studio.reading import named_after_titles, read_field, read_part
from laureat.web.studio.screen_words import fault_on_screen, on_screen
from laureat.web.studio.working_copy import setting_of
from laureat.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPage:
    """A part as its page shows it; ``theirs`` is what somebody else saved meanwhile, by field."""

    copy: WorkingCopy
    place: Place
    items: tuple[Item, ...]
    preview: Preview | None
    faults: Mapping[str, str]
    based_on: int
    moments: tuple[Step, ...] = ()
    refusal: str = ""
    theirs: tuple[tuple[str, str], ...] = ()
    unsaved: bool = False

    @property
    def faulty(self) -> list[Field]:
        """List the fields that have an error."""
        return faulty(leaves(self.items))

    @property
    def reasons(self) -> list[str]:
        """List what is wrong with the part and stands at no field."""
        shown = {one.name for one in leaves(self.items)}
        return [said for address, said in self.faults.items() if address not in shown]

    @property
    def has_fields(self) -> bool:
        """Tell whether there is something to type, besides lists whose elements have pages."""
        return any(not isinstance(one, Listing) for one in self.items)

    @property
    def findings(self) -> list[tuple[str, str]]:
        """List what the verifier says of this part, each with its remedy."""
        return [
            (f"{one.sentence} {one.consequence}", on_screen(one.remedy))
            for one in self.copy.findings_at(self.place.path)
        ]

    @property
    def is_rule(self) -> bool:
        """Tell whether this is a rule that may be combined with another."""
        return (
            isinstance(self.place.schema, RulePart) and not self.place.is_new and not self.is_absent
        )

    @property
    def is_absent(self) -> bool:
        """Tell whether the edition does without this part."""
        return self.copy.value(self.place.path) is None and not self.place.is_new

    @property
    def may_be_absent(self) -> bool:
        """Tell whether an edition may do without this part."""
        field, step = self.place.field, self.place.path[-1]
        return field.allow_none or (
            len(self.place.path) > 1 and isinstance(step, str) and not field.required
        )


def part_page(
    copy: WorkingCopy,
    path: Path,
    *,
    value: Any = None,
    faults: Mapping[str, str] | None = None,
    based_on: int = 0,
    **more: Any,
) -> PartPage:
    """Show a part as it was saved, or with the value that was typed and what is wrong with it."""
    place = place_at(copy, path)
    shown = copy.value(path) if value is None else value
    setting = setting_of(copy, faults)
    return PartPage(
        copy=copy,
        place=place,
        items=_items(place, shown, setting),
        preview=preview_of(path, shown),
        faults=setting.faults if faults is not None else faults_of_part(copy, path),
        based_on=based_on or copy.save.number,
        moments=_moments(copy) if path == ("calendar",) else (),
        **more,
    )


def faults_of_part(copy: WorkingCopy, path: Path) -> dict[str, str]:
    """Say what is wrong with a part as it was saved, by address."""
    return {
        address_of(one.at): fault_on_screen(f"{one.sentence} {one.remedy}")
        for one in copy.faults_at(path)
    }


def _moments(copy: WorkingCopy) -> tuple[Step, ...]:
    """List the moments of the calendar as it was saved, in their order."""
    if copy.loaded is None:
        return ()
    definition, now = copy.loaded.definition, current_runtime().clock()
    one = Shown(copy.edition, definition, phase_of(definition, now), proclaimed=False)
    return calendar_steps(one, now)


def _items(place: Place, value: Any, setting: Setting) -> tuple[Item, ...]:
    if place.schema is not None:
        return items_of(place.schema, value, place.address, setting)
    return (item_of(place.field, str(place.path[-1]), value, place.address, setting),)


def typed_value(copy: WorkingCopy, path: Path, act: ListAct | None) -> Any:
    """Read what was posted for a part, with the act of the button that was pressed done to it."""
    place = place_at(copy, path)
    plugins, before = current_runtime().plugins, copy.value(path)
    if place.schema is not None:
        value = read_part(place.schema, request.form, before, place.address, plugins)
    else:
        value = read_field(place.field, request.form, before, place.address, plugins)
    return act.on(value, path) if act else value


def to_save(copy: WorkingCopy, path: Path, value: Any) -> Any:
    """Give what was typed as the files say it: what has no short name takes it from its title."""
    schema = place_at(copy, path).schema
    return value if schema is None else named_after_titles(schema, value)


def refused_page(
    work: Work, copy: WorkingCopy, path: Path, value: Any, refusal: Refusal, based_on: int
) -> PartPage:
    """Show a part that was not saved, with everything that was typed in it."""
    return part_page(
        copy,
        path,
        value=value,
        faults={name: fault_on_screen(said) for name, said in said_of_fields(refusal).items()},
        refusal=said(refusal),
        theirs=_theirs(work, copy, path, based_on),
        unsaved=True,
    )


def _theirs(
    work: Work, copy: WorkingCopy, path: Path, based_on: int
) -> tuple[tuple[str, str], ...]:
    """List the fields of a part that somebody else changed since, with what they say now."""
    if based_on == copy.save.number:
        return ()
    then = tree_of(files_of(save_numbered(work.session, copy.edition.id, based_on)))
    place = place_at(copy, path)
    setting = setting_of(copy, {})
    old = {one.name: one.value for one in leaves(_items(place, value_at(then, *path), setting))}
    return tuple(
        (one.label, one.value if isinstance(one.value, str) else ", ".join(one.value))
        for one in leaves(_items(place, copy.value(path), setting))
        if one.value != old.get(one.name)
    )
