"""Write ``platform/laureat/reference/data/`` from the npm package of the French territories.

    python scripts/build_territories.py            write the file and its provenance
    python scripts/build_territories.py --check    only say whether they are what would be written

The package is fetched with ``npm pack`` into a temporary folder and refused when its digest is
not the one below. A new year: change ``VERSION``, ``SHA256``, ``VINTAGE`` and ``VINTAGES``, run,
and look at ``tests/unit/test_territories.py``, which holds the figures of the year.
"""

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = "@etalab/decoupage-administratif"
VERSION = "6.0.0"
SHA256 = "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a"

VINTAGE = 2023
VINTAGES = {"976": 2017, "987": 2022, "988": 2025}

FOLDER = Path(__file__).parents[1] / "platform" / "laureat" / "reference" / "data"
TABLE = FOLDER / "territories.tsv.gz"
PROVENANCE = FOLDER / "PROVENANCE.json"

KINDS_OF_EPCI = {
    "CC ": "Communauté de communes ",
    "CA ": "Communauté d'agglomération ",
    "CU ": "Communauté urbaine ",
}
ORDER_OF_LEVELS = ("departement", "epci", "commune")

Package = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One territory of the table. ``departement`` is empty where there is none, or several."""

    level: str
    code: str
    name: str
    population: int | None
    vintage: int
    departement: str

    @property
    def line(self) -> str:
        """Write the row: code, name, population, vintage, département."""
        population = "" if self.population is None else str(self.population)
        code = f"{self.level}:{self.code}"
        return "\t".join((code, self.name, population, str(self.vintage), self.departement))

    @property
    def place(self) -> tuple[int, int, str, str]:
        """Sort the biggest first, and for one size the widest."""
        return (-(self.population or 0), ORDER_OF_LEVELS.index(self.level), self.name, self.code)


def main() -> int:
    """Build the table, then write it or compare it with the one in place."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check

    with tempfile.TemporaryDirectory() as folder:
        text = table(read_package(fetch(Path(folder))))
    provenance = provenance_of(text)
    if check:
        same = gzip.decompress(TABLE.read_bytes()).decode() == text
        same = same and PROVENANCE.read_text(encoding="utf-8") == provenance
        print("up to date" if same else "out of date")
        return 0 if same else 1

    FOLDER.mkdir(parents=True, exist_ok=True)
    TABLE.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    PROVENANCE.write_text(provenance, encoding="utf-8")
    print(f"{TABLE.name}: {text.count(chr(10))} lines, {TABLE.stat().st_size} bytes")
    return 0


def fetch(folder: Path) -> Path:
    """Fetch the package and refuse it when it is not the one that this script knows."""
    command = ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = next(folder.glob("*.tgz"))
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != SHA256:
        sys.exit(f"{archive.name} has the digest {digest}, not {SHA256}.")
    return archive


def read_package(archive: Path) -> Package:
    """Read the lists of the package."""
    with tarfile.open(archive) as package:
        return {
            name: json.load(found)
            for name in ("regions", "departements", "communes", "epci", "ept")
            if (found := package.extractfile(f"package/data/{name}.json"))
        }


def table(package: Package) -> str:
    """Write the regions, an empty line, the départements, an empty line, and the territories."""
    regions = [f"{region['code']}\t{region['nom']}" for region in in_france(package["regions"])]
    departements = [
        f"{departement['code']}\t{departement['nom']}\t{departement['region']}"
        for departement in in_france(package["departements"])
    ]
    territories = [row.line for row in sorted(rows(package), key=lambda row: row.place)]
    blocks = (sorted(regions), sorted(departements), territories)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def in_france(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Leave out the collectivities overseas, which are neither régions nor départements."""
    return (one for one in found if one["zone"] != "com")


def rows(package: Package) -> Iterator[Row]:
    """Make a row of each commune, département and intercommunality.

    All populations are sums of those of the communes, so that one vintage holds for all levels.
    """
    communes = {
        commune["code"]: commune
        for commune in package["communes"]
        if commune["type"] == "commune-actuelle"
    }
    for commune in communes.values():
        yield commune_row(commune)
    for departement in in_france(package["departements"]):
        inside = [one for one in communes.values() if one["departement"] == departement["code"]]
        yield sum_row("departement", departement["code"], departement["nom"], inside)
    for epci in package["epci"] + package["ept"]:
        members = [communes[member["code"]] for member in epci["membres"]]
        yield sum_row("epci", epci["code"], name_of_epci(epci["nom"]), members)


def commune_row(commune: dict[str, Any]) -> Row:
    """Make the row of a commune; overseas collectivities have no département."""
    departement = commune["departement"]
    return Row(
        level="commune",
        code=commune["code"],
        name=commune["nom"],
        population=commune.get("population"),
        vintage=VINTAGES.get(departement, VINTAGE),
        departement="" if commune["zone"] == "com" else departement,
    )


def sum_row(level: str, code: str, name: str, communes: list[dict[str, Any]]) -> Row:
    """Make the row of what is made of communes."""
    departements = {commune["departement"] for commune in communes}
    departement = departements.pop() if len(departements) == 1 else ""
    return Row(
        level=level,
        code=code,
        name=name,
        population=sum(commune["population"] for commune in communes),
        vintage=VINTAGES.get(departement, VINTAGE),
        departement="" if level == "departement" else departement,
    )


def name_of_epci(name: str) -> str:
    """Write in full what the source abbreviates."""
    for short, full in KINDS_OF_EPCI.items():
        if name.startswith(short):
            return full + name.removeprefix(short)
    return name


def provenance_of(text: str) -> str:
    """Say where the table comes from."""
    facts = {
        "file": TABLE.name,
        "sha256_of_the_text": hashlib.sha256(text.encode()).hexdigest(),
        "written_by": "scripts/build_territories.py",
        "package": {
            "registry": "npm",
            "name": PACKAGE,
            "version": VERSION,
            "sha256": SHA256,
            "licence_of_the_data": "Licence Ouverte / Open Licence (Etalab)",
            "licence_of_the_code": "MIT",
        },
        "sources": [
            "INSEE, code officiel géographique",
            "INSEE, populations municipales (populations légales)",
            "DGCL, périmètre des EPCI à fiscalité propre",
            "INSEE, établissements publics territoriaux",
        ],
        "vintages": {
            "default": VINTAGE,
            "by_departement": VINTAGES,
            "how_known": (
                "The package does not state them: they are deduced from its totals"
                " (2023: 68 094 280 inhabitants outside Mayotte; Mayotte 2017: 256 518;"
                " Polynésie française 2022: 278 786; Nouvelle-Calédonie 2025: 264 596)."
            ),
        },
        "changes": [
            "Communes déléguées and associées and arrondissements municipaux are left out.",
            "The population of a département or an intercommunality is the sum of its communes'.",
            "The abbreviations CC, CA and CU are written in full.",
            "Overseas collectivities have communes, but no région and no département.",
        ],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
