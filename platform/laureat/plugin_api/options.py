"""The base of a plugin's schema of options: what it refuses, it refuses in French."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import Schema, fields

from laureat.plugin_api.french import typeset

_NO_OPTIONS = "Ce ne sont pas des options : écrivez-les une par ligne, sous leur nom."

_OF_EVERY_FIELD: Mapping[str, str] = {
    "required": "Cette option est obligatoire : ajoutez-la.",
    "null": "Cette option est vide : donnez une valeur ou retirez la ligne.",
    "validator_failed": "Cette valeur n'est pas admise : corrigez-la.",
}

_OF_ONE_KIND: Mapping[type[fields.Field[Any]], Mapping[str, str]] = {
    fields.Integer: {
        "invalid": "Ce n'est pas un nombre entier : écrivez-le sans espace ni guillemets."
    },
    fields.Decimal: {
        "invalid": "Ce n'est pas un nombre : écrivez un point devant les décimales.",
        "special": "Ce nombre n'est pas fini : écrivez-en un autre.",
    },
    fields.Boolean: {"invalid": "Ce n'est ni vrai ni faux : écrivez true ou false."},
    fields.String: {"invalid": "Ce n'est pas un texte : mettez-le entre guillemets."},
    fields.List: {
        "invalid": "Ce n'est pas une liste : écrivez un élément par ligne, après un tiret."
    },
    fields.Nested: {"type": _NO_OPTIONS},
}


def asked(label: str, help: str = "") -> dict[str, str]:  # noqa: A002 -- what it is
    """Give the metadata of an option: how an organiser's screen asks for it, in French."""
    return {"label": label, "help": help}


class PluginOptions(Schema):
    """What an edition may say to a plugin; derive from it and list the fields.

    ``heading`` is what an organiser's screen calls the plugin, in French; each field says by
    ``metadata=asked("…")`` how it is asked for. Messages that a field or a validator brings itself
    are kept.
    """

    heading: ClassVar[str] = ""

    error_messages = {"type": typeset(_NO_OPTIONS)}

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        names = sorted(field.data_key or name for name, field in self.fields.items())
        known = ", ".join(names) or "aucune"
        self.error_messages["unknown"] = typeset(
            f"Cette option n'existe pas : corrigez-la ou retirez-la. Options admises : {known}."
        )

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Replace what marshmallow would say in English."""
        english = _standard_messages(field_obj)
        for key, sentence in _french_messages(field_obj).items():
            if field_obj.error_messages.get(key) == english.get(key):
                field_obj.error_messages[key] = typeset(sentence)
        if isinstance(field_obj, fields.List):
            self.on_bind_field(field_name, field_obj.inner)


def _standard_messages(bound: fields.Field[Any]) -> dict[str, Any]:
    """Collect the messages that the class of a field has by itself."""
    found: dict[str, Any] = {}
    for ancestor in reversed(type(bound).__mro__):
        found.update(getattr(ancestor, "default_error_messages", {}))
    return found


def _french_messages(bound: fields.Field[Any]) -> dict[str, str]:
    """Collect the French messages for a field."""
    kinds = (messages for kind, messages in _OF_ONE_KIND.items() if isinstance(bound, kind))
    return {**_OF_EVERY_FIELD, **next(kinds, {})}
