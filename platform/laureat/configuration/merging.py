"""The file of an edition laid over the file that its programme's editions share."""

from dataclasses import dataclass

from laureat.configuration.faults import Path
from laureat.configuration.source import Source, Value


@dataclass(frozen=True, slots=True)
class Merged:
    """The two files as one, and the paths where the edition replaces what the programme says."""

    source: Source
    overrides: tuple[Path, ...]


def merge(edition: Source, programme: Source) -> Merged:
    """Lay an edition over its programme.

    Blocks are merged key by key; anything else that the edition says, lists included, replaces
    what the programme says; ``null`` takes a block away. Each value keeps the place where it was
    written.
    """
    places: dict[Path, tuple[str, int]] = {(): edition.place(())}
    overrides: list[Path] = []
    tree = _merge((), edition, programme, places, overrides)
    lines = {**programme.lines, **edition.lines}
    merged = Source(file=edition.file, tree=tree, places=places, lines=lines)
    return Merged(merged, tuple(overrides))


def _merge(
    path: Path,
    edition: Source,
    programme: Source,
    places: dict[Path, tuple[str, int]],
    overrides: list[Path],
) -> Value:
    above, below = _at(edition.tree, path), _at(programme.tree, path)
    if not (isinstance(above, dict) and isinstance(below, dict)):
        overrides.append(path)
        _copy_places(edition, path, places)
        return above
    places[path] = edition.place(path)
    merged: dict[str, Value] = {}
    for key in [*below, *(key for key in above if key not in below)]:
        here = (*path, key)
        if key in above and above[key] is None:
            overrides.append(here)  # taken away
        elif key in above and key in below:
            merged[key] = _merge(here, edition, programme, places, overrides)
        else:
            kept = edition if key in above else programme
            merged[key] = _at(kept.tree, here)
            _copy_places(kept, here, places)
    return merged


def _at(tree: Value, path: Path) -> Value:
    """Go down a path of keys."""
    for step in path:
        tree = tree[step] if isinstance(tree, dict) and isinstance(step, str) else None
    return tree


def _copy_places(source: Source, path: Path, places: dict[Path, tuple[str, int]]) -> None:
    """Keep the places of everything from a path down."""
    for known, place in source.places.items():
        if known[: len(path)] == path:
            places[known] = place
