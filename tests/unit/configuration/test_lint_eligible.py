"""Eligibility that nobody or everybody meets, by logic and on the reference data."""

import pytest

from laureat.configuration.lint import Severity
from laureat.reference.territories import territories
from tests.unit.configuration.files import changed, found, report, spoken

IN_TIME = '{plugin: within-calendar, article: "1"}'
ASKED = (
    "kind: text, characters: 80}",
    "kind: text, characters: 80}\n      - {name: lieu, label: Lieu, kind: territory}",
)


def ruled(*rules):
    """Give the smallest edition with other rules."""
    return changed((f"  - {IN_TIME}", "\n".join(f"  - {rule}" for rule in rules)))


def population(commune, departement, *, vintage=2023, inverted=False):
    """Give the smallest edition with one rule about the population of the place."""
    options = (
        f"{{commune_max: {commune}, departement_below: {departement}, "
        f"population_vintage: {vintage}}}"
    )
    rule = f"{{plugin: low-population-territory, options: {options}, article: '1'}}"
    if inverted:
        rule = f"{{not: {rule}, article: '1'}}"
    return changed(ASKED, (f"  - {IN_TIME}", f"  - {rule}"))


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        (f"{{any: [{IN_TIME}, {{plugin: one-dossier-per-category}}], article: '1'}}", []),
        (f"{{not: {IN_TIME}, article: '1'}}", []),
        (
            f"{{any: [{IN_TIME}, {{not: {IN_TIME}}}], article: '1'}}",
            ["combination-always-met#eligibility.any"],
        ),
        (
            f"{{all: [{IN_TIME}, {{not: {{plugin: within_calendar}}}}], article: '1'}}",
            ["combination-never-met#eligibility.all"],
        ),
        (
            f"{{plugin: within-calendar, unless: {{not: {IN_TIME}}}, article: '1'}}",
            ["combination-always-met#eligibility.unless"],
        ),
    ],
)
def test_a_combination_that_decides_nothing_is_found_by_logic(rule, names):
    assert found(ruled(rule)) == names


def test_rules_that_exclude_each_other_are_found_in_each_category():
    text = ruled(IN_TIME).replace(
        '{slug: terre, title: La terre, description: De la terre., article: "1"}',
        '{slug: terre, title: La terre, description: De la terre., article: "1",'
        f" eligibility: [{{not: {IN_TIME}, article: '1'}}]}}",
    )

    (finding,) = report(text).open

    assert finding.name == "eligibility-contradictory#terre"
    assert finding.severity is Severity.ERROR
    assert spoken(finding.sentence) == ("Les règles qui s'appliquent à « La terre » s'excluent.")


def test_a_rule_that_turns_some_territories_down_is_well():
    assert found(population(25000, 250000)) == []


def test_a_rule_that_no_territory_meets_is_an_error_and_says_how_many_were_tried():
    (finding,) = report(population(9_000_000, 90_000_000, inverted=True)).open

    assert finding.name == "rule-met-by-no-territory#eligibility.not"
    assert finding.severity is Severity.ERROR
    communes = len(territories().of_level("commune"))
    assert f"{communes:,}".replace(",", " ") in spoken(finding.sentence)


def test_a_rule_that_turns_no_territory_down_is_a_warning():
    (finding,) = report(population(9_000_000, 90_000_000)).open

    assert finding.name == "rule-refuses-no-territory#eligibility.low-population-territory"
    assert finding.severity is Severity.WARNING


def test_figures_that_are_not_held_are_told_once():
    assert found(population(25000, 250000, vintage=1999)) == [
        "vintage-not-held#eligibility.low-population-territory"
    ]


def test_the_territories_tried_are_of_all_sizes_and_always_the_same():
    some = territories().of_level("commune", at_most=300)
    every = territories().of_level("commune")

    assert len(some) == len({one.code for one in some}) == 300
    assert (some[0], some[-1]) == (every[0], every[-1])
    assert some == territories().of_level("commune", at_most=300)
    assert territories().of_level("departement", at_most=500) == territories().of_level(
        "departement"
    )
