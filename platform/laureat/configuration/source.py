"""YAML with the line of every value, and without the surprises of YAML.

Only text, whole numbers, decimals, ``true``/``false``, ``null``, lists and mappings exist: no dates
(``2024-11-08`` stays text), no hours read as base 60, no ``yes``/``no``, no tags, no merge keys. A
key may stand once. Size, depth and the growth by aliases are bounded.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TypeAlias

import yaml

from laureat.configuration.faults import BrokenConfiguration, Fault, Path, written_path
from laureat.configuration.french_dates import plain
from laureat.configuration.yaml_troubles import explain

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_VALUES = 50_000
QUOTED_WITHIN = 400

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
CONSTANTS: Mapping[str, bool | None] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "null": None,
    "Null": None,
    "~": None,
    "": None,
}
CORE_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))
PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class WrittenNumber(float):
    """A decimal that remembers how it was typed, so that an article ``4.10`` is not ``4.1``."""

    written: str

    def __new__(cls, written: str) -> "WrittenNumber":
        """Read a decimal."""
        number = super().__new__(cls, written)
        number.written = written
        return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a file, or two that were merged, said: the tree, and where each path was written."""

    file: str
    tree: Value
    places: Mapping[Path, tuple[str, int]] = field(default_factory=dict)
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def place(self, path: Path) -> tuple[str, int]:
        """Give the file and line of a path, or of the nearest thing above it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return self.file, 1

    def place_of(self, path: Path, quote: str) -> tuple[str, int]:
        """Give the line, within a text of several, where a passage of it begins."""
        file, line = self.place(path)
        words = plain(quote).split()
        rest = self.lines.get(file, ())[line - 1 :][:QUOTED_WITHIN] if words else ()
        below = [plain(text) for text in rest]
        for length in range(len(words), 0, -1):
            start = " ".join(words[:length])
            for distance, text in enumerate(below):
                if start in text:
                    return file, line + distance
        return file, line

    def fault(self, path: Path, sentence: str, remedy: str) -> Fault:
        """Say what is wrong at a path."""
        file, line = self.place(path)
        written = written_path(path, self.tree)
        return Fault(file=file, line=line, path=written, sentence=sentence, remedy=remedy, at=path)


def read_yaml(path: FilePath) -> Source:
    """Read one file; BrokenConfiguration says why it cannot be read."""
    return parse_yaml(read_text(path), path.as_posix())


def read_text(path: FilePath) -> str:
    """Read the words of one file; BrokenConfiguration says why it cannot be read."""
    file = path.as_posix()
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _broken(
                file,
                1,
                f"le fichier dépasse {MAX_BYTES // 1_000_000} Mo.",
                "gardez ici les règles et les textes, et sortez-en les pièces volumineuses.",
            )
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _broken(
            file, 1, "le fichier ne peut pas être lu.", "vérifiez son nom et ses droits d’accès."
        ) from error
    except UnicodeDecodeError as error:
        raise _broken(
            file,
            1,
            f"le fichier n’est pas en UTF-8 (octet {error.start + 1}).",
            "enregistrez-le en UTF-8 depuis votre éditeur.",
        ) from error


def parse_yaml(text: str, file: str) -> Source:
    """Read the text of a file; ``file`` is how messages name it."""
    if len(text.encode("utf-8", errors="replace")) > MAX_BYTES:
        raise _broken(
            file,
            1,
            f"le texte dépasse {MAX_BYTES // 1_000_000} Mo.",
            "gardez ici les règles et les textes, et sortez-en les pièces volumineuses.",
        )
    builder = _Builder(file)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.YAMLError as error:
        line, sentence, remedy = explain(error, text)
        raise _broken(file, line, sentence, remedy) from error
    if builder.faults:
        raise BrokenConfiguration(builder.faults)
    lines = {file: tuple(text.splitlines())}
    return Source(file=file, tree=builder.root, places=builder.places, lines=lines)


def _events(text: str) -> Iterator[yaml.Event]:
    """Parse with the fast parser; tell errors with the other, whose words are stable."""
    try:
        yield from list(yaml.parse(text, Loader=PARSER))
    except yaml.YAMLError:
        yield from list(yaml.parse(text, Loader=yaml.SafeLoader))
        raise


def _line(event: yaml.Event) -> int:
    """Give the line of an event, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def _broken(file: str, line: int, sentence: str, remedy: str) -> BrokenConfiguration:
    """Make the error of a file that cannot be read at all."""
    fault = Fault(file=file, line=line, path="", sentence=sentence, remedy=remedy)
    return BrokenConfiguration([fault])


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being read, and the key that waits for its value."""

    container: "list[Value] | dict[str, Value]"
    path: Path
    anchor: str | None
    started_at: int
    key: str | None = None
    key_taken: bool = False

    def next_path(self) -> Path:
        """Give the path of the value that comes next."""
        if isinstance(self.container, list):
            return (*self.path, len(self.container))
        return (*self.path, self.key or "")


class _Builder:
    """Makes the tree from the events of the parser, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Value = None
        self.places: dict[Path, tuple[str, int]] = {(): (file, 1)}
        self.faults: list[Fault] = []
        self._frames: list[_Frame] = []
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._values = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take one event in."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._start(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._end()

    def _start_document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _broken(
                self.file,
                _line(event),
                "le fichier contient un second document YAML.",
                "retirez la ligne « --- » ou séparez les deux documents en deux fichiers.",
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line(event)
        self._refuse_tag(event.tag, line)
        if self._awaits_key():
            self._take_key(event.value, line)
            return
        value = self._plain(event.value) if event.implicit[0] and not event.style else event.value
        self._put(value, line, event.anchor)

    def _plain(self, written: str) -> Value:
        """Read a value that stands without quotes."""
        if written in CONSTANTS:
            return CONSTANTS[written]
        if INTEGER.match(written) and len(written) <= 18:
            return int(written)
        if DECIMAL.match(written):
            return WrittenNumber(written)
        return written

    def _alias(self, event: yaml.AliasEvent) -> None:
        line = _line(event)
        if self._awaits_key() or event.anchor not in self._anchors:
            raise _broken(
                self.file,
                line,
                f"le renvoi « *{event.anchor} » ne mène à aucune valeur déjà complète.",
                "recopiez la valeur à la place du renvoi.",
            )
        value, weight = self._anchors[event.anchor]
        self._count(weight, line)
        self._put(deepcopy(value), line, None)

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        line = _line(event)
        self._refuse_tag(event.tag, line)
        if self._awaits_key():
            raise _broken(
                self.file,
                line,
                "une clé ne peut pas être une liste ni un bloc.",
                "écrivez une clé simple, par exemple « titre: … », ou mettez le texte "
                "entre guillemets.",
            )
        if len(self._frames) >= MAX_DEPTH:
            raise _broken(
                self.file,
                line,
                f"les blocs s’emboîtent sur plus de {MAX_DEPTH} niveaux.",
                "aplatissez : aucune clé connue n’est aussi profonde.",
            )
        container: list[Value] | dict[str, Value] = (
            {} if isinstance(event, yaml.MappingStartEvent) else []
        )
        path = self._frames[-1].next_path() if self._frames else ()
        self._note(path, line)
        self._count(1, line)
        self._frames.append(_Frame(container, path, event.anchor, self._values))

    def _end(self) -> None:
        frame = self._frames.pop()
        if frame.anchor:
            self._anchors[frame.anchor] = (frame.container, self._values - frame.started_at + 1)
        self._attach(frame.container)

    def _awaits_key(self) -> bool:
        return bool(
            self._frames
            and isinstance(self._frames[-1].container, dict)
            and self._frames[-1].key is None
        )

    def _take_key(self, key: str, line: int) -> None:
        frame = self._frames[-1]
        path = (*frame.path, key)
        if key == "<<":
            self._blame(path, line, "la fusion « << » n’est pas lue.", "recopiez les clés voulues.")
        elif key in frame.container:
            self._blame(
                path,
                line,
                f"la clé « {key} » est écrite deux fois (déjà ligne {self.places[path][1]}).",
                "gardez-en une seule.",
            )
            frame.key_taken = True
        else:
            self.places[path] = (self.file, line)
        frame.key = key

    def _put(self, value: Value, line: int, anchor: str | None) -> None:
        self._count(1, line)
        if self._frames:
            self._note(self._frames[-1].next_path(), line)
        if anchor:
            self._anchors[anchor] = (value, 1)
        self._attach(value)

    def _attach(self, value: Value) -> None:
        """Put a complete value where it belongs."""
        if not self._frames:
            self.root = value
            return
        frame = self._frames[-1]
        if isinstance(frame.container, list):
            frame.container.append(value)
            return
        if frame.key is not None and not frame.key_taken:
            frame.container[frame.key] = value
        frame.key, frame.key_taken = None, False

    def _note(self, path: Path, line: int) -> None:
        """Remember where a value stands; a key has already told its line."""
        self.places.setdefault(path, (self.file, line))

    def _count(self, values: int, line: int) -> None:
        self._values += values
        if self._values > MAX_VALUES:
            raise _broken(
                self.file,
                line,
                f"le fichier contient plus de {MAX_VALUES:_} valeurs, renvois compris.".replace(
                    "_", " "
                ),
                "retirez les renvois (« *nom ») qui se multiplient.",
            )

    def _refuse_tag(self, tag: str | None, line: int) -> None:
        if tag and tag not in CORE_TAGS and tag != "!":
            raise _broken(
                self.file,
                line,
                f"l’étiquette YAML « {tag} » n’est pas lue.",
                "retirez-la et écrivez la valeur simplement.",
            )

    def _blame(self, path: Path, line: int, sentence: str, remedy: str) -> None:
        written = written_path(path, self.root)
        self.faults.append(
            Fault(file=self.file, line=line, path=written, sentence=sentence, remedy=remedy)
        )
