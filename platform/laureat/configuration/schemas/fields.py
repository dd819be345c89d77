"""The kinds of value that a file holds, each with the words that refuse it."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from marshmallow import Schema, ValidationError, fields
from marshmallow.fields import Field

from laureat.configuration.faults import Lesson, nearest
from laureat.configuration.field_types import field_types
from laureat.configuration.instants import WrongInstant
from laureat.configuration.relative_dates import InstantReader
from laureat.configuration.source import WrittenNumber

READING: ContextVar[InstantReader | None] = ContextVar("reading", default=None)

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
ARTICLE = re.compile(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*\Z")
EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+\Z")

REQUIRED = Lesson("cette clé est obligatoire.", "ajoutez-la, avec sa valeur.")
EMPTY = Lesson("cette clé n'a pas de valeur.", "écrivez sa valeur, ou retirez la ligne.")
LIST_WANTED = Lesson(
    "il faut ici une liste.", "écrivez un élément par ligne, chacun précédé d'un tiret."
)
WORDS = {"True": "true", "False": "false", "None": "null"}
MESSAGES: dict[str, Any] = {"required": REQUIRED, "null": EMPTY, "type": LIST_WANTED}


def told(says: str, example: object = None, **more: Any) -> dict[str, Any]:
    """Give the arguments that every field shares: its meaning, an example, its own words."""
    metadata = {"says": says, "example": example}
    return {"metadata": metadata, "error_messages": dict(MESSAGES), **more}


class Text(Field[str]):
    """A text on one line or several; never blank when required."""

    kind = "texte"

    def __init__(self, says: str, example: object = None, *, longest: int = 20_000, **more: Any):
        super().__init__(**told(says, example, **more))
        self.longest = longest

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> str:
        text = _as_text(value)
        if self.required and not text.strip():
            raise ValidationError([EMPTY])
        if len(text) > self.longest:
            raise ValidationError([_too_long(len(text), self.longest)])
        return self.accept(text.strip())

    def accept(self, text: str) -> str:
        """Refuse what this kind of text does not allow."""
        return text


class Line(Text):
    """A text on a single line."""

    kind = "texte sur une ligne"

    def __init__(self, says: str, example: object = None, *, longest: int = 300, **more: Any):
        super().__init__(says, example, longest=longest, **more)

    def accept(self, text: str) -> str:
        """Refuse a line break."""
        if "\n" in text:
            raise _refusal(
                "ce texte tient sur plusieurs lignes.", "écrivez-le sur une seule ligne."
            )
        return text


class Slug(Line):
    """A short name that stands in addresses and never changes."""

    kind = "nom court (minuscules, chiffres, tirets)"

    def accept(self, text: str) -> str:
        """Refuse capitals, accents and spaces."""
        if not SLUG.match(text):
            raise _refusal(
                f"« {text} » n'est pas un nom court.",
                "employez des minuscules sans accent, des chiffres et des tirets : "
                "achat-milieu-rural.",
            )
        return text


class Name(Line):
    """The name of a question, which answers, exports and rules use."""

    kind = "nom (minuscules, chiffres, _)"

    def accept(self, text: str) -> str:
        """Refuse anything but a plain identifier."""
        if not NAME.match(text):
            raise _refusal(
                f"« {text} » n'est pas un nom de question.",
                "commencez par une lettre ; minuscules sans accent, chiffres et _ : "
                "intitule_projet.",
            )
        return text


class Article(Line):
    """The number of an article of the regulation."""

    kind = "numéro d'article"

    def accept(self, text: str) -> str:
        """Refuse a sentence."""
        if not ARTICLE.match(text) or len(text) > 20:
            raise _refusal(
                f"« {text} » n'est pas un numéro d'article.",
                'écrivez seulement son numéro, entre guillemets : "4.3".',
            )
        return text


class Email(Line):
    """A mail address."""

    kind = "adresse électronique"

    def accept(self, text: str) -> str:
        """Refuse what no mail could reach."""
        if not EMAIL.match(text):
            raise _refusal(
                f"« {text} » n'est pas une adresse électronique.",
                "écrivez-la seule, sans nom ni chevrons : contact@exemple.org.",
            )
        return text


class Flag(Field[bool]):
    """Yes or no."""

    kind = "true ou false"

    def __init__(self, says: str, example: object = True, **more: Any):
        super().__init__(**told(says, example, **more))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> bool:
        if isinstance(value, bool):
            return value
        raise _refusal(f"« {value} » n'est ni true ni false.", "écrivez true (oui) ou false (non).")


class Whole(Field[int]):
    """A whole number within bounds."""

    kind = "nombre entier"

    def __init__(
        self, says: str, example: object = None, *, least: int = 0, most: int = 10**9, **more: Any
    ):
        super().__init__(**told(says, example, **more))
        self.least = least
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise _refusal(
                f"« {_shown(value)} » n'est pas un nombre entier.",
                "écrivez des chiffres seulement, sans espace ni guillemets.",
            )
        if not self.least <= value <= self.most:
            raise _refusal(
                f"{value} est hors des bornes.", f"choisissez de {self.least} à {self.most}."
            )
        return value


class Number(Field[str]):
    """A number of any kind, kept as exact text."""

    kind = "nombre"

    def __init__(self, says: str, example: object = None, **more: Any):
        super().__init__(**told(says, example, **more))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise _refusal(
                f"« {_shown(value)} » n'est pas un nombre.",
                "écrivez-le sans espace ni guillemets, avec un point pour les décimales : 12.5.",
            )
        written = value.written if isinstance(value, WrittenNumber) else str(value)
        return format(Decimal(written), "f")


class OneOf(Field[Any]):
    """One word of a closed list; ``meanings`` says what each word does."""

    kind = "un mot de la liste"

    def __init__(
        self,
        words: type[StrEnum],
        says: str,
        example: object,
        meanings: Mapping[str, str],
        **more: Any,
    ):
        super().__init__(**told(says, example, **more))
        self.words = words
        self.meanings = meanings

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> StrEnum:
        try:
            return self.words(value)
        except ValueError:
            raise _refusal(
                f"« {_shown(value)} » n'est pas un mot connu ici.",
                _proposal(str(value), [str(word) for word in self.words]),
            ) from None


class Kind(Field[str]):
    """The name of a field type that is installed."""

    kind = "un type de question"

    def __init__(self, says: str, example: object, **more: Any):
        super().__init__(**told(says, example, **more))

    @property
    def meanings(self) -> Mapping[str, str]:
        """Say what each type of question is, for the reference."""
        return {name: one.meaning for name, one in field_types().items()}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> str:
        name = str(value).replace("-", "_")
        if name in field_types():
            return name
        raise _refusal(
            f"aucun plugin « {_shown(value)} » n'est installé pour les questions du formulaire.",
            _proposal(name, field_types()),
        )


class Instant(Field[datetime]):
    """A date and an hour in the edition's zone, fixed or told by another of its calendar."""

    kind = "date et heure locales"

    def __init__(self, says: str, example: object = None, **more: Any):
        super().__init__(**told(says, example, **more))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> datetime:
        reader = READING.get()
        if reader is None:
            raise _refusal(
                "l'heure ne peut pas être lue sans fuseau horaire.",
                "corrigez d'abord calendar.time_zone.",
            )
        try:
            return reader.read(_as_text(value))
        except WrongInstant as wrong:
            raise ValidationError([wrong.lesson]) from None


