"""Every file of tenants/ and campaign_config/ loads, and holds no trap that nobody has settled."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from laureat.configuration.content import from_content, to_content
from laureat.configuration.lint import Severity, lint_edition
from laureat.configuration.load import load_edition
from laureat.configuration.rule_tree import uses_in
from laureat.configuration.tenants import load_tenant
from laureat.plugin_host import PluginHost

ROOT = Path(__file__).parents[2]
PARIS = ZoneInfo("Europe/Paris")
TENANTS = sorted((ROOT / "tenants").glob("*/tenant.yaml"))
EDITIONS = sorted(
    path for path in (ROOT / "campaign_config").rglob("*.yaml") if path.name != "programme.yaml"
)
AVE = ROOT / "campaign_config" / "alliance-villes-emploi"
ASR = AVE / "achat-socialement-responsable" / "2024.yaml"
IT = AVE / "initiatives-territoriales" / "2024.yaml"
HOST = PluginHost.discover()


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_acknowledgements(path: Path, folder: Path) -> Path:
    """Copy an edition without what the organiser has settled."""
    text = path.read_text(encoding="utf-8")
    bare = folder / path.name
    bare.write_text(text[: text.index("\nacknowledgements:")], encoding="utf-8")
    programme = path.with_name("programme.yaml").read_text(encoding="utf-8")
    bare.with_name("programme.yaml").write_text(programme, encoding="utf-8")
    return bare


@pytest.mark.parametrize("path", TENANTS, ids=named)
def test_a_tenant_loads(path):
    assert load_tenant(path).slug == path.parent.name


def test_what_is_not_known_of_a_real_one_is_not_made_up():
    real = load_tenant(ROOT / "tenants" / "alliance-villes-emploi" / "tenant.yaml")

    assert "les durées de conservation des données personnelles" in real.legal_gaps


@pytest.mark.parametrize("path", EDITIONS, ids=named)
def test_an_edition_loads_and_nothing_is_left_to_settle(path):
    edition = load_edition(path, plugins=HOST)

    assert [str(one) for one in lint_edition(edition, plugins=HOST).blocking] == []


@pytest.mark.parametrize("path", EDITIONS, ids=named)
def test_an_edition_stands_where_its_slugs_say(path):
    definition = load_edition(path, plugins=HOST).definition

    assert definition.slug == path.stem
    assert definition.programme == path.parent.name
    assert from_content(to_content(definition)) == definition


@pytest.mark.parametrize("path", [ASR, IT], ids=named)
def test_the_linter_finds_by_itself_that_two_articles_disagree(path, tmp_path):
    bare = without_acknowledgements(path, tmp_path)

    report = lint_edition(load_edition(bare, plugins=HOST), plugins=HOST)

    (finding,) = (one for one in report.open if one.severity is Severity.ERROR)
    lines = bare.read_text(encoding="utf-8").splitlines()
    assert finding.name == "contradictory-deadlines#3.1+4.3"
    assert "16h" in lines[finding.line - 1]
    assert "vendredi 8 Novembre" in lines[int(finding.beside.rpartition(":")[2]) - 1]
    assert report.acknowledged == ()


@pytest.mark.parametrize("path", [ASR, IT], ids=named)
def test_the_finding_comes_from_the_articles_not_from_the_quotations(path, tmp_path):
    bare = without_acknowledgements(path, tmp_path)
    text = bare.read_text(encoding="utf-8")
    bare.write_text(text[: text.index("\n  statements:")] + "\n", encoding="utf-8")

    report = lint_edition(load_edition(bare, plugins=HOST), plugins=HOST)

    errors = [one.name for one in report.open if one.severity is Severity.ERROR]
    assert errors == ["contradictory-deadlines#3.1+4.3"]


@pytest.mark.parametrize("path", [ASR, IT], ids=named)
def test_a_regulation_that_agrees_with_itself_is_not_blamed(path, tmp_path):
    bare = without_acknowledgements(path, tmp_path)
    text = bare.read_text(encoding="utf-8")
    for midnight in ("2024 à minuit", "2024\u00a0à minuit"):
        text = text.replace(midnight, "2024 à 16h")
    bare.write_text(text.replace("T23:59:59", "T16:00"), encoding="utf-8")

    report = lint_edition(load_edition(bare, plugins=HOST), plugins=HOST)

    assert [one.name for one in report.open if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("path", [ASR, IT], ids=named)
def test_the_calendar_of_2024_resolves_the_contradiction(path):
    calendar = load_edition(path, plugins=HOST).definition.calendar

    assert calendar.deposit_closes.at == datetime(2024, 11, 8, 23, 59, 59, tzinfo=PARIS)
    assert calendar.attestation_due == calendar.deposit_closes
    assert calendar.examined_until.at == datetime(2024, 11, 8, 16, tzinfo=PARIS)
    assert calendar.results.at.date().isoformat() == "2024-12-09"


def test_the_categories_are_the_regulation_s_own():
    titles = {
        path: [
            one.title.replace("’", "'")
            for one in load_edition(path, plugins=HOST).definition.categories
        ]
        for path in (ASR, IT)
    }

    assert titles == {
        ASR: [
            "Communication et rayonnement de l'achat socialement responsable",
            "Promotion des structures inclusives par l'achat responsable",
            (
                "Convergence des enjeux sociaux et environnementaux dans les procédures d'achat "
                "responsable"
            ),
            (
                "Développement de l'emploi, de la formation et des compétences par une stratégie "
                "territoriale d'achat responsable"
            ),
            "Achat socialement responsable en milieu rural",
        ],
        IT: [
            "Actions en faveur de la levée des freins périphériques",
            "Actions d'aller vers",
            "Actions en faveur de l'égalité et l'inclusion dans le monde professionnel",
            "Structuration d'une filière par le développement de l'emploi et des compétences",
            "Transition écologique",
        ],
    }


def test_only_the_rural_category_looks_at_the_population():
    categories = load_edition(ASR, plugins=HOST).definition.categories

    assert [one.slug for one in categories if one.eligibility] == ["milieu-rural"]
    (rural,) = (use for rule in categories[4].eligibility for use in uses_in(rule))
    assert rural.options == {
        "commune_max": 25000,
        "departement_below": 250000,
        "population_vintage": 2023,
        "several_territories": "a_person_decides",
    }


def test_a_very_different_award_is_an_edition_too():
    example = ROOT / "campaign_config" / "examples" / "prix-des-ateliers-fictifs" / "2026.yaml"
    definition = load_edition(example, plugins=HOST).definition

    assert definition.applicants.kind == "person"
    assert definition.applicants.identity == "email"
    assert definition.attestation is None
    assert definition.recognition is None
    assert definition.special_mention is None
    assert not definition.reclassification.allowed
    assert not definition.outcomes.not_awarded
