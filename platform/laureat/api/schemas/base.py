"""What every schema has in common: French sentences, descriptions, unknown keys refused."""

from collections.abc import Mapping
from datetime import UTC
from enum import StrEnum
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate
from marshmallow.fields import Field

from laureat.domain.readable import UNREADABLE, is_readable

AN_ID = "0199b0c4-6d2e-7c1a-9f43-0f6b5e1d2a77"
AN_INSTANT = "2024-11-08T15:00:00+00:00"
A_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

SENTENCES: Mapping[type[Field[Any]], Mapping[str, str]] = {
    fields.Field: {
        "required": "Ce champ est obligatoire.",
        "null": "Ce champ ne peut pas être vide.",
        "validator_failed": "Cette valeur n’est pas acceptée.",
    },
    fields.String: {"invalid": "Écrivez un texte.", "invalid_utf8": UNREADABLE},
    fields.UUID: {"invalid_uuid": "Ce n’est pas un identifiant de l’API."},
    fields.Integer: {
        "invalid": "Écrivez un nombre entier.",
        "too_large": "Ce nombre est trop grand.",
    },
    fields.Boolean: {"invalid": "Répondez par true ou false."},
    fields.List: {"invalid": "Donnez une liste."},
    fields.Mapping: {"invalid": "Donnez un objet."},
    fields.Nested: {"type": "Donnez un objet."},
    fields.Enum: {"unknown": "Choisissez parmi : {choices}."},
}


def said(description: str, *examples: object) -> dict[str, Any]:
    """Describe a field for the documentation, with examples."""
    return {"description": description, **({"examples": list(examples)} if examples else {})}


class In(Schema):
    """What a client sends. A key that is not known is an error."""

    error_messages = {
        "type": "Donnez un objet JSON.",
        "unknown": "Ce champ n’existe pas ici : retirez-le ou corrigez son nom.",
    }

    def on_bind_field(self, field_name: str, field_obj: Field[Any]) -> None:
        """Let the field refuse in French."""
        _speak_french(field_obj)


class Out(Schema):
    """What a client receives."""

    class Meta:
        unknown = EXCLUDE


class Instant(fields.AwareDateTime):
    """An instant with its offset, always said in UTC."""

    def _serialize(self, value: Any, attr: Any, obj: Any, **given: Any) -> Any:
        moment = value.astimezone(UTC) if value is not None else None
        return super()._serialize(moment, attr, obj, **given)


class Word(fields.String):
    """One word of a closed vocabulary, as a stored document holds it."""

    def __init__(self, kind: type[StrEnum], *, metadata: dict[str, Any], **given: Any) -> None:
        words = [word.value for word in kind]
        super().__init__(required=True, metadata={**metadata, "enum": words}, **given)


class Text(fields.String):
    """A text that the database can keep, without blanks around, and not endless."""

    def __init__(
        self,
        *,
        most: int = 500,
        needed: bool = False,
        pattern: validate.Regexp | None = None,
        **given: Any,
    ) -> None:
        longest = validate.Length(max=most, error="Raccourcissez : {max} caractères au plus.")
        shortest = validate.Length(min=1, error="Ce champ ne peut pas être vide.")
        rules = [longest, *([shortest] if needed else []), *([pattern] if pattern else [])]
        super().__init__(required=needed, validate=rules, **given)

    def _deserialize(self, value: Any, attr: Any, data: Any, **given: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **given)).strip()
        if not is_readable(text):
            raise ValidationError(UNREADABLE)
        return text


def list_of(item: type[Schema], name: str) -> type[Schema]:
    """Make the schema of a list: an object, so that it may grow."""
    items = fields.List(
        fields.Nested(item), required=True, metadata={"description": "In their order."}
    )
    made = Out.from_dict({"items": items}, name=name)
    made.__doc__ = f"A list. Each line: {(item.__doc__ or '').splitlines()[0]}"
    return made


def _speak_french(field: Field[Any]) -> None:
    for kind in reversed(type(field).__mro__):
        field.error_messages.update(SENTENCES.get(kind, {}))
    inner = (getattr(field, name, None) for name in ("inner", "key_field", "value_field"))
    for below in inner:
        if isinstance(below, Field):
            _speak_french(below)
