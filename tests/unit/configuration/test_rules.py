from dataclasses import replace

from laureat.configuration.definition import EditionDefinition, PluginUse, Prize, Secrecy, WinScope
from laureat.configuration.rules import RegulationRule, RuleKind, regulation_rules
from tests.unit.configuration.files import loaded, spoken

EDITION = loaded().definition


def described(group, use):
    return f"{group} {use.plugin}."


def ids(definition: EditionDefinition):
    return [rule.id for rule in regulation_rules(definition, described)]


def test_every_rule_of_the_smallest_edition_is_in_the_catalogue():
    assert ids(EDITION) == [
        "deposit-period",
        "embargo",
        "limit-per-category",
        "reclassification",
        "eligibility.within-calendar",
        "recusal",
        "conflict.declared-interest",
        "vote",
        "quorum",
        "joint-laureates",
        "not-awarded",
        "clause.1",
    ]


def test_a_rule_has_its_article_and_the_words_of_its_plugin():
    rules = {rule.id: rule for rule in regulation_rules(EDITION, described)}

    assert rules["eligibility.within-calendar"] == RegulationRule(
        id="eligibility.within-calendar",
        article="1",
        sentence="laureat.eligibility within-calendar.",
        kind=RuleKind.ELIGIBILITY,
    )


def test_the_second_use_of_a_plugin_is_numbered():
    twice = (PluginUse(plugin="age-limit"), PluginUse(plugin="age-limit"))

    found = ids(replace(EDITION, eligibility=twice))

    assert "eligibility.age-limit" in found
    assert "eligibility.age-limit-2" in found


def test_what_an_edition_adds_its_catalogue_adds():
    outcomes = replace(EDITION.outcomes, one_win=WinScope.SEASON)

    assert set(ids(replace(EDITION, outcomes=outcomes))) - set(ids(EDITION)) == {"one-win"}


def test_prizes_a_named_vote_and_an_appeal_are_rules():
    edition = replace(
        EDITION,
        prizes=(
            Prize(slug="or", title="Or", gives="500 €", article="1"),
            Prize(slug="argent", title="Argent", most=2, categories=("bois",), article="1"),
        ),
        jury=replace(EDITION.jury, secrecy=Secrecy.NAMED),
        outcomes=replace(EDITION.outcomes, appeal_days=15),
    )

    told = {rule.id: spoken(rule.sentence) for rule in regulation_rules(edition, described)}

    assert {name: told[name] for name in set(told) - set(ids(EDITION))} == {
        "prize.or": "« Or » (500 €) : au lauréat de chaque catégorie.",
        "prize.argent": "« Argent » : à 2 dossiers au plus de « Le bois ».",
        "named-vote": (
            "Le vote n'est pas secret : le procès-verbal dit ce que chaque membre du jury a voté."
        ),
        "appeal": ("Les résultats se contestent par écrit, dans les 15 jours de la proclamation."),
    }
