"""Walking through a tree that may be anything, because nothing has checked it yet."""

from collections.abc import Iterator

from laureat.configuration.faults import Path, Step
from laureat.configuration.rule_tree import Combining
from laureat.configuration.source import Value


def value_at(tree: Value, *path: Step) -> Value:
    """Give what stands at a path, None when nothing does."""
    for step in path:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def blocks(tree: Value, *path: Step) -> Iterator[tuple[Path, dict[str, Value]]]:
    """List the blocks at a path: the one that stands there, or each one of the list."""
    there = value_at(tree, *path)
    if isinstance(there, dict):
        yield path, there
    elif isinstance(there, list):
        for index, below in enumerate(there):
            if isinstance(below, dict):
                yield (*path, index), below


def texts(tree: Value, *path: Step) -> Iterator[tuple[Path, str]]:
    """List the texts at a path: the one that stands there, or each one of the list."""
    there = value_at(tree, *path)
    if isinstance(there, str):
        yield path, there
    elif isinstance(there, list):
        for index, below in enumerate(there):
            if isinstance(below, str):
                yield (*path, index), below


def rule_uses(tree: Value, *path: Step) -> Iterator[tuple[Path, dict[str, Value]]]:
    """List the uses of plugins in the rules at a path, however the rules are combined."""
    for here, block in blocks(tree, *path):
        if "plugin" in block:
            yield here, block
        for word in Combining:
            yield from rule_uses(tree, *here, word.value)
