"""What a part's page asks for, from the part's own schema: no page is written for a key.

A leaf is a field; a block of keys a group of them; a list of small blocks stands in rows; a list of
large ones is a listing, each element of which has a page of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from marshmallow import Schema, fields, validate
from marshmallow.fields import Field as SchemaField

from laureat.configuration.definition import Choice
from laureat.configuration.diff import WORDS
from laureat.configuration.field_types import field_types
from laureat.configuration.plugin_checks import PluginCatalogue
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.conditions import Below
from laureat.configuration.schemas.fields import (
    Article,
    Flag,
    Instant,
    Kind,
    Limit,
    Line,
    Name,
    Number,
    OneOf,
    Options,
    Slug,
    Text,
    Whole,
)
from laureat.configuration.schemas.rules import RulePart
from laureat.domain.french import capital
from laureat.plugin_api import typeset
from laureat.web.fields import FEW, Field, Shape
from laureat.web.studio.titles import COMBINED
from laureat.web.words import _

LOCAL_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?\Z")
KEY = re.compile(r"`([a-z_]+)`")
ABOUT_THE_FILE = re.compile(r"[^.]*`(?:null|[a-z_]+:[^`]*|[a-z_]+\.[^`]*)`[^.]*\.\s*")
FILE_PATH = re.compile(r"\b(?:[a-z_]+\.)+([a-z_]+)\b")
IN_THE_FILE = "écrivez la résolution sous acknowledgements"
EXAMPLES = re.compile(r"\s*\((?:`[^`]+`,? ?)+\)")
SMALL = 4
DECIDING = ("kind", "plugin")
NAMES = ("title", "label", "name", "finding", "slug", "value", "plugin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What controls are made with besides a schema and a value."""

    plugins: PluginCatalogue
    categories: tuple[Choice, ...] = ()
    questions: tuple[Choice, ...] = ()
    structure_kinds: tuple[Choice, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)

    def known(self, kind: str) -> tuple[Choice, ...]:
        """List what a key may name of the edition itself; nothing where it names nothing of it."""
        found = {
            "question": self.questions,
            "category": self.categories,
            "structure_kind": self.structure_kinds,
        }
        return found.get(kind, ())


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


def items_of(schema: Schema, value: object, at: str, desk: Desk) -> tuple[Item, ...]:
    """Give the controls of a block, with what it says now and what is wrong with it."""
    said = block_of(schema, value)
    idle = schema.idle_keys(said) if isinstance(schema, Part) else frozenset()
    found: list[Item] = []
    for key, one in _in_reading_order(schema):
        if key in idle or is_only_in_the_file(one):
            continue
        address = f"{at}/{key}" if at else key
        if isinstance(one, Options):
            found += _options(said, address, at, desk)
        else:
            found.append(item_of(one, key, said.get(key), address, desk))
    return tuple(found)


def _in_reading_order(schema: Schema) -> list[tuple[str, SchemaField[Any]]]:
    """List the keys as a person fills them in: a short name comes after what it is made of."""
    keyed = [(one.data_key or name, one) for name, one in schema.fields.items()]
    return sorted(keyed, key=lambda each: isinstance(each[1], Slug | Name))


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


def item_of(one: SchemaField[Any], key: str, value: Any, address: str, desk: Desk) -> Item:
    """Give the control of one key: a field, a group or a list."""
    if isinstance(one, fields.Nested) and isinstance(one.schema, RulePart):
        return _listing(one, key, [] if value is None else [value], address, desk, alone=True)
    if isinstance(one, fields.Nested) and not one.many:
        items = items_of(one.schema, value, address, desk)
        return Group(legend=label_of(key, one), help=help_of(one), items=items)
    if isinstance(one, fields.List) and isinstance(one.inner, fields.Nested):
        return _list(one, one.inner.schema, key, value, address, desk)
    return Leaf(field=leaf(one, key, value, address, desk), redraws=key in DECIDING)


def _list(
    one: SchemaField[Any], schema: Schema, key: str, value: Any, address: str, desk: Desk
) -> Item:
    elements = value if isinstance(value, list) else []
    if not is_edited_in_place(schema):
        return _listing(one, key, elements, address, desk)
    rows = tuple(
        Row(address=f"{address}/{at}", items=items_of(schema, each, f"{address}/{at}", desk))
        for at, each in enumerate(elements)
    )
    return Rows(**_about(one, key, address, desk), rows=rows)


