"""The parts of an edition's files as one edits them: at a path, over what the programme says."""

import math
from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeAlias

from laureat.configuration.faults import BrokenConfiguration, Fault, Path, Step
from laureat.configuration.load import EditionFiles, checked, merged_source
from laureat.configuration.plugin_checks import PluginCatalogue
from laureat.configuration.rewriting import ABSENT, overriding, rewritten
from laureat.configuration.source import MAX_DEPTH, Source, Value, WrittenNumber, parse_yaml
from laureat.configuration.walking import value_at
from laureat.domain.readable import UNREADABLE, is_readable

Tree: TypeAlias = dict[str, Any]
"""What the files of an edition say, as one tree of plain values."""

MOST_DIGITS = 6
FILLED_LATER = ("questions",)


class Unwritable(ValueError):
    """A value that no file of an edition can hold; the message says why, in French."""


def as_written(value: Any, depth: int = 0) -> Value:
    """Give a value that a program sent as a file would hold it.

    Raises:
        Unwritable: it is nested too deep, or has a number or a text that no file can hold.
    """
    if depth > MAX_DEPTH:
        raise Unwritable("Cette valeur s’emboîte trop : simplifiez-la.")
    if isinstance(value, Mapping):
        return {_text(key): as_written(below, depth + 1) for key, below in value.items()}
    if isinstance(value, list):
        return [as_written(below, depth + 1) for below in value]
    if isinstance(value, float) and not isinstance(value, WrittenNumber):
        if not math.isfinite(value):
            raise Unwritable("Ce nombre n’est pas fini : écrivez-en un autre.")
        written = format(Decimal(str(value)), "f")
        return WrittenNumber(written if "." in written else f"{written}.0")
    return _text(value) if isinstance(value, str) else value


def _text(text: object) -> str:
    if not is_readable(str(text)):
        raise Unwritable(UNREADABLE)
    return str(text)


def path_of(address: str) -> Path:
    """Read the path of a part as addresses write it: ``categories/1/title``.

    What is too deep, too far or unreadable leads nowhere: the path is empty.
    """
    steps = [step for step in address.split("/") if step]
    far = any(step.isdecimal() and len(step) > MOST_DIGITS for step in steps)
    if far or len(steps) > MAX_DEPTH or not is_readable(address):
        return ()
    return tuple(int(step) if step.isdecimal() else step for step in steps)


def address_of(path: Path) -> str:
    """Write the path of a part as addresses do."""
    return "/".join(map(str, path))


def with_part(tree: Tree, path: Path, value: Any) -> Tree:
    """Give a copy of the tree in which the value stands at the path: one more where a list ends.

    None takes a key away.

    Raises KeyError when the path is empty, or leads through something that is not there.
    """
    if not path:
        raise KeyError(path)
    copied = deepcopy(tree)
    here: Value = copied
    for step, following in pairwise(path):
        here = _below(here, step, [] if isinstance(following, int) else {})
    _put(here, path[-1], deepcopy(value))
    return copied


def _below(tree: Value, step: Step, made: Value) -> Value:
    """Go one step down; what is not there yet is made."""
    if isinstance(tree, dict) and isinstance(step, str):
        if tree.get(step) is None:
            tree[step] = made
        return tree[step]
    if isinstance(tree, list) and isinstance(step, int) and step <= len(tree):
        tree[step:] = tree[step:] or [made]
        return tree[step]
    raise KeyError(step)


def _put(tree: Value, step: Step, value: Value) -> None:
    if isinstance(tree, dict) and isinstance(step, str):
        tree.pop(step, None) if value is None else tree.update({step: value})
        return
    if not (isinstance(tree, list) and isinstance(step, int) and step <= len(tree)):
        raise KeyError(step)
    tree[step : step + 1] = [value]


def files_with(files: EditionFiles, tree: Tree) -> EditionFiles:
    """Write the files that say the tree: what differs from the programme stands in the edition's.

    The programme's file stays as it is: other editions share it.
    """
    if files.programme is None:
        return EditionFiles(edition=rewritten(files.edition, tree))
    programme = parse_yaml(files.programme, "programme.yaml").tree
    over = overriding(tree, programme)
    said = {} if over is ABSENT else over
    return EditionFiles(edition=rewritten(files.edition, said), programme=files.programme)


def faults_of(source: Source, plugins: PluginCatalogue) -> tuple[Fault, ...]:
    """List everything that keeps what was read from being an edition."""
    try:
        checked(source, plugins)
    except BrokenConfiguration as broken:
        return broken.faults
    return ()


def faults_within(path: Path, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Keep the faults of a part."""
    return tuple(one for one in faults if one.at[: len(path)] == path)


def faults_above(path: Path, faults: tuple[Fault, ...], before: Tree) -> tuple[Fault, ...]:
    """Keep the faults of what holds a part, where the part itself brought it: a key of no use."""
    above = {path[:depth] for depth in range(1, len(path))}
    return tuple(one for one in faults if one.at in above and not value_at(before, *one.at))


def is_filled_later(fault: Fault, path: Path, tree: Value) -> bool:
    """Tell whether a fault of a part is a list that is empty yet: its elements come one by one."""
    below = len(fault.at) > len(path) and fault.at[-1] in FILLED_LATER
    return below and not value_at(tree, *fault.at)


def tree_of(files: EditionFiles) -> Tree:
    """Give both files as one tree; BrokenConfiguration where they are no YAML."""
    tree = merged_source(files).source.tree
    return tree if isinstance(tree, dict) else {}
