"""How a document is typeset: one look, facts as data, a PDF for the archive and for every reader.

The facts travel as JSON and are only ever values for the templates: nothing that a person wrote is
read as markup. The result is tagged PDF, PDF/A-2a and PDF/UA-1 at once, and the same facts at the
same moment give the same bytes.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

import typst

from laureat.documents.printable import SQUARE, printable
from laureat.domain.colours import readable_ink
from laureat.domain.french import NBSP, typeset
from laureat.domain.naming import edition_name

ACCENT = "#24476b"

_BOUND = re.compile(r"\b([Aa]rticles?|art\.|page|à) (?=\d)")


class Verbatim(str):
    """Somebody's own words, printed without our typography."""

    __slots__ = ()


class Raw(str):
    """A value that templates compute with and nobody reads: an address to go to, a drawing."""

    __slots__ = ()


def pdf_of(template: str, facts: Mapping[str, object], *, accent: str, dated: datetime) -> bytes:
    """Typeset a template of our look with the facts, as written at the moment given."""
    if dated.utcoffset() is None:
        raise ValueError("A document is dated by a moment with its time zone.")
    prepared = _prepared({**facts, "edition_name": _edition_name(facts)})
    content = json.dumps(prepared, ensure_ascii=False)
    inputs = {
        "facts": content,
        "accent": accent,
        "ink": readable_ink(accent),
        "squares": "some" if SQUARE in content else "",
    }
    compiler = typst.Compiler(_source(template), font_paths=_fonts(), sys_inputs=inputs)
    pdf = compiler.compile(
        format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=int(dated.timestamp())
    )
    if not isinstance(pdf, bytes):
        raise TypeError("The typesetter gave no single document.")
    return pdf


def _edition_name(facts: Mapping[str, object]) -> str:
    return edition_name(str(facts["trophy_title"]), str(facts["edition_title"]))


def _prepared(value: Any) -> Any:
    """Give the facts in characters that can be drawn, with the spaces that French wants."""
    if isinstance(value, Raw):
        return value
    if isinstance(value, str):
        return printable(value if isinstance(value, Verbatim) else _spaced(value))
    if isinstance(value, Mapping):
        return {key: _prepared(fact) for key, fact in value.items()}
    if isinstance(value, (list, tuple)):
        return [_prepared(fact) for fact in value]
    return value


def _spaced(sentence: str) -> str:
    return _BOUND.sub(rf"\1{NBSP}", typeset(sentence))


@cache
def _source(template: str) -> bytes:
    folder = resources.files("laureat.documents") / "look"
    return b"".join((folder / name).read_bytes() for name in ("look.typ", f"{template}.typ"))


@cache
def _fonts() -> typst.Fonts:
    """Take the typefaces that come with the typesetter, never those of the machine."""
    return typst.Fonts(include_system_fonts=False)
