"""From what a part's page posted to the value that the files say, by the same schema.

Nothing is refused here: what is not right is kept as it was typed, and the language refuses it with
the place and the remedy. What was not said and stays as by default stays unsaid.
"""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields
from marshmallow.fields import Field as SchemaField
from werkzeug.datastructures import MultiDict

from laureat.configuration.plugin_checks import PluginCatalogue
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.fields import (
    Flag,
    Name,
    Number,
    Options,
    Slug,
    Whole,
)
from laureat.configuration.schemas.rules import RulePart
from laureat.configuration.source import WrittenNumber
from laureat.domain.naming import short_name
from laureat.web.studio.controls import (
    block_of,
    is_edited_in_place,
    is_only_in_the_file,
    options_schema_of,
)
from laureat.web.studio.inputs import separator_of

INTEGER = re.compile(r"-?\d{1,15}\Z")
DECIMAL = re.compile(r"-?\d{1,15}\.\d{1,15}\Z")
SPACES = re.compile(r"[\s\u00a0\u202f]+")
UNSAID = object()


def read_part(
    schema: Schema, form: "MultiDict[str, str]", before: object, at: str, plugins: PluginCatalogue
) -> Any:
    """Read a block; ``before`` is what it said, for what the page does not ask."""
    was = block_of(schema, before)
    said: dict[str, Any] = {}
    for name, one in schema.fields.items():
        key = one.data_key or name
        address = f"{at}/{key}" if at else key
        if isinstance(one, Options):
            value = _read_options(form, said, was.get(key), address, at, plugins)
        else:
            value = read_field(one, form, was.get(key, UNSAID), address, plugins)
        if value is not UNSAID:
            said[key] = value
    idle = schema.idle_keys(said) if isinstance(schema, Part) else frozenset()
    said = {key: value for key, value in said.items() if key not in idle}
    alone = "at" in schema.fields and set(said) <= {"at"} and not isinstance(before, Mapping)
    return said.get("at", "") if alone else said


def named_after_titles(schema: Schema, value: Any) -> Any:
    """Give what was left without a short name one of its title, however deep it stands.

    Done when a part is saved and not before: the name follows a title that is being corrected.
    """
    if not isinstance(value, Mapping):
        return value
    said = dict(value)
    title = str(said.get("title") or said.get("label") or "")
    for name, one in schema.fields.items():
        key = one.data_key or name
        inner = one.inner if isinstance(one, fields.List) else one
        if isinstance(inner, fields.Nested) and isinstance(said.get(key), list):
            said[key] = [named_after_titles(inner.schema, each) for each in said[key]]
        elif isinstance(inner, fields.Nested):
            said |= {key: named_after_titles(inner.schema, said[key])} if key in said else {}
        elif isinstance(one, Slug | Name) and said.get(key) == "":
            short = short_name(title, joint="_" if isinstance(one, Name) else "-")
            said[key] = f"q_{short}" if isinstance(one, Name) and short[:1].isdigit() else short
    return said


def read_field(
    one: SchemaField[Any],
    form: "MultiDict[str, str]",
    before: Any,
    address: str,
    plugins: PluginCatalogue,
) -> Any:
    """Read the value of one key, whatever it is; ``UNSAID`` where nothing is said of it."""
    if is_only_in_the_file(one):
        return before
    if isinstance(one, fields.Nested) and isinstance(one.schema, RulePart):
        return before  # it has a page of its own
    if isinstance(one, fields.Nested) and not one.many:
        value = read_part(one.schema, form, None if before is UNSAID else before, address, plugins)
        return value if value or one.required else UNSAID
    if isinstance(one, fields.List):
        return _read_list(one, form, before, address, plugins)
    if isinstance(one, Flag) and one.load_default is None:
        return {"oui": True, "non": False}.get(form.get(address, ""), UNSAID)
    if isinstance(one, Flag | fields.Boolean):
        on = form.get(address) == "oui"
        return UNSAID if before is UNSAID and on == (one.load_default is True) else on
    if address not in form:
        return before  # the page does not ask it
    return _read_leaf(one, form.get(address, "").replace("\r\n", "\n").strip(), before)


def _read_leaf(one: SchemaField[Any], typed: str, before: Any) -> Any:
    if not typed:
        if one.required:
            return ""
        if before is UNSAID:
            return UNSAID
        return None if one.allow_none else "" if isinstance(before, str) else UNSAID
    if before is UNSAID and typed == one.load_default:
        return UNSAID
    if isinstance(before, str) and before.strip() == typed:
        return before  # the line break that ends a text of the file is not shown
    if isinstance(one, Whole | Number | fields.Integer | fields.Decimal):
        return _number(typed)
    if str(before) == typed and not isinstance(before, str):
        return before  # a number that the file says where a text is meant
    return typed


def _number(typed: str) -> Any:
    bare = SPACES.sub("", typed).replace(",", ".")
    if INTEGER.match(bare):
        return int(bare)
    return WrittenNumber(bare) if DECIMAL.match(bare) else typed


def _read_list(
    one: Any, form: "MultiDict[str, str]", before: Any, address: str, plugins: PluginCatalogue
) -> Any:
    was = before if isinstance(before, list) else []
    if isinstance(one.inner, fields.Nested):
        if not is_edited_in_place(one.inner.schema):
            return before  # each element has a page of its own
        found: Any = _read_rows(one.inner.schema, form, was, address, plugins)
    elif address in form and separator_of(one.inner) == "\n\n":
        found = [each.strip() for each in re.split(r"\n\s*\n", _lines(form, address))]
        found = [each for each in found if each]
    else:
        found = [each for text in form.getlist(address) for each in _split(text)]
    if found == [each.strip() if isinstance(each, str) else each for each in was]:
        found = was
    return UNSAID if not found and before is UNSAID and not one.required else found


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _lines(form: "MultiDict[str, str]", address: str) -> str:
    return form.get(address, "").replace("\r\n", "\n")


def _read_rows(
    schema: Schema,
    form: "MultiDict[str, str]",
    was: list[Any],
    address: str,
    plugins: PluginCatalogue,
) -> list[Any]:
    """Read the rows that were posted; one left blank is none."""
    prefix = f"{address}/"
    posted = {name[len(prefix) :].partition("/")[0] for name in form if name.startswith(prefix)}
    rows = []
    for at in sorted(int(one) for one in posted if one.isdecimal()):
        before = was[at] if at < len(was) else None
        value = read_part(schema, form, before, f"{prefix}{at}", plugins)
        if any(value.values()):
            rows.append(value)
    return rows


def _read_options(
    form: "MultiDict[str, str]",
    said: Mapping[str, Any],
    before: Any,
    address: str,
    at: str,
    plugins: PluginCatalogue,
) -> Any:
    schema = options_schema_of(said, at, plugins)
    if schema is None:
        return UNSAID if before is None else before
    value = read_part(schema, form, before, address, plugins)
    return value if value or before is not None else UNSAID
