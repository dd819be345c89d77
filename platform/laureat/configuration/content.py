"""An edition as plain JSON, the form in which its versions are stored, and back.

What equals its default is left out, so that a later version of the engine, with new keys, reads an
old content as it was and finds the same digest. A default therefore never changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from laureat.configuration.definition import EditionDefinition
from laureat.domain.digests import digest_of

Content: TypeAlias = dict[str, Any]
Reader: TypeAlias = Callable[[Any, ZoneInfo], Any]


class UnreadableContent(ValueError):
    """Stored content that this version of the engine cannot read."""


def to_content(definition: EditionDefinition) -> Content:
    """Give the definition as a tree of dicts, lists, texts, numbers, booleans and nulls."""
    content: Content = _plain(definition)
    return content


def from_content(content: Mapping[str, Any]) -> EditionDefinition:
    """Make the definition again: ``from_content(to_content(d)) == d``."""
    try:
        zone = ZoneInfo(content["calendar"]["time_zone"])
        definition: EditionDefinition = _reader(EditionDefinition)(content, zone)
    except (AttributeError, KeyError, TypeError, ValueError, OSError) as error:
        raise UnreadableContent(f"The stored content cannot be read: {error!r}.") from error
    return definition


def digest_of_definition(definition: EditionDefinition) -> str:
    """Give the hash that names this content wherever something was decided under it."""
    return digest_of(to_content(definition))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        said = {one.name: getattr(value, one.name) for one in fields(value)}
        return {
            one.name: _plain(said[one.name])
            for one in fields(value)
            if not _is_default(one, said[one.name])
        }
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(below) for below in value]
    return value


def _is_default(one: "Field[Any]", value: Any) -> bool:
    if one.default_factory is not MISSING:
        return bool(value == one.default_factory())
    return one.default is not MISSING and type(value) is type(one.default) and value == one.default


@cache
def _reader(kind: Any) -> Reader:
    """Make what reads a value of one type, as the dataclasses announce it."""
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if get_origin(kind) is UnionType:
        return _union_reader(kind)
    if get_origin(kind) is tuple:
        return _tuple_reader(_reader(get_args(kind)[0]))
    if kind is datetime:
        return _instant
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lambda value, _zone: kind(value)
    if get_origin(kind) is not None:
        return lambda value, _zone: dict(value)
    return _exactly(kind)


def _instant(value: Any, zone: ZoneInfo) -> datetime:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError(f"An instant has an offset: {value!r}.")
    return at.astimezone(zone)


def _dataclass_reader(kind: Any) -> Reader:
    """Read by the types of the fields; looked up at each use, since a rule may hold rules."""
    hints = get_type_hints(kind)

    def read(value: Any, zone: ZoneInfo) -> Any:
        # The readers of parts are looked up when they are needed: a question holds questions.
        return kind(**{key: _reader(hints[key])(below, zone) for key, below in value.items()})

    return read


def _union_reader(kind: Any) -> Reader:
    """Read what may be null, or one of several dataclasses, told apart by their keys."""
    kinds = [arg for arg in get_args(kind) if arg is not NoneType]
    optional = NoneType in get_args(kind)

    def read(value: Any, zone: ZoneInfo) -> Any:
        if optional and value is None:
            return None
        (meant,) = kinds if len(kinds) == 1 else [one for one in kinds if _fits(one, value)]
        return _reader(meant)(value, zone)

    return read


def _fits(kind: Any, value: Mapping[str, Any]) -> bool:
    """Say whether a block has the keys of a dataclass: all that it needs, and no other."""
    known = {one.name for one in fields(kind)}
    needed = {
        one.name
        for one in fields(kind)
        if one.default is MISSING and one.default_factory is MISSING
    }
    return needed <= set(value) <= known


def _tuple_reader(read: Reader) -> Reader:
    def read_all(value: Any, zone: ZoneInfo) -> Any:
        if not isinstance(value, list):
            raise TypeError(f"A list was expected, not {value!r}.")
        return tuple(read(below, zone) for below in value)

    return read_all


def _exactly(kind: Any) -> Reader:
    def read(value: Any, _zone: ZoneInfo) -> Any:
        if type(value) is not kind:
            raise TypeError(f"A {kind.__name__} was expected, not {value!r}.")
        return value

    return read
