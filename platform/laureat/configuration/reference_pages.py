"""The reference for authors, written from the schemas so that it cannot lie."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from inspect import getdoc
from typing import Any

from marshmallow import Schema, missing
from marshmallow.fields import Field

from laureat.configuration.plugin_checks import PURPOSES, PluginCatalogue
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.fields import Block, Kind, OneOf, Parts, Text, Whole

GENERATED = "<!-- Écrit par scripts/build_reference.py d'après les schémas. Ne pas modifier. -->"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a block, as the reference tells it."""

    name: str
    kind: str
    due: str
    says: str
    example: str
    words: Mapping[str, str]


def reference_page(root: type[Part], *, title: str, opening: str) -> str:
    """Write the page of a file: one chapter for each kind of block, in the order of the file."""
    chapters = "\n".join(_chapter(part) for part in parts_of(root))
    return f"{GENERATED}\n\n# {title}\n\n{opening.strip()}\n\n{chapters}"


def parts_of(root: type[Part]) -> list[type[Part]]:
    """List a part and the parts within it, each once, in the order of the file."""
    found: list[type[Part]] = []
    _gather(root, found)
    return found


def _gather(part: type[Part], found: list[type[Part]]) -> None:
    """Add a part and those within it; a rule holds rules, and is listed once."""
    found.append(part)
    for inner in map(part_in, part().fields.values()):
        if inner is not None and inner not in found:
            _gather(inner, found)


def part_in(field: Field[Any]) -> type[Part] | None:
    """Give the part that a field holds, once or in a list."""
    inner = field.inner if isinstance(field, Parts) else field
    if isinstance(inner, Block) and isinstance(inner.schema, Part):
        return type(inner.schema)
    return None


def keys_of(part: type[Part]) -> Iterator[Key]:
    """List the keys of a part."""
    for name, field in part().fields.items():
        yield Key(
            name=field.data_key or name,
            kind=kind_of(field),
            due=_due(field),
            says=str(field.metadata.get("says", "")),
            example=_written(field.metadata.get("example")),
            words=field.meanings if isinstance(field, OneOf | Kind) else {},
        )


def kind_of(field: Field[Any]) -> str:
    """Say in French what a field holds."""
    if isinstance(field, Parts):
        inner = part_in(field)
        kind = "liste de blocs" if inner else f"liste de : {kind_of(field.inner)}"
        return f"{kind}, de {field.least} à {field.most}"
    if isinstance(field, Block):
        return "bloc"
    kind = str(getattr(field, "kind", "valeur"))
    if isinstance(field, Whole):
        return f"{kind}, de {field.least} à {field.most}"
    if isinstance(field, Text):
        return f"{kind}, {field.longest} caractères au plus"
    return kind


def _due(field: Field[Any]) -> str:
    if field.required:
        return "**obligatoire**"
    default = field.load_default() if callable(field.load_default) else field.load_default
    if default is missing or default is None or not isinstance(default, str | int | list | dict):
        return "facultatif"
    return f"facultatif ; défaut : {_written(default) or 'vide'}"


def _written(value: object) -> str:
    """Write a value as a file does."""
    if value in (None, "", {}):
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, dict):
        return "`" + "`, `".join(f"{key}: {below}" for key, below in value.items()) + "`"
    if isinstance(value, list):
        return "liste vide" if not value else "`[" + ", ".join(map(str, value)) + "]`"
    return f"`{value}`"


def _chapter(part: type[Part]) -> str:
    lines = [f"## {part.heading}", "", part.says, ""]
    lines += ["| Clé | Valeur | | Sens |", "| --- | --- | --- | --- |"]
    for key in keys_of(part):
        example = f" Exemple : {key.example}." if key.example else ""
        lines.append(f"| `{key.name}` | {key.kind} | {key.due} | {_cell(key.says)}{example} |")
    for key in keys_of(part):
        if key.words:
            lines += ["", f"`{key.name}` :", ""]
            lines += [f"- `{word}` : {meaning}" for word, meaning in key.words.items()]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def json_schema_page(root: type[Part], *, title: str) -> str:
    """Write the JSON Schema that editors use to complete and check a file as it is typed."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_shape(root),
    }
    shared = {one.__name__: _shape(one) for one in parts_of(root) if _holds_itself(one)}
    if shared:
        schema["$defs"] = shared
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _shape(part: type[Part]) -> dict[str, Any]:
    fields = {field.data_key or name: field for name, field in part().fields.items()}
    return {
        "type": "object",
        "description": part.says,
        "properties": {name: _property(field) for name, field in fields.items()},
        "additionalProperties": False,
    }


def _holds_itself(part: type[Part]) -> bool:
    """Say whether a part may stand within itself, as rules do."""
    return part in map(part_in, part().fields.values())


def _property(field: Field[Any]) -> dict[str, Any]:
    inner = part_in(field)
    if isinstance(field, Parts):
        items = _block(inner) if inner else _property(field.inner)
        said: dict[str, Any] = {"type": "array", "items": items, "minItems": field.least}
    elif inner is not None:
        said = _block(inner)
    else:
        said = {**SHAPES.get(str(getattr(field, "kind", "")), {"type": ["string", "number"]})}
        if isinstance(field, Kind):
            said = {"type": "string", "examples": list(field.meanings)}
        if isinstance(field, OneOf):
            said = {"enum": list(field.meanings)}
    if field.metadata.get("says"):
        said["description"] = field.metadata["says"]
    return {"anyOf": [said, {"type": "null"}]} if field.allow_none else said


def _block(inner: type[Part]) -> dict[str, Any]:
    """Describe a block, or the instant alone that may stand for one."""
    if _holds_itself(inner):
        return {"$ref": f"#/$defs/{inner.__name__}"}
    if "at" in inner().fields:
        return {"anyOf": [{"type": "string"}, _shape(inner)]}
    return _shape(inner)


def plugins_page(plugins: PluginCatalogue, *, opening: str) -> str:
    """Write the page of the plugins that are installed, with their options."""
    lines = [GENERATED, "", "# Les plugins installés", "", opening.strip(), ""]
    for group, purpose in PURPOSES.items():
        lines += [f"## {purpose[:1].upper()}{purpose[1:]} (`{group}`)", ""]
        for name in plugins.names(group):
            lines += [f"### {name}", "", getdoc(plugins.plugin(group, name)) or "", ""]
            lines += _options(plugins.options_schema(group, name))
    return "\n".join(lines)


def _options(schema: Schema) -> list[str]:
    """List the options of a plugin."""
    if not schema.fields:
        return ["Aucune option.", ""]
    lines = ["| Option | Valeur | |", "| --- | --- | --- |"]
    for name, field in schema.fields.items():
        kind = OPTION_KINDS.get(type(field).__name__, "valeur")
        lines.append(f"| `{field.data_key or name}` | {kind} | {_due(field)} |")
    return [*lines, ""]


OPTION_KINDS = {
    "Integer": "nombre entier",
    "Decimal": "nombre",
    "Boolean": "true ou false",
    "String": "texte",
    "List": "liste",
    "Nested": "bloc",
}
SHAPES: Mapping[str, dict[str, Any]] = {
    "true ou false": {"type": "boolean"},
    "nombre entier": {"type": "integer"},
    "toujours 1": {"const": 1},
    "nombre": {"type": "number"},
    "options du plugin": {"type": "object"},
    "une condition": {"type": "object"},
    "une réponse": {"type": ["string", "number", "boolean"]},
}
