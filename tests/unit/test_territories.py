"""The territories of France, with the figures of the year that ships."""

import gzip
import hashlib
import json
from importlib.resources import files

import pytest

from laureat.plugin_api import TerritoryView
from laureat.reference.territories import Departement, Region, territories

ALL = territories()
DATA = files("laureat.reference").joinpath("data")

UNDER_250_000 = {
    "Lozère": 76_486,
    "Creuse": 115_527,
    "Territoire de Belfort": 140_255,
    "Hautes-Alpes": 143_467,
    "Cantal": 144_196,
    "Ariège": 155_722,
    "Alpes-de-Haute-Provence": 168_054,
    "Corse-du-Sud": 168_306,
    "Haute-Marne": 168_331,
    "Lot": 176_473,
    "Meuse": 180_290,
    "Haute-Corse": 187_180,
    "Gers": 192_645,
    "Nièvre": 201_417,
    "Indre": 216_069,
    "Haute-Loire": 228_654,
    "Hautes-Pyrénées": 231_349,
    "Haute-Saône": 233_185,
    "Corrèze": 240_826,
}


@pytest.fixture(scope="module")
def table():
    """Read the file itself: code, name, population, vintage and département of each territory."""
    text = gzip.decompress(DATA.joinpath("territories.tsv.gz").read_bytes()).decode()
    return [line.split("\t") for line in text.split("\n\n")[2].splitlines()]


def known(code):
    territory = ALL.find(code)
    assert territory is not None
    return territory


def communes(table):
    return [(int(row[2]), row[4]) for row in table if row[0].startswith("commune:") and row[4]]


def test_a_territory_knows_its_departement():
    lozere = TerritoryView(
        code="departement:48",
        name="Lozère",
        level="departement",
        population=76_486,
        vintage=2023,
        source="INSEE",
    )

    assert ALL.find("departement:48") == lozere
    assert ALL.find("commune:48095") == TerritoryView(
        code="commune:48095",
        name="Mende",
        level="commune",
        population=12_464,
        vintage=2023,
        source="INSEE",
        departement=lozere,
    )


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("commune:75101", id="an arrondissement of Paris"),
        pytest.param("commune:01039", id="a delegated commune"),
        pytest.param("departement:988", id="an overseas collectivity"),
        pytest.param("48095", id="a code without its level"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_territory_is_not_found(code):
    assert ALL.find(code) is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param("commune:2A004", "Corse-du-Sud", id="Ajaccio"),
        pytest.param("commune:97411", "La Réunion", id="overseas"),
        pytest.param("departement:48", "Lozère", id="a département is its own"),
        pytest.param("epci:200069151", "Lozère", id="an intercommunality inside one"),
        pytest.param("epci:200054781", None, id="an intercommunality across several"),
        pytest.param("commune:98818", None, id="an overseas collectivity has none"),
        pytest.param("commune:00000", None, id="unknown"),
    ],
)
def test_the_departement_of_a_territory(code, name):
    found = ALL.departement_of(code)

    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Saint-Étienne", ["epci:244200770", "commune:42218", "commune:76575"]),
        ("st etienne", ["epci:244200770", "commune:42218", "commune:76575"]),
        ("SAINT ETIENNE ROUV", ["commune:76575"]),
        ("mende", ["commune:48095"]),
        ("gaillarde brive", ["commune:19031"]),
        ("œuf", ["commune:62633"]),
        ("oeuf-en", ["commune:62633"]),
        ("48", ["departement:48", "commune:48095"]),
        ("paris", ["epci:200054781", "departement:75", "commune:75056"]),
        ("cc coeur lozere", ["epci:244800405"]),
        ("communauté de communes Cœur de Lozère", ["epci:244800405"]),
        ("pays pontchateau saint gildas", ["epci:200000438"]),
        ("ende", []),
        ("mende xyz", []),
        ("", []),
        (" - ", []),
    ],
)
def test_a_search_takes_the_beginning_of_any_word_biggest_first(typed, first):
    found = [territory.code for territory in ALL.search(typed)]

    assert found[: len(first)] == first
    assert bool(found) is bool(first)


def test_a_search_has_a_limit():
    assert [len(ALL.search("saint")), len(ALL.search("saint", limit=3))] == [20, 3]


def test_the_biggest_come_first(table):
    sizes = [int(row[2] or 0) for row in table]

    assert sizes == sorted(sizes, reverse=True)


def test_regions_and_departements_are_those_of_the_regional_coordinations():
    assert (len(ALL.regions()), len(ALL.departements())) == (18, 101)
    assert Region("76", "Occitanie") in ALL.regions()
    assert Departement("48", "Lozère", "76") in ALL.departements()
    regions = {region.code for region in ALL.regions()}
    assert {departement.region for departement in ALL.departements()} == regions


def test_departements_under_250_000_inhabitants():
    found = [known(f"departement:{departement.code}") for departement in ALL.departements()]

    sizes = {departement.name: departement.population or 0 for departement in found}
    assert {name: size for name, size in sizes.items() if size < 250_000} == UNDER_250_000


def test_communes_of_25_000_inhabitants_at_most(table):
    found = communes(table)

    assert len(found) == 34_875
    assert sum(population <= 25_000 for population, _ in found) == 34_507


def test_communes_that_meet_either_limit(table):
    small = {one.code for one in ALL.departements() if one.name in UNDER_250_000}

    met = [population <= 25_000 or code in small for population, code in communes(table)]
    assert sum(met) == 34_516


def test_the_total_is_the_legal_population(table):
    mayotte = known("departement:976")

    assert (mayotte.population, mayotte.vintage) == (256_518, 2017)
    assert sum(size for size, code in communes(table) if code != "976") == 68_094_280


def test_intercommunalities_count_their_communes(table):
    sizes = [int(row[2]) for row in table if row[0].startswith("epci:")]
    territories_of_greater_paris = 11

    assert len(sizes) == 1_255 + territories_of_greater_paris
    assert sum(size <= 25_000 for size in sizes) == 669


def test_the_provenance_is_that_of_the_file():
    text = gzip.decompress(DATA.joinpath("territories.tsv.gz").read_bytes())
    provenance = json.loads(DATA.joinpath("PROVENANCE.json").read_text(encoding="utf-8"))

    assert provenance["sha256_of_the_text"] == hashlib.sha256(text).hexdigest()


def test_the_table_is_read_once():
    assert territories() is ALL
