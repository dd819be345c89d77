"""Loads the plugins that installed distributions declare, each from its group of entry points."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from marshmallow import Schema

from laureat.plugin_api import FieldType


class Group(StrEnum):
    """The groups of entry points; ``Group("tally")`` is ``Group("laureat.tally")``."""

    ELIGIBILITY = "laureat.eligibility"
    FIELDS = "laureat.fields"
    JURY_CONFLICT = "laureat.jury_conflict"
    TALLY = "laureat.tally"

    @classmethod
    def _missing_(cls, value: object) -> "Group | None":
        """Find a group by its short name."""
        return next((group for group in cls if group == f"laureat.{value}"), None)


@dataclass(frozen=True, slots=True)
class Installed:
    """A plugin that has been loaded, and the distribution and version that it comes from."""

    plugin: Any
    origin: str


class BrokenPlugin(Exception):
    """A plugin cannot be used: the deployment must not start. The message names its origin."""


def canonical_name(name: str) -> str:
    """Write a name with hyphens: ``score_mean`` is ``score-mean``."""
    return name.replace("_", "-")


def load_group(group: Group) -> Mapping[str, Installed]:
    """Load the plugins of one group, by name.

    Raises:
        BrokenPlugin: one cannot be loaded, is not what the group wants, or stands there twice.
    """
    loaded: dict[str, Installed] = {}
    for point in entry_points(group=group):
        name = canonical_name(point.name)
        found = Installed(_load(point), _origin(point))
        if name in loaded and loaded[name] != found:
            raise BrokenPlugin(
                f"Two distributions declare a plugin {name!r} of the group {point.group}: "
                f"{loaded[name].origin} and {found.origin}. Uninstall one of them."
            )
        loaded[name] = found
    return loaded


def _load(point: EntryPoint) -> Any:
    """Load one plugin, and check that it is one."""
    where = f"The plugin {point.name!r} ({point.group}) of {_origin(point)}"
    try:
        plugin = point.load()
    except Exception as error:
        raise BrokenPlugin(f"{where} cannot be loaded: {error!r}.") from error
    schema = getattr(plugin, "Options", None)
    if not (callable(plugin) and isinstance(schema, type) and issubclass(schema, Schema)):
        raise BrokenPlugin(f"{where} is no class with a marshmallow schema called Options.")
    if point.group == Group.ELIGIBILITY and not isinstance(getattr(plugin, "reads", None), tuple):
        raise BrokenPlugin(f"{where} does not list in a tuple called reads the facts it uses.")
    if point.group == Group.FIELDS and not _is_field_type(plugin):
        raise BrokenPlugin(f"{where} is no FieldType that says its meaning and defines its checks.")
    return plugin


def _is_field_type(plugin: Any) -> bool:
    """Say whether a class is a whole field type, with nothing left abstract."""
    whole = isinstance(plugin, type) and issubclass(plugin, FieldType)
    return whole and not plugin.__abstractmethods__ and isinstance(plugin.meaning, str)


def _origin(point: EntryPoint) -> str:
    """Say which distribution declares an entry point."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else "an unknown distribution"