class Options(Field[dict[str, Any]]):
    """The options of a plugin, which the plugin itself checks."""

    kind = "options du plugin"

    def __init__(self, says: str, example: object = None, **more: Any):
        super().__init__(**told(says, example, **more))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _refusal(
                "il faut ici un bloc d'options.", "écrivez une option par ligne : « nom: valeur »."
            )
        options: dict[str, Any] = plain(value)
        return options


class Parts(fields.List[Any]):
    """A list of blocks or of values."""

    def __init__(
        self, inner: Any, says: str, *, least: int = 0, most: int = 500, **more: Any
    ) -> None:
        super().__init__(inner, **told(says, **more))
        self.error_messages["invalid"] = LIST_WANTED
        self.least = least
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> list[Any]:
        found = super()._deserialize(value, attr, data)
        if not self.least <= len(found) <= self.most:
            raise _refusal(
                "la liste est vide." if not found else f"la liste compte {_elements(len(found))}.",
                f"il en faut de {self.least} à {self.most}.",
            )
        return found


def _elements(count: int) -> str:
    return f"{count} élément" if count == 1 else f"{count} éléments"


class Block(fields.Nested):
    """A block of keys with a schema of its own."""

    def __init__(
        self, part: type[Schema] | Callable[[], Schema], says: str = "", **more: Any
    ) -> None:
        super().__init__(part, **told(says, **more))


def plain(value: Any) -> Any:
    """Give a tree as JSON knows it."""
    if isinstance(value, dict):
        return {key: plain(below) for key, below in value.items()}
    if isinstance(value, list):
        return [plain(below) for below in value]
    return float(value) if isinstance(value, float) else value


def _as_text(value: Any) -> str:
    """Take numbers typed without quotes as the text that was typed."""
    if isinstance(value, str):
        return value
    if isinstance(value, WrittenNumber):
        return value.written
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise _refusal(
        f"il faut ici un texte, et non {_kind_of(value)}.", "mettez le texte entre guillemets."
    )


def said_value(value: Any) -> str:
    """Take an answer as the text by which a condition names it."""
    return str(value).lower() if isinstance(value, bool) else _as_text(value).strip()


def _kind_of(value: Any) -> str:
    if isinstance(value, dict):
        return "un bloc de clés"
    if isinstance(value, list):
        return "une liste"
    return f"la valeur {_shown(value)}"


def _shown(value: Any) -> str:
    """Show a value as the file would write it, cut where it is long."""
    text = WORDS.get(str(value), str(value))
    return text if len(text) <= 60 else f"{text[:57]}…"


def _too_long(length: int, longest: int) -> Lesson:
    return Lesson(f"ce texte compte {length} caractères.", f"raccourcissez-le à {longest} au plus.")


def _proposal(word: str, known: Iterable[str]) -> str:
    words = list(known)
    meant = nearest(word, words)
    advice = f"vouliez-vous écrire « {meant} » ? " if meant else ""
    return f"{advice}Mots possibles : {', '.join(words)}."


def _refusal(sentence: str, remedy: str) -> ValidationError:
    return ValidationError([Lesson(sentence, remedy)])


class Limit(Field[str]):
    """A number or a date, kept as text."""

    kind = "nombre ou date"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> str:
        return _as_text(value).strip()


def limit_of(says: str, example: object) -> Limit:
    """Make the field of a smallest or largest value."""
    return Limit(**told(says, example), load_default=None, allow_none=True)
