"""An edition as it is stored, with where each part comes from and how its instants were told."""

import re
from collections.abc import Iterator
from pathlib import PurePath

import yaml

from laureat.configuration.content import Content, to_content
from laureat.configuration.faults import Path
from laureat.configuration.load import LoadedEdition
from laureat.configuration.relative_dates import is_relative
from laureat.configuration.source import Source, Value
from laureat.configuration.walking import value_at

WIDTH = 100
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
IN_THE_FILE: dict[str, Path] = {
    "programme": ("programme", "slug"),
    "programme_title": ("programme", "title"),
    "short_title": ("programme", "short_title"),
    **{
        name: ("edition", name)
        for name in ("slug", "title", "season", "summary", "description", "ceremony")
    },
    "regulation_title": ("regulation", "title"),
    "clauses": ("regulation", "clauses"),
    "statements": ("regulation", "statements"),
}
"""Where the keys of the definition stand in the file, for those that stand elsewhere."""


def resolved_yaml(loaded: LoadedEdition) -> str:
    """Write the definition, a comment above each key that one of two files says.

    An instant that the file tells by another has these words beside it.
    """
    content = to_content(loaded.definition)
    written = [_block(loaded, key, content) for key in content]
    return "".join([*written, *_taken_away(loaded)])


def _taken_away(loaded: LoadedEdition) -> Iterator[str]:
    """Name the blocks of the programme that the edition takes away with ``null``."""
    tree = loaded.source.tree
    for name in loaded.overrides:
        if isinstance(tree, dict) and name.isidentifier() and name not in tree:
            yield f"# {name}: taken away by {PurePath(loaded.source.file).name}\n"


def _block(loaded: LoadedEdition, key: str, content: Content) -> str:
    path = IN_THE_FILE.get(key, (key,))
    told: list[tuple[str, str]] = []
    marked = _marked(content[key], path, loaded.source, told)
    written = yaml.safe_dump({key: marked}, allow_unicode=True, sort_keys=False, width=WIDTH)
    for number, (at, words) in enumerate(told):
        written = written.replace(_mark(number), f"'{at}'  # {words}")
    origin = _origin(loaded, path)
    return f"# {origin}\n{written}" if origin else written


def _marked(value: object, path: Path, source: Source, told: list[tuple[str, str]]) -> object:
    """Copy a value with a mark in place of each instant that was told by another."""
    if isinstance(value, dict):
        return {key: _marked(below, (*path, key), source, told) for key, below in value.items()}
    if isinstance(value, list):
        return [_marked(below, (*path, index), source, told) for index, below in enumerate(value)]
    words = _words(source.tree, path)
    if isinstance(value, str) and INSTANT.fullmatch(value) and is_relative(words):
        told.append((value, " ".join(str(words).split())))
        return _mark(len(told) - 1)
    return value


def _words(tree: Value, path: Path) -> Value:
    """Give what the file says of an instant, which may stand alone without its ``at``."""
    words = value_at(tree, *path)
    return value_at(tree, *path[:-1]) if words is None and path[-1] == "at" else words


def _mark(number: int) -> str:
    return f"instant-told-by-another-{number:04d}"


def _origin(loaded: LoadedEdition, path: Path) -> str:
    """Say which of the two files says a part; nothing where there is only one file."""
    places = loaded.source.places
    everywhere = {file for file, _ in places.values()}
    here = {file for known, (file, _) in places.items() if known[: len(path)] == path}
    if len(everywhere) < 2 or not here:
        return ""
    edition = loaded.source.file
    programme = next(file for file in sorted(everywhere) if file != edition)
    own, shared = PurePath(edition).name, PurePath(programme).name
    if edition not in here:
        return f"from {shared}"
    replaced = [name for name in loaded.overrides if _is_within(name, path)]
    said = f"; replaces there: {', '.join(replaced)}" if replaced else ""
    if programme in here:
        return f"from {shared}, completed by {own}{said}"
    return f"from {own}{said}"


def _is_within(name: str, path: Path) -> bool:
    """Say whether a written path is that of a part, of what it holds, or of what holds it."""
    whole = ".".join(map(str, path))
    return name == whole or name.startswith((f"{whole}.", f"{whole}["))
