"""What a part's page asks for, from the part's own schema: no page is written for a key.

A leaf is a field; a block of keys a group of them; a list of small blocks stands in rows; a list of
large ones is a listing, each element of which has a page of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from marshmallow import Schema, fields
from marshmallow.fields import Field as SchemaField

from laureat.configuration.field_types import field_types
from laureat.configuration.plugin_checks import PluginCatalogue
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.conditions import Below
from laureat.configuration.schemas.fields import (
    Flag,
    Line,
    OneOf,
    Options,
    Whole,
)
from laureat.configuration.schemas.rules import RulePart
from laureat.plugin_api import typeset
from laureat.web.fields import Field, Shape
from laureat.web.studio.inputs import MADE_OF_TITLE, Setting, leaf
from laureat.web.studio.screen_words import group_at, help_of, label_of, named

SMALL = 4
DECIDING = ("kind", "plugin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The controls of a block of keys."""

    legend: str
    help: str
    items: "tuple[Item, ...]"
    kind: str = "group"

    @property
    def is_short(self) -> bool:
        """Tell whether its controls may stand side by side."""
        return len(self.items) <= SMALL and all(
            isinstance(one, Leaf) and one.field.shape is Shape.LINE for one in self.items
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One element of a list that is edited in place."""

    address: str
    items: "tuple[Item, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A list that is edited in place."""

    legend: str
    help: str
    address: str
    rows: tuple[Row, ...]
    error: str = ""
    kind: str = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One element of a list that has its own page."""

    label: str
    note: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list whose elements have pages of their own; ``following`` is where a new one is made.

    ``alone``: there is one at most, which can only be taken away on its own page.
    """

    legend: str
    help: str
    address: str
    entries: tuple[Entry, ...]
    following: str
    error: str = ""
    alone: bool = False
    kind: str = "listing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One field; ``redraws`` when its answer decides what else is asked."""

    field: Field
    redraws: bool = False
    kind: str = "leaf"


Item: TypeAlias = Leaf | Group | Rows | Listing


def items_of(schema: Schema, value: object, at: str, setting: Setting) -> tuple[Item, ...]:
    """Give the controls of a block, with what it says now and what is wrong with it."""
    said = block_of(schema, value)
    idle = schema.idle_keys(said) if isinstance(schema, Part) else frozenset()
    found: list[Item] = []
    for key, one in _in_reading_order(schema):
        address = f"{at}/{key}" if at else key
        if key in idle or is_only_in_the_file(one) or address in setting.fixed:
            continue
        if isinstance(one, Options):
            found += _options(said, address, at, setting)
        else:
            found.append(item_of(one, key, said.get(key), address, setting))
    return tuple(found)


def _in_reading_order(schema: Schema) -> list[tuple[str, SchemaField[Any]]]:
    """List the keys as a person fills them in: a short name comes after what it is made of."""
    keyed = [(one.data_key or name, one) for name, one in schema.fields.items()]
    return sorted(keyed, key=lambda each: each[0] in MADE_OF_TITLE)


def block_of(schema: Schema, value: object) -> Mapping[str, Any]:
    """Give a block as keys, also where the file says an instant alone."""
    if isinstance(value, Mapping):
        return value
    return {"at": value} if "at" in schema.fields and value is not None else {}


def leaves(items: Sequence[Item]) -> Iterator[Field]:
    """List the fields of some controls, however deep."""
    for item in items:
        if isinstance(item, Leaf):
            yield item.field
        elif isinstance(item, Group):
            yield from leaves(item.items)
        elif isinstance(item, Rows):
            for row in item.rows:
                yield from leaves(row.items)


def item_of(one: SchemaField[Any], key: str, value: Any, address: str, setting: Setting) -> Item:
    """Give the control of one key: a field, a group or a list."""
    if isinstance(one, fields.Nested) and isinstance(one.schema, RulePart):
        return _listing(one, key, [] if value is None else [value], address, setting, alone=True)
    if isinstance(one, fields.Nested) and not one.many:
        items = items_of(one.schema, value, address, setting)
        return Group(legend=label_of(key, one), help=help_of(one), items=items)
    if isinstance(one, fields.List) and isinstance(one.inner, fields.Nested):
        return _list(one, one.inner.schema, key, value, address, setting)
    return Leaf(field=leaf(one, key, value, address, setting), redraws=key in DECIDING)


def _list(
    one: SchemaField[Any], schema: Schema, key: str, value: Any, address: str, setting: Setting
) -> Item:
    elements = value if isinstance(value, list) else []
    if not is_edited_in_place(schema):
        return _listing(one, key, elements, address, setting)
    rows = tuple(
        Row(address=f"{address}/{at}", items=items_of(schema, each, f"{address}/{at}", setting))
        for at, each in enumerate(elements)
    )
    return Rows(**_about(one, key, address, setting), rows=rows)


def _listing(
    one: SchemaField[Any],
    key: str,
    elements: list[Any],
    address: str,
    setting: Setting,
    *,
    alone: bool = False,
) -> Listing:
    """List elements that have pages of their own; one that stands ``alone`` is at the address."""
    entries = tuple(
        Entry(
            label=named(each, group_at(address), setting.plugins),
            note=_noted(each),
            address=address if alone else f"{address}/{at}",
        )
        for at, each in enumerate(elements)
    )
    following = address if alone else f"{address}/{len(elements)}"
    return Listing(
        **_about(one, key, address, setting),
        entries=entries,
        following="" if alone and entries else following,
        alone=alone,
    )


def _about(one: SchemaField[Any], key: str, address: str, setting: Setting) -> dict[str, str]:
    return {
        "legend": label_of(key, one),
        "help": help_of(one),
        "address": address,
        "error": typeset(setting.faults.get(address, "")),
    }


def is_edited_in_place(schema: Schema) -> bool:
    """Say whether the elements of a list are small enough to stand in rows."""
    if not isinstance(schema, Part):
        return True  # the options of a plugin have no page of their own
    plain = (Flag, Whole, OneOf, Line)
    return len(schema.fields) <= SMALL and all(
        isinstance(each, plain) for each in schema.fields.values()
    )


def _options(said: Mapping[str, Any], address: str, at: str, setting: Setting) -> list[Item]:
    """Give the controls of the options of the plugin, or of the type of question, of a block."""
    schema = options_schema_of(said, at, setting.plugins)
    return list(items_of(schema, said.get("options"), address, setting)) if schema else []


def options_schema_of(said: Mapping[str, Any], at: str, plugins: PluginCatalogue) -> Schema | None:
    """Find the schema of the options that go with what a block names; None where it names none."""
    name, kind = str(said.get("plugin", "")), field_types().get(str(said.get("kind")))
    if name.replace("_", "-") in plugins.names(group_at(at)):
        return plugins.options_schema(group_at(at), name)
    return kind.Options() if kind else None


def is_only_in_the_file(one: SchemaField[Any]) -> bool:
    """Tell whether a key is left to the file: a condition within another condition."""
    return isinstance(one, Below) or (isinstance(one, fields.List) and isinstance(one.inner, Below))


def _noted(element: Any) -> str:
    article = element.get("article") if isinstance(element, Mapping) else None
    return typeset(f"article {article}") if article else ""
