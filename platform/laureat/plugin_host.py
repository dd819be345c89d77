"""Finds the plugins that are installed, and makes what an edition asks of them.

The engine names no plugin: it asks the host for what the edition's configuration names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Self, cast

from marshmallow import Schema

from laureat.installed import BrokenPlugin as BrokenPlugin
from laureat.installed import Group as Group
from laureat.installed import Installed as Installed
from laureat.installed import canonical_name, load_group
from laureat.plugin_api import (
    ConflictRule,
    EligibilityRule,
    TallyMethod,
    french_list,
    typeset,
)

KEPT = 512
"""How many rules are remembered, ready made."""


class UnknownPlugin(LookupError):
    """No plugin of the group has the name. ``nearest`` is the one that was probably meant."""

    def __init__(self, group: Group, name: str, known: Iterable[str]) -> None:
        self.group = group
        self.name = name
        self.known = tuple(sorted(known))
        self.nearest = next(iter(get_close_matches(name, self.known, n=1)), None)
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        """Say what is wrong and what to write instead."""
        wrong = f"Aucun plugin du groupe {self.group} ne s'appelle « {self.name} »"
        meant = f" : vouliez-vous écrire « {self.nearest} » ?" if self.nearest else "."
        listed = french_list([f"« {name} »" for name in self.known])
        known = f"Plugins installés : {listed}." if self.known else "Aucun n'est installé."
        return typeset(f"{wrong}{meant} {known}")


@dataclass(frozen=True, slots=True)
class PluginHost:
    """The plugins that are installed, by group and name.

    A name may be written with hyphens or underscores: ``score-mean`` is ``score_mean``. What a
    plugin makes is pure, so what was made of the same options is given again.
    """

    installed: Mapping[Group, Mapping[str, Installed]]
    _made: dict[tuple[Group, str, str], object] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @classmethod
    def discover(cls) -> Self:
        """Load every declared plugin now, so that a broken one stops the start."""
        return cls({group: load_group(group) for group in Group})

    def names(self, group: str) -> tuple[str, ...]:
        """List the plugins of a group."""
        return tuple(sorted(self.installed[Group(group)]))

    def plugin(self, group: str, name: str) -> Any:
        """Give a plugin itself, for what the group's protocol says of it (``reads``)."""
        return self._find(group, name).plugin

    def origin(self, group: str, name: str) -> str:
        """Say from which distribution and version a plugin comes: ``laureat 0.1.0``."""
        return self._find(group, name).origin

    def options_schema(self, group: str, name: str) -> Schema:
        """Give the schema of a plugin's options."""
        return cast(Schema, self.plugin(group, name).Options())

    def eligibility(self, name: str, options: Mapping[str, object]) -> EligibilityRule:
        """Make an eligibility rule; ValidationError when the options are wrong."""
        return cast(EligibilityRule, self._make(Group.ELIGIBILITY, name, options))

    def conflict(self, name: str, options: Mapping[str, object]) -> ConflictRule:
        """Make a detector of interests; ValidationError when the options are wrong."""
        return cast(ConflictRule, self._make(Group.JURY_CONFLICT, name, options))

    def tally(self, name: str, options: Mapping[str, object]) -> TallyMethod:
        """Make a counting method; ValidationError when the options are wrong."""
        return cast(TallyMethod, self._make(Group.TALLY, name, options))

    def _make(self, group: Group, name: str, options: Mapping[str, object]) -> object:
        """Load the options and make what the plugin makes, once for the same options."""
        known = (group, name, repr(options))
        made = self._made.get(known)
        if made is None:
            schema = self.options_schema(group, name)
            made = self.plugin(group, name)(**schema.load(dict(options)))
            if len(self._made) >= KEPT:
                self._made.clear()
            self._made[known] = made
        return made

    def _find(self, group: str, name: str) -> Installed:
        """Find a plugin by its name, however it is written."""
        installed = self.installed[Group(group)]
        found = installed.get(canonical_name(name))
        if found is None:
            raise UnknownPlugin(Group(group), name, installed)
        return found