def _listing(
    one: SchemaField[Any],
    key: str,
    elements: list[Any],
    address: str,
    desk: Desk,
    *,
    alone: bool = False,
) -> Listing:
    """List elements that have pages of their own; one that stands ``alone`` is at the address."""
    entries = tuple(
        Entry(
            label=named(each, group_at(address), desk.plugins),
            note=_noted(each),
            address=address if alone else f"{address}/{at}",
        )
        for at, each in enumerate(elements)
    )
    following = address if alone else f"{address}/{len(elements)}"
    return Listing(
        **_about(one, key, address, desk),
        entries=entries,
        following="" if alone and entries else following,
        alone=alone,
    )


def _about(one: SchemaField[Any], key: str, address: str, desk: Desk) -> dict[str, str]:
    return {
        "legend": label_of(key, one),
        "help": help_of(one),
        "address": address,
        "error": typeset(desk.faults.get(address, "")),
    }


def is_edited_in_place(schema: Schema) -> bool:
    """Say whether the elements of a list are small enough to stand in rows."""
    if not isinstance(schema, Part):
        return True  # the options of a plugin have no page of their own
    plain = (Flag, Whole, OneOf, Line)
    return len(schema.fields) <= SMALL and all(
        isinstance(each, plain) for each in schema.fields.values()
    )


def _options(said: Mapping[str, Any], address: str, at: str, desk: Desk) -> list[Item]:
    """Give the controls of the options of the plugin, or of the type of question, of a block."""
    schema = options_schema_of(said, at, desk.plugins)
    return list(items_of(schema, said.get("options"), address, desk)) if schema else []


def options_schema_of(said: Mapping[str, Any], at: str, plugins: PluginCatalogue) -> Schema | None:
    """Find the schema of the options that go with what a block names; None where it names none."""
    name, kind = str(said.get("plugin", "")), field_types().get(str(said.get("kind")))
    if name.replace("_", "-") in plugins.names(group_at(at)):
        return plugins.options_schema(group_at(at), name)
    return kind.Options() if kind else None


def is_only_in_the_file(one: SchemaField[Any]) -> bool:
    """Tell whether a key is left to the file: a condition within another condition."""
    return isinstance(one, Below) or (isinstance(one, fields.List) and isinstance(one.inner, Below))


def group_at(address: str) -> str:
    """Say of which group the plugins are that stand at an address."""
    if "conflicts" in address:
        return "laureat.jury_conflict"
    return "laureat.tally" if "tally" in address else "laureat.eligibility"


def leaf(one: SchemaField[Any], key: str, value: Any, address: str, desk: Desk) -> Field:
    """Make the field of one key."""
    made_of_title = isinstance(one, Slug | Name)
    made: dict[str, Any] = {
        "name": address,
        "label": label_of(key, one),
        "help": help_of(one),
        "required": one.required,
        "needed": _("vide : tiré du titre") if made_of_title and not value else "",
        "error": typeset(desk.faults.get(address, "")),
    }
    return Field(**{**made, **_shaped(one, key, value, address, desk)})


def _shaped(
    one: SchemaField[Any], key: str, value: Any, address: str, desk: Desk
) -> dict[str, Any]:
    if isinstance(one, Flag) and one.load_default is None:
        said = {True: "oui", False: "non"}.get(value, "")
        words = (Choice(value="oui", label=_("Oui")), Choice(value="non", label=_("Non")))
        return {"shape": Shape.SELECT, "choices": words, "value": said}
    if isinstance(one, Flag | fields.Boolean):
        on = one.load_default is True if value is None else value is True
        return {"shape": Shape.CHECK, "value": "oui" if on else "", "required": True}
    if isinstance(one, fields.List):
        return _several(one, value, desk)
    choices = _words(one, key, address, desk)
    if choices:
        default = one.load_default if isinstance(one.load_default, str) else ""
        shape = Shape.SELECT if len(choices) > FEW or key == "plugin" else Shape.RADIOS
        return {"shape": shape, "choices": choices, "value": str(value or default)}
    text = "" if value is None else as_typed(value)
    if isinstance(one, Instant):
        native = not text or LOCAL_INSTANT.match(text)
        return {"value": text, "input_type": "datetime-local" if native else "text"}
    if isinstance(one, Whole | fields.Integer):
        return {"value": text, "input_mode": "numeric", "short": True}
    if isinstance(one, Number | Limit | fields.Decimal):
        return {"value": text.replace(".", ","), "input_mode": "decimal", "short": True}
    long = isinstance(one, Text) and not isinstance(one, Line)
    return {"value": text, "shape": Shape.LINES if long else Shape.LINE}


