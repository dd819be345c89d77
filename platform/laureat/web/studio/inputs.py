"""The field that asks for one key, from what the schema says of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import fields, validate
from marshmallow.fields import Field as SchemaField

from laureat.configuration.definition import Choice
from laureat.configuration.plugin_checks import PluginCatalogue
from laureat.configuration.schemas.fields import (
    Flag,
    Instant,
    Kind,
    Limit,
    Line,
    Name,
    Number,
    OneOf,
    Slug,
    Text,
    Whole,
)
from laureat.domain.french import capital
from laureat.plugin_api import typeset
from laureat.web.fields import FEW, Field, Shape
from laureat.web.studio.screen_words import (
    group_at,
    help_of,
    label_of,
    title_of_plugin,
    without_keys,
)
from laureat.web.words import _

MADE_OF_TITLE = ("slug", "name")
LOCAL_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What controls are made with besides a schema and a value; ``fixed`` is not asked."""

    plugins: PluginCatalogue
    categories: tuple[Choice, ...] = ()
    questions: tuple[Choice, ...] = ()
    structure_kinds: tuple[Choice, ...] = ()
    fixed: frozenset[str] = frozenset()
    faults: Mapping[str, str] = field(default_factory=dict)

    def known(self, kind: str) -> tuple[Choice, ...]:
        """List what a key may name of the edition itself; nothing where it names nothing of it."""
        found = {
            "question": self.questions,
            "category": self.categories,
            "structure_kind": self.structure_kinds,
        }
        return found.get(kind, ())


def leaf(one: SchemaField[Any], key: str, value: Any, address: str, setting: Setting) -> Field:
    """Make the field of one key."""
    made_of_title = key in MADE_OF_TITLE and isinstance(one, Slug | Name)
    made: dict[str, Any] = {
        "name": address,
        "label": label_of(key, one),
        "help": help_of(one),
        "required": one.required,
        "needed": _("vide : tiré du titre") if made_of_title and not value else "",
        "error": typeset(setting.faults.get(address, "")),
    }
    return Field(**{**made, **_shaped(one, key, value, address, setting)})


def _shaped(
    one: SchemaField[Any], key: str, value: Any, address: str, setting: Setting
) -> dict[str, Any]:
    if isinstance(one, Flag) and one.load_default is None:
        said = {True: "oui", False: "non"}.get(value, "")
        words = (Choice(value="oui", label=_("Oui")), Choice(value="non", label=_("Non")))
        return {"shape": Shape.SELECT, "choices": words, "value": said}
    if isinstance(one, Flag | fields.Boolean):
        on = one.load_default is True if value is None else value is True
        return {"shape": Shape.CHECK, "value": "oui" if on else "", "required": True}
    if isinstance(one, fields.List):
        return _several(one, value, setting)
    choices = _words(one, key, address, setting)
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


def _several(one: Any, value: Any, setting: Setting) -> dict[str, Any]:
    """Show a list of texts: as boxes where what may be chosen is known, else one a line."""
    said = [str(each) for each in value] if isinstance(value, list) else []
    if isinstance(one.inner, OneOf):
        words = _words(one.inner, "", "", setting)
        return {"shape": Shape.BOXES, "choices": words, "value": said}
    if setting.categories and one.inner.__class__.__name__ == "Slug":
        return {"shape": Shape.BOXES, "choices": setting.categories, "value": said}
    return {"shape": Shape.LINES, "value": separator_of(one.inner).join(said)}


def separator_of(inner: SchemaField[Any]) -> str:
    """Say what stands between the texts of a list: a blank line between paragraphs."""
    paragraphs = isinstance(inner, Text) and not isinstance(inner, Line)
    return "\n\n" if paragraphs else "\n"


def _words(one: SchemaField[Any], key: str, address: str, setting: Setting) -> tuple[Choice, ...]:
    known = setting.known(str(one.metadata.get("refers_to") or key))
    if known and not isinstance(one, fields.List | fields.Nested):
        return known
    if isinstance(one, OneOf | Kind):
        return tuple(
            Choice(value=word, label=capital(without_keys(meaning)))
            for word, meaning in one.meanings.items()
        )
    if key == "plugin":
        group = group_at(address)
        return tuple(
            Choice(value=name, label=title_of_plugin(group, name, setting.plugins))
            for name in setting.plugins.names(group)
        )
    for check in one.validators:
        if isinstance(check, validate.OneOf):
            labels = list(check.labels) or [str(choice) for choice in check.choices]
            return tuple(
                Choice(value=str(choice), label=typeset(label))
                for choice, label in zip(check.choices, labels, strict=True)
            )
    return ()


def as_typed(value: Any) -> str:
    """Give a value as somebody would type it."""
    return str(getattr(value, "written", value))
