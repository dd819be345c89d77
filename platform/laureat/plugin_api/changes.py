"""Facts with some of them changed: how a rule's samples, and a rehearsal, pose a question."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeAlias, cast

from laureat.plugin_api.views import (
    ApplicantView,
    CandidatureView,
    EditionView,
    Facts,
    TerritoryView,
)

FindTerritory: TypeAlias = Callable[[str], TerritoryView | None]

_VIEWS: Mapping[str, Any] = {
    "applicant": ApplicantView,
    "candidature": CandidatureView,
    "edition": EditionView,
}


def changed(facts: Facts, changes: Mapping[str, object], *, territory: FindTerritory) -> Facts:
    """Give the facts with each path set to its value; KeyError for a path that does not exist.

    ``territory`` finds what a code names (the ``find`` of ``laureat.reference``).
    """
    for path, value in changes.items():
        if not is_path(path):
            raise KeyError(f"No fact is called {path!r}.")
        facts = _with(facts, path, value, territory)
    return facts


def is_path(path: str) -> bool:
    """Say whether a path leads to a fact."""
    if path == "others":
        return True
    view, _, name = path.partition(".")
    if view == "candidature" and name.startswith("answers."):
        return name != "answers."
    return view in _VIEWS and name in {field.name for field in fields(_VIEWS[view])}


def known(facts: Facts, path: str) -> bool:
    """Say whether the fact at a path is known: not None, and given where it is to be given."""
    if path == "others":
        return True
    first, _, name = path.partition(".")
    view = getattr(facts, first)
    if name.startswith("answers."):
        return view.answers.get(name.removeprefix("answers.")) is not None
    return getattr(view, name) is not None and (name != "territories" or bool(view.territories))


def _with(facts: Facts, path: str, value: object, territory: FindTerritory) -> Facts:
    """Set one path."""
    if path == "others":
        return replace(facts, others=cast("Any", value))

    first, _, name = path.partition(".")
    view = getattr(facts, first)
    if name.startswith("answers."):
        value = {**view.answers, name.removeprefix("answers."): value}
        name = "answers"
    elif name == "territories":
        value = tuple(_found(code, territory) for code in cast("Iterable[str]", value))
    return replace(facts, **{first: replace(view, **{name: value})})


def _found(code: str, territory: FindTerritory) -> TerritoryView:
    """Find the territory that a code names."""
    found = territory(code)
    if found is None:
        raise KeyError(f"No territory has the code {code!r}.")
    return found
