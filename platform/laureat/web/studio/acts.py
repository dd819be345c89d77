"""What the buttons beside the elements of a list do to the value of a part."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from laureat.configuration.faults import Path
from laureat.configuration.parts import path_of
from laureat.configuration.walking import value_at

ADD, UP, DOWN, REMOVE = "ajouter", "monter", "descendre", "retirer"
LOOK, OPEN = "voir", "ouvrir"


COMBINE = {"combiner-toutes": "all", "combiner-une": "any"}
VERBS = frozenset({ADD, UP, DOWN, REMOVE, LOOK, OPEN, *COMBINE})


@dataclass(frozen=True, slots=True)
class ListAct:
    """An act on a list, on one of its elements, or on a rule, somewhere below a part."""

    verb: str
    path: Path

    @property
    def waits(self) -> bool:
        """Tell whether something has to be typed before it can be saved."""
        return self.verb in {ADD, LOOK}

    @property
    def leads_to(self) -> Path:
        """Say which page comes after the act, where it is not the same one; empty otherwise."""
        if self.verb in COMBINE:
            return (*self.path, COMBINE[self.verb], 1)
        return self.path if self.verb == OPEN else ()

    def on(self, value: Any, at: Path) -> Any:
        """Give the value of the part at ``at`` as it is after the act."""
        changed = deepcopy(value)
        if self.verb in COMBINE:
            return _combined(changed, COMBINE[self.verb])
        below = self.path[len(at) :]
        if (
            self.verb in {LOOK, OPEN}
            or self.path[: len(at)] != at
            or (self.verb != ADD and not below)
        ):
            return changed
        if self.verb == ADD:
            elements = value_at(changed, *below)
            if isinstance(elements, list):
                elements.append(None)
            elif isinstance(value_at(changed, *below[:-1]), dict):
                value_at(changed, *below[:-1])[below[-1]] = [None, None]  # type: ignore[index]
            return changed
        elements, index = value_at(changed, *below[:-1]), below[-1]
        if isinstance(elements, list) and isinstance(index, int) and index < len(elements):
            _move(elements, index, self.verb)
        return changed


def _move(elements: list[Any], index: int, verb: str) -> None:
    element = elements.pop(index)
    if verb == UP:
        elements.insert(max(index - 1, 0), element)
    elif verb == DOWN:
        elements.insert(index + 1, element)


def _combined(rule: Any, how: str) -> Any:
    """Take a rule together with another, the same to begin with; the article is the whole's."""
    if not isinstance(rule, dict):
        return rule
    about = {key: rule.pop(key) for key in ("article",) if key in rule}
    return {how: [rule, deepcopy(rule)], **about}


def list_act(asked: str) -> ListAct | None:
    """Read the act that a button named: ``monter:categories/2``; None when it named none."""
    verb, _, address = asked.partition(":")
    return ListAct(verb, path_of(address)) if verb in VERBS else None