def _several(one: Any, value: Any, desk: Desk) -> dict[str, Any]:
    """Show a list of texts: as boxes where what may be chosen is known, else one a line."""
    said = [str(each) for each in value] if isinstance(value, list) else []
    if isinstance(one.inner, OneOf):
        words = _words(one.inner, "", "", desk)
        return {"shape": Shape.BOXES, "choices": words, "value": said}
    if desk.categories and one.inner.__class__.__name__ == "Slug":
        return {"shape": Shape.BOXES, "choices": desk.categories, "value": said}
    return {"shape": Shape.LINES, "value": separator_of(one.inner).join(said)}


def separator_of(inner: SchemaField[Any]) -> str:
    """Say what stands between the texts of a list: a blank line between paragraphs."""
    paragraphs = isinstance(inner, Text) and not isinstance(inner, Line)
    return "\n\n" if paragraphs else "\n"


def _words(one: SchemaField[Any], key: str, address: str, desk: Desk) -> tuple[Choice, ...]:
    known = desk.known(str(one.metadata.get("refers_to") or key))
    if known and not isinstance(one, fields.List | fields.Nested):
        return known
    if isinstance(one, OneOf | Kind):
        return tuple(
            Choice(value=word, label=capital(_without_keys(meaning)))
            for word, meaning in one.meanings.items()
        )
    if key == "plugin":
        group = group_at(address)
        return tuple(
            Choice(value=name, label=title_of_plugin(group, name, desk.plugins))
            for name in desk.plugins.names(group)
        )
    for check in one.validators:
        if isinstance(check, validate.OneOf):
            labels = list(check.labels) or [str(choice) for choice in check.choices]
            return tuple(
                Choice(value=str(choice), label=typeset(label))
                for choice, label in zip(check.choices, labels, strict=True)
            )
    return ()


def title_of_plugin(group: str, name: str, plugins: PluginCatalogue) -> str:
    """Name a plugin as its author names it to an organiser."""
    heading = getattr(plugins.options_schema(group, name), "heading", "")
    return typeset(heading or name)


def named(element: Any, group: str, plugins: PluginCatalogue) -> str:
    """Name an element of a list as the organiser knows it."""
    if not isinstance(element, Mapping):
        return str(element)
    for how, words in COMBINED.items():
        if element.get(how):
            return _(words)
    plugin = str(element.get("plugin", ""))
    if plugin and plugin.replace("_", "-") in plugins.names(group):
        return title_of_plugin(group, plugin, plugins)
    for key in NAMES:
        if element.get(key):
            return typeset(str(element[key]))
    return typeset(str(element.get("article", "")))


def _noted(element: Any) -> str:
    article = element.get("article") if isinstance(element, Mapping) else None
    return typeset(f"article {article}") if article else ""


def label_of(key: str, one: SchemaField[Any]) -> str:
    """Give the label of a key, in French."""
    return typeset(capital(str(one.metadata.get("label") or WORDS.get(key, key.replace("_", " ")))))


def help_of(one: SchemaField[Any]) -> str:
    """Say what a key means to somebody who does not see the file."""
    if isinstance(one, Article | Instant):
        return ""  # the label says it
    said = str(one.metadata.get("help") or one.metadata.get("says") or "")
    return _without_keys(EXAMPLES.sub("", ABOUT_THE_FILE.sub("", said))).strip()


def on_screen(text: str) -> str:
    """Say in the words of the screen what is said in those of the file."""
    said = text.replace(IN_THE_FILE, _("répondez ci-dessous"))
    return typeset(FILE_PATH.sub(lambda found: f"« {_word(found[1])} »", _without_keys(said)))


def _without_keys(text: str) -> str:
    return KEY.sub(lambda found: f"« {_word(found[1])} »", text)


def _word(key: str) -> str:
    return WORDS.get(key, key)


def as_typed(value: Any) -> str:
    """Give a value as somebody would type it."""
    return str(getattr(value, "written", value))
