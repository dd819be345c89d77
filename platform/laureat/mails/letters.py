"""A letter as it is written, once, before the facts fill it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The parts of a letter, in the order in which they are read.

    ``status`` is the sentence that says where things stand; ``details`` are facts under a label;
    ``link`` is the label of the one link; a part that comes out empty is left out.
    """

    subject: str
    status: str
    link: str
    code: str = ""
    details: Mapping[str, str]
    paragraphs: tuple[str, ...]
    closing: tuple[str, ...]


@cache
def letter(name: str) -> Letter:
    """Read a letter by its name."""
    file = resources.files("laureat.mails") / "letters" / f"{name}.yaml"
    written: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Letter(
        details=written.pop("details", {}),
        paragraphs=tuple(written.pop("paragraphs", ())),
        closing=tuple(written.pop("closing", ())),
        **written,
    )


def letter_names() -> list[str]:
    """Give the names of all the letters that are written."""
    folder = resources.files("laureat.mails") / "letters"
    return sorted(file.name.removesuffix(".yaml") for file in folder.iterdir())
