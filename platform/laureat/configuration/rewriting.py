"""Writing a changed tree into the text that it came from: comments and layout stay.

``rewritten`` is the way back from a tree to its text; ``overriding`` the way back from two files
laid over each other to the one above. Reading what they give yields the tree that they were given.
"""

from copy import deepcopy
from io import StringIO
from textwrap import wrap
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
)

from laureat.configuration.source import Value, WrittenNumber

ABSENT = object()
MARGIN = 96
UNFOLDED = 4096
TIMESTAMP = "tag:yaml.org,2002:timestamp"
NULL = "tag:yaml.org,2002:null"
FLOAT = "tag:yaml.org,2002:float"
NAMES = ("slug", "name", "article", "finding", "plugin", "value", "about")


class _Resolver(VersionedResolver):
    """Leaves dates as the text that they are for us."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        tag = super().resolve(kind, value, implicit)
        return self.DEFAULT_SCALAR_TAG if str(tag) == TIMESTAMP else tag


class _Representer(RoundTripRepresenter):
    """Writes ``null`` as a word, for an empty value looks forgotten; and decimals as they were."""


_Representer.add_representer(
    type(None), lambda representer, _: representer.represent_scalar(NULL, "null")
)
_Representer.add_representer(
    WrittenNumber,
    lambda representer, number: representer.represent_scalar(FLOAT, number.written),
)


def rewritten(text: str, tree: dict[str, Value]) -> str:
    """Give the text with what changed in the tree changed in it, and nothing else.

    An element of a list keeps its comments where it keeps its name. ``text`` may be empty.
    """
    yaml = _writer()
    document = _unshared(yaml.load(text), set()) if text.strip() else CommentedMap()
    written = StringIO()
    yaml.dump(_laid(document, tree), written)
    return written.getvalue()


def overriding(merged: Value, below: Value) -> Any:
    """Give what an edition must say for the merged value to come of what its programme says.

    ``ABSENT`` when it need say nothing.
    """
    if _same(merged, below):
        return ABSENT
    if not (isinstance(merged, dict) and isinstance(below, dict)):
        return merged
    said: dict[str, Value] = {}
    for key, value in merged.items():
        over = overriding(value, below[key]) if key in below else value
        if over is not ABSENT:
            said[key] = over
    return said | {key: None for key in below if key not in merged}


def _writer() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Resolver = _Resolver
    yaml.Constructor = RoundTripConstructor
    yaml.Representer = _Representer
    yaml.preserve_quotes = True
    yaml.width = UNFOLDED
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _unshared(node: Any, seen: set[int]) -> Any:
    """Write a block anew where a file says it once more by an alias: a change is of one place."""
    if not isinstance(node, CommentedMap | CommentedSeq):
        return node
    if id(node) in seen:
        node = deepcopy(node)
        node.yaml_set_anchor(None)
    seen.add(id(node))
    places = node.items() if isinstance(node, CommentedMap) else enumerate(node)
    for at, below in list(places):
        node[at] = _unshared(below, seen)
    return node


def _laid(old: Any, new: Value) -> Any:
    """Lay a value over the node that was read, keeping the node where it says the same."""
    if isinstance(old, CommentedMap) and isinstance(new, dict):
        for gone in [key for key in old if key not in new]:
            del old[gone]
        for key, value in new.items():
            old[key] = _laid(old[key], value) if key in old else _fresh(value)
        return old
    if isinstance(old, CommentedSeq) and isinstance(new, list):
        kept = list(old)
        old[:] = [_laid(_taken(kept, one), one) for one in new]
        return old
    return old if _same(_plain(old), new) else _fresh(new)


def _taken(kept: list[Any], new: Value) -> Any:
    """Take, among the nodes that are left, the one that an element of a list was."""
    called = _name(new)
    for index, node in enumerate(kept):
        same = _name(node) == called if called is not None else _same(_plain(node), new)
        if same:
            return kept.pop(index)
    return None


def _name(element: Any) -> tuple[str, str] | None:
    if isinstance(element, dict):
        for key in NAMES:
            if key in element:
                return key, str(element[key])
    return None


def _fresh(value: Value) -> Any:
    """Write a value that the file did not hold, as a person would."""
    if isinstance(value, dict):
        return CommentedMap({key: _fresh(below) for key, below in value.items()})
    if isinstance(value, list):
        return CommentedSeq([_fresh(below) for below in value])
    if isinstance(value, str):
        return _fresh_text(value)
    return value


def _fresh_text(text: str) -> Any:
    if any((ord(one) < 32 and one != "\n") or one in "\x7f\x85\u2028\u2029\ufeff" for one in text):
        return DoubleQuotedScalarString(text)
    lines = text.split("\n")
    if len(lines) > 1 and all(line == line.strip() for line in lines) and lines[0]:
        return LiteralScalarString(text)
    if len(lines) == 1 and len(text) > MARGIN:
        return _folded(text)
    return text


def _folded(text: str) -> Any:
    lines = wrap(text, MARGIN, break_long_words=False, break_on_hyphens=False)
    if " ".join(lines) != text:
        return text
    folded = FoldedScalarString(text)
    ends, at = [], -1
    for line in lines[:-1]:
        at += len(line) + 1
        ends.append(at)
    folded.fold_pos = ends
    return folded


def _plain(node: Any) -> Any:
    """Give a node as plain values, to compare it."""
    if isinstance(node, dict):
        return {str(key): _plain(below) for key, below in node.items()}
    if isinstance(node, list):
        return [_plain(below) for below in node]
    if isinstance(node, str):
        return str(node)
    return node


def _same(one: Any, other: Any) -> bool:
    """Say whether two values are written alike: ``1`` is neither ``true`` nor ``1.0``."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, float) and isinstance(other, float):
        return one == other
    return type(one) is type(other) and one == other
