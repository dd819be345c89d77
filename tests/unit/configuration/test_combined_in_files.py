"""Combined rules as a file writes them: what they become, and what is wrong in them."""

from dataclasses import replace

import pytest

from laureat.configuration.definition import Combination, Combining, PluginUse
from laureat.configuration.diff import differences
from laureat.configuration.rules import describe_with, regulation_rules
from tests.unit.configuration.files import FILE, HOST, changed, faults, found, loaded, spoken

ALONE = '  - {plugin: within-calendar, article: "1"}'
IN_TIME = PluginUse(plugin="within-calendar")
ONE_EACH = PluginUse(plugin="one-dossier-per-category")


def ruled(*lines):
    """Give the smallest edition with other eligibility rules, written from line 17 on."""
    return changed((ALONE, "\n".join(f"  {line}" for line in lines)))


def rules(*lines):
    return loaded(ruled(*lines)).definition.eligibility


def test_rules_are_combined_by_one_word():
    assert rules(
        "- any:",
        "    - {plugin: within-calendar}",
        "    - not: {plugin: one-dossier-per-category}",
        '  article: "1"',
        "  sentence: Une phrase à nous.",
    ) == (
        Combination(
            how=Combining.ANY,
            of=(IN_TIME, Combination(how=Combining.NOT, of=(ONE_EACH,))),
            article="1",
            sentence="Une phrase à nous.",
        ),
    )


def test_an_exception_is_written_beside_its_rule_and_the_article_is_of_both():
    assert rules(
        "- plugin: within-calendar",
        '  article: "1"',
        "  unless: {plugin: one-dossier-per-category}",
    ) == (Combination(how=Combining.UNLESS, of=(IN_TIME, ONE_EACH), article="1"),)


def test_a_combination_may_have_an_exception_too():
    (rule,) = rules(
        "- all: [{plugin: within-calendar}, {plugin: one-dossier-per-category}]",
        "  unless: {plugin: within-calendar}",
    )

    assert rule == Combination(
        how=Combining.UNLESS,
        of=(Combination(how=Combining.ALL, of=(IN_TIME, ONE_EACH)), IN_TIME),
    )


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            ["- any:", "    - plugin: within-calendar", "    - plugin: within-calender"],
            (
                19,
                "eligibility[0].any[within-calender].plugin",
                "aucun plugin « within-calender » n'est installé pour l'éligibilité.",
            ),
        ),
        (
            ["- not:", "    plugin: within-calendar", "    options:", "      late: true"],
            (20, "eligibility[0].not.options.late", "Cette option n'existe pas."),
        ),
        (
            ["- plugin: within-calendar", "  unless:", "    plugin: low-population-territory"],
            (
                18,
                "eligibility[within-calendar].unless",
                "cette règle lit le territoire, et rien ne le demande dans « bois ».",
            ),
        ),
        (
            ["- article: '1'"],
            (
                17,
                "eligibility[1]",
                "cette règle ne nomme ni plugin, ni conditions à combiner.",
            ),
        ),
        (
            ["- plugin: within-calendar", "  not: {plugin: within-calendar}"],
            (
                18,
                "eligibility[within-calendar].not",
                "cette règle a « plugin » et « not » à la fois.",
            ),
        ),
        (
            ["- all: [{plugin: within-calendar}]"],
            (17, "eligibility[0].all", "la liste compte 1 élément."),
        ),
        (
            ["- not: {plugin: within-calendar}", "  options: {a: 1}"],
            (18, "eligibility[0].options", "ces options ne vont à aucun plugin."),
        ),
        (
            ["- plugin: within-calendar", "  sentence: Une phrase."],
            (
                18,
                "eligibility[within-calendar].sentence",
                "un plugin dit lui-même sa règle en une phrase.",
            ),
        ),
        (
            ["- {not: {not: {not: {not: {not: {plugin: within-calendar}}}}}}"],
            (17, "eligibility[0]", "les règles s'emboîtent sur plus de 4 niveaux."),
        ),
    ],
)
def test_a_fault_within_a_combination_has_its_own_line(lines, fault):
    (first, *_) = faults(ruled(*lines))

    assert (first.file, first.line, first.path, spoken(first.sentence)) == (FILE, *fault)
    assert first.remedy


def test_a_combination_is_one_rule_of_the_regulation():
    definition = loaded(
        ruled("- any: [{plugin: within-calendar}, {plugin: one-dossier-per-category}]")
    ).definition

    told = {
        rule.id: spoken(rule.sentence)
        for rule in regulation_rules(definition, lambda *one: describe_with(HOST, *one))
    }

    assert told["eligibility.any"] == (
        "L'une au moins de ces deux conditions est demandée : 1) Le dossier est déposé pendant la "
        "période de dépôt, bornes comprises. 2) Un candidat ne peut présenter qu'un seul "
        "dossier dans chaque catégorie."
    )


def test_a_combination_owes_its_article_and_its_parts_may_cite_theirs():
    text = ruled(
        "- any:",
        "    - {plugin: within-calendar, article: '7'}",
        "    - plugin: one-dossier-per-category",
    )

    assert found(text) == [
        "rule-without-article#eligibility.any",
        "unknown-article#eligibility.any.within-calendar",
    ]


def test_a_change_of_a_part_is_told():
    before = loaded(ruled("- {not: {plugin: within-calendar}, article: '1'}")).definition
    (rule,) = before.eligibility
    assert isinstance(rule, Combination)
    after = replace(before, eligibility=(replace(rule, sentence="Une phrase."),))

    (change,) = differences(before, after)

    assert (
        spoken(change.sentence) == "Règle combinée « not », phrase : rien devient « Une phrase. »."
    )
