"""Communes, intercommunalities and départements of France, found by code or by name.

A code says its level: ``commune:48095`` (INSEE), ``departement:48``, ``epci:200069151`` (SIREN).
``data/PROVENANCE.json`` says where the table comes from; ``scripts/build_territories.py`` makes it.
"""

import gzip
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, cast

from laureat.plugin_api import TerritoryView

SOURCE = "INSEE"

_LIGATURES = (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"))
_SPELLINGS = {"st": ("st", "saint"), "ste": ("ste", "sainte")}
_SHORT_FORMS = (
    (r" st(?= )", " saint"),
    (r" ste(?= )", " sainte"),
    (r"^ communaute de communes", " cc communaute de communes"),
    (r"^ communaute d agglomeration", " ca communaute d agglomeration"),
    (r"^ communaute urbaine", " cu communaute urbaine"),
)


@dataclass(frozen=True, slots=True)
class Region:
    """A région and its INSEE code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Departement:
    """A département, its INSEE code, and the code of its région."""

    code: str
    name: str
    region: str


class Territories:
    """The table of the territories, biggest first."""

    def __init__(self, text: str) -> None:
        """Read the table: régions, départements and territories, with an empty line between."""
        regions, departements, rows = text.split("\n\n")
        self._regions = tuple(Region(*line.split("\t")) for line in regions.split("\n"))
        self._departements = tuple(
            Departement(*line.split("\t")) for line in departements.split("\n")
        )
        self._rows = rows.splitlines()
        self._places = {row[: row.index("\t")]: place for place, row in enumerate(self._rows)}

    def find(self, code: str) -> TerritoryView | None:
        """Find a territory by its code."""
        place = self._places.get(code)
        return None if place is None else self._view(place)

    def search(self, text: str, *, limit: int = 20) -> list[TerritoryView]:
        """Find the territories of which each word typed begins a word of the name, or the code.

        Accents, case and punctuation do not count; ``st`` is also ``saint``. Biggest first.
        """
        words = sorted(_folded(text).split(), key=len, reverse=True)
        lines = self._words
        found: Collection[int] = range(len(lines)) if words else ()
        for word in words:
            starts = [f" {spelling}" for spelling in _SPELLINGS.get(word, (word,))]
            found = {place for start in starts for place in found if start in lines[place]}
        return [self._view(place) for place in sorted(found)[:limit]]

    def of_level(self, level: str, *, at_most: int | None = None) -> list[TerritoryView]:
        """List the territories of a level, biggest first.

        With ``at_most``, only so many, spread over the whole, the biggest and the smallest among
        them: always the same ones.
        """
        places = [place for code, place in self._places.items() if code.startswith(f"{level}:")]
        if at_most is not None and at_most < len(places):
            last = len(places) - 1
            places = [places[round(step * last / (at_most - 1))] for step in range(at_most)]
        return [self._view(place) for place in places]

    def departement_of(self, code: str) -> TerritoryView | None:
        """Give the département in which a territory lies; None when it is unknown, or several."""
        territory = self.find(code)
        if territory is None or territory.level == "departement":
            return territory
        return territory.departement

    def regions(self) -> tuple[Region, ...]:
        """List the régions of metropolitan France and overseas, by code."""
        return self._regions

    def departements(self) -> tuple[Departement, ...]:
        """List the départements of metropolitan France and overseas, by code."""
        return self._departements

    def vintages(self) -> tuple[int, ...]:
        """List the years of the legal populations held, the latest first."""
        return tuple(sorted({int(row.split("\t")[3]) for row in self._rows}, reverse=True))

    @cached_property
    def _words(self) -> list[str]:
        """Write each territory's name and code as folded words, each after a space."""
        columns = [row.split("\t", 2) for row in self._rows]
        folded = _folded("\n".join([f" {name} {_bare(code)} " for code, name, _ in columns]))
        for written, meant in _SHORT_FORMS:
            folded = re.sub(written, meant, folded, flags=re.MULTILINE)
        return folded.split("\n")

    def _view(self, place: int) -> TerritoryView:
        """Give the territory at a place of the table."""
        code, name, population, vintage, departement = self._rows[place].split("\t")
        level = code.partition(":")[0]
        return TerritoryView(
            code=code,
            name=name,
            level=cast('Literal["commune", "epci", "departement"]', level),
            population=int(population) if population else None,
            vintage=int(vintage),
            source=SOURCE,
            departement=self.find(f"departement:{departement}") if departement else None,
        )


@cache
def territories() -> Territories:
    """Give the territories that ship with the engine, read at the first call."""
    packed = files("laureat.reference").joinpath("data", "territories.tsv.gz").read_bytes()
    return Territories(gzip.decompress(packed).decode("utf-8"))


@cache
def vintages() -> tuple[int, ...]:
    """List the years whose legal populations the table holds, the latest first."""
    return territories().vintages()


def _folded(text: str) -> str:
    """Write a text in small letters without accents, with spaces for whatever is no letter."""
    for ligature, letters in _LIGATURES:
        text = text.replace(ligature, letters)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9\n]+", " ", plain)


def _bare(code: str) -> str:
    """Give a code without its level."""
    return code.partition(":")[2]


def label_of(place: TerritoryView) -> str:
    """Write a territory so that it is not taken for another: ``Mende (Lozère)``."""
    if place.level == "commune" and place.departement is not None:
        return f"{place.name} ({place.departement.name})"
    return place.name


def named(code: str) -> str:
    """Give the name of a territory by its code; the code itself when nobody knows it."""
    place = territories().find(code)
    return code if place is None else label_of(place)
