"""The eligibility rules as an edition writes them: plugins, and what combines them.

A rule is one plugin, or a combination of rules: ``all``, ``any``, ``not``, or ``unless`` — a rule
and its exception, which holds as soon as either of them does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from laureat.configuration.faults import Path

DEEPEST = 4
"""How many combinations may stand one within another: no reader follows more."""


class Combining(StrEnum):
    """How rules are taken together."""

    ALL = "all"
    ANY = "any"
    NOT = "not"
    UNLESS = "unless"


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginUse:
    """A plugin, its options, and the article that it applies."""

    plugin: str
    options: Mapping[str, object] = field(default_factory=dict)
    article: str | None = None

    @property
    def name(self) -> str:
        """Give what findings and reports call the rule."""
        return self.plugin


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Rules taken together; of ``unless``, the rule comes first and then its exception.

    ``sentence`` says the whole to people where the sentences of its parts would say it badly.
    """

    how: Combining
    of: tuple["Rule", ...]
    article: str | None = None
    sentence: str = ""

    @property
    def name(self) -> str:
        """Give what findings and reports call the rule."""
        return self.how.value


Rule: TypeAlias = PluginUse | Combination


def uses_in(rule: Rule) -> tuple[PluginUse, ...]:
    """List the plugins that a rule uses, in the order of the file."""
    return tuple(use for _, use in placed_uses(rule, ()))


def placed_uses(rule: Rule, path: Path) -> Iterator[tuple[Path, PluginUse]]:
    """List the plugins that a rule uses, each with its path; ``path`` is the rule's own."""
    if isinstance(rule, PluginUse):
        yield path, rule
        return
    for index, part in enumerate(rule.of):
        yield from placed_uses(part, part_path(rule, index, path))


def part_path(rule: Combination, index: int, path: Path) -> Path:
    """Give the path of one part of a combination that stands at ``path``."""
    if rule.how is Combining.NOT:
        return (*path, "not")
    if rule.how is Combining.UNLESS:
        return (*path, "unless") if index else path
    return (*path, rule.how.value, index)


def depth_of(rule: Rule) -> int:
    """Count the combinations that stand one within another."""
    if isinstance(rule, PluginUse):
        return 0
    return 1 + max((depth_of(part) for part in rule.of), default=0)


def plugins_named(rule: Rule) -> str:
    """Name the plugins of a rule, each once: ``structure-kind, within-calendar``."""
    return ", ".join(dict.fromkeys(use.plugin for use in uses_in(rule)))
