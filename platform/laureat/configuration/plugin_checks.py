"""The plugins that a file names: that they exist, and accept their options."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from marshmallow import Schema, ValidationError

from laureat.configuration.faults import Fault, Path, nearest
from laureat.configuration.schemas.base import lessons_in
from laureat.configuration.schemas.fields import plain
from laureat.configuration.source import Source, Value
from laureat.configuration.walking import blocks, rule_uses
from laureat.plugin_api import EligibilityRule

ELIGIBILITY = "laureat.eligibility"
FIELDS = "laureat.fields"
CONFLICT = "laureat.jury_conflict"
TALLY = "laureat.tally"
PURPOSES = {
    ELIGIBILITY: "l'éligibilité",
    FIELDS: "les questions du formulaire",
    CONFLICT: "les liens d'intérêts",
    TALLY: "le dépouillement",
}


class PluginCatalogue(Protocol):
    """What the checks must know of the plugins that are installed."""

    def names(self, group: str) -> Iterable[str]:
        """List the plugins of a group of entry points, such as ``laureat.eligibility``."""
        ...

    def options_schema(self, group: str, name: str) -> Schema:
        """Give the schema of a plugin's options."""
        ...

    def plugin(self, group: str, name: str) -> Any:
        """Give the plugin itself, for the facts that it ``reads``."""
        ...

    def eligibility(self, name: str, options: Mapping[str, object]) -> EligibilityRule:
        """Make the eligibility rule of one plugin."""
        ...


def plugin_faults(source: Source, plugins: PluginCatalogue) -> Iterator[Fault]:
    """Find the plugins that do not exist and the options that they refuse."""
    for group, path, use in _uses(source.tree):
        name = _written_name(use)
        if name is None:
            continue
        known = sorted(plugins.names(group))
        if name.replace("_", "-") not in known:
            yield source.fault(
                (*path, "plugin"),
                f"aucun plugin « {name} » n'est installé pour {PURPOSES[group]}.",
                _proposal(name, known),
            )
        elif isinstance(use.get("options") or {}, dict):
            options = plain(use.get("options") or {})
            yield from _option_faults(source, (*path, "options"), options, plugins, (group, name))


def _uses(tree: Value) -> Iterator[tuple[str, Path, dict[str, Value]]]:
    """List every use of a plugin, with its group and its path."""
    for path, use in rule_uses(tree, "eligibility"):
        yield ELIGIBILITY, path, use
    for category, _ in blocks(tree, "categories"):
        for path, use in rule_uses(tree, *category, "eligibility"):
            yield ELIGIBILITY, path, use
    for path, use in blocks(tree, "jury", "recusal", "conflicts"):
        yield CONFLICT, path, use
    for path, use in blocks(tree, "jury", "vote", "tally"):
        yield TALLY, path, use


def _written_name(use: dict[str, Value]) -> str | None:
    """Give the name as the file's schema takes it: a number without quotes is a name as well."""
    name = use.get("plugin")
    if isinstance(name, bool) or not isinstance(name, str | int | float):
        return None
    return str(name)


def _option_faults(
    source: Source,
    path: Path,
    options: dict[str, Any],
    plugins: PluginCatalogue,
    plugin: tuple[str, str],
) -> Iterator[Fault]:
    schema = plugins.options_schema(*plugin)
    try:
        schema.load(options)
    except ValidationError as refused:
        for below, lesson in lessons_in(refused.messages):
            yield source.fault((*path, *below), str(lesson), lesson.remedy)


def _proposal(name: str, known: list[str]) -> str:
    meant = nearest(name.replace("_", "-"), known)
    if not known:
        return "installez d'abord un plugin qui le fournit."
    advice = f"vouliez-vous écrire « {meant} » ? Sinon, " if meant else ""
    return f"{advice}choisissez parmi : {', '.join(known)}."
