"""What is wrong in a configuration file: where, what, and how to put it right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from laureat.plugin_api.french import typeset

Step: TypeAlias = str | int
Path: TypeAlias = tuple[Step, ...]

NAMING_KEYS = ("slug", "name", "plugin", "article", "value", "finding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong in a file, with its place and its remedy, in French.

    ``path`` is how people name the place, ``at`` the steps that lead to it.
    """

    file: str
    line: int
    path: str
    sentence: str
    remedy: str
    at: Path = ()

    def __str__(self) -> str:
        """Print the fault on one line, the way compilers do."""
        place = (
            f"{self.file}:{self.line}: {self.path}: " if self.path else f"{self.file}:{self.line}: "
        )
        return place + typeset(f"{self.sentence} Remède : {self.remedy}")


class BrokenConfiguration(Exception):
    """A configuration that cannot be used: holds every fault found, in the order of the lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.path)))
        super().__init__("\n".join(map(str, self.faults)))


class Lesson(str):
    """A sentence that says what is wrong, and carries its remedy."""

    remedy: str

    def __new__(cls, sentence: str, remedy: str) -> "Lesson":
        """Bind a remedy to a sentence."""
        lesson = super().__new__(cls, sentence)
        lesson.remedy = remedy
        return lesson


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that was probably meant, or None."""
    found = get_close_matches(word.lower().replace("-", "_"), list(known), n=1, cutoff=0.6)
    if not found:
        found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def written_path(path: Path, tree: object) -> str:
    """Write a path the way people name it: ``categories[ruralite].title``.

    The element of a list is named by its own slug, name or article where it has one, so that the
    path stays true when the list is reordered.
    """
    written = ""
    here = tree
    for step in path:
        here = _below(here, step)
        if isinstance(step, int):
            written += f"[{_name_of(here) or step}]"
        else:
            written += f".{step}" if written else step
    return written


def _below(tree: object, step: Step) -> object:
    """Go one step down a tree of dicts and lists; None when there is nothing."""
    if isinstance(tree, Mapping):
        return tree.get(step)
    if isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
        return tree[step]
    return None


def _name_of(element: object) -> str | None:
    """Give what names an element of a list, if anything does."""
    if isinstance(element, Mapping):
        for key in NAMING_KEYS:
            if isinstance(element.get(key), str) and element[key]:
                return str(element[key])
    return None
