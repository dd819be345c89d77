"""The base of every part of a file: unknown keys are refused, and each refusal teaches."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from marshmallow import Schema, ValidationError, post_load

from laureat.configuration.faults import Lesson, Path, nearest

BLOCK_WANTED = Lesson(
    "il faut ici un bloc de clés.",
    "écrivez une clé par ligne, décalée de deux espaces : « clé: valeur ».",
)
UNKNOWN = "unknown"
SAID = re.compile(r"(?P<sentence>[^:]+?)\s:\s(?P<remedy>.+)", re.DOTALL)
WHOLE = "_schema"


class Part(Schema):
    """One block of the file.

    ``makes`` is the value that the block becomes. ``heading`` and ``says`` open its chapter of the
    reference.
    """

    error_messages = {"type": BLOCK_WANTED, "unknown": UNKNOWN}

    makes: ClassVar[type | None] = None
    heading: ClassVar[str] = ""
    says: ClassVar[str] = ""

    def idle_keys(self, said: Mapping[str, Any]) -> frozenset[str]:
        """Name the keys that have no meaning beside what the block says."""
        return frozenset()

    def handle_error(self, error: ValidationError, data: Any, **_: Any) -> None:
        """Replace the bare refusal of an unknown key by one that proposes the right one."""
        if isinstance(error.messages, dict):
            for key, said in error.messages.items():
                if said == [UNKNOWN]:
                    error.messages[key] = [self._unknown(str(key))]

    def _unknown(self, key: str) -> Lesson:
        known = [field.data_key or name for name, field in self.fields.items()]
        meant = nearest(key, known)
        advice = f"vouliez-vous écrire « {meant} » ?" if meant else "retirez-la."
        if " " in key:
            advice = "si c'est la suite d'un texte, mettez ce texte entier entre guillemets."
        return Lesson(
            f"la clé « {key} » n'existe pas ici.", f"{advice} Clés possibles : {', '.join(known)}."
        )

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        """Build the frozen value."""
        if self.makes is None:
            return data
        return self.makes(**{key: frozen(value) for key, value in data.items()})


def lessons_in(messages: Any, path: Path = ()) -> Iterator[tuple[Path, Lesson]]:
    """List the refusals of a marshmallow error with the path of each."""
    if isinstance(messages, Mapping):
        for key, below in messages.items():
            yield from lessons_in(below, path if key == WHOLE else (*path, key))
    elif isinstance(messages, list):
        for said in messages:
            yield from lessons_in(said, path)
    else:
        yield path, _lesson(messages)


def _lesson(said: object) -> Lesson:
    """Give the refusal as a lesson, whoever wrote it."""
    if isinstance(said, Lesson):
        return said
    found = SAID.match(str(said))
    if found:
        return Lesson(f"{found['sentence']}.", found["remedy"])
    return Lesson(str(said), "corrigez cette valeur d'après la documentation du fichier.")


def frozen(value: Any) -> Any:
    """Make lists immutable."""
    return tuple(value) if isinstance(value, list) else value
