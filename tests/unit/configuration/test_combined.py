"""Rules taken together: what they answer, what they say, and the cases that they name."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import fields

from laureat.configuration.combined import rule_of
from laureat.configuration.rule_tree import Combination, Combining, PluginUse, uses_in
from laureat.plugin_api import (
    Evidence,
    Facts,
    Met,
    NotMet,
    PluginOptions,
    Sample,
    Undetermined,
    VerdictType,
    changed,
    typeset,
)
from laureat.plugin_api.testing import facts_of_a_draft
from laureat.plugin_host import Group, Installed, PluginHost
from laureat.reference.territories import territories
from tests.unit.configuration.files import HOST, spoken

FACTS = facts_of_a_draft()
ANSWERS: dict[str, VerdictType] = {"yes": Met, "no": NotMet, "open": Undetermined}
WORTH = {NotMet: 0, Undetermined: 1, Met: 2}
KINDS = {worth: kind for kind, worth in WORTH.items()}


class SaysOptions(PluginOptions):
    """What the made-up rule answers, and which question of the form it reads."""

    answer = fields.String(load_default="yes")
    of = fields.String(load_default="q")


@dataclass(frozen=True)
class Says:
    """A made-up rule that answers what its options say."""

    Options: ClassVar[type[PluginOptions]] = SaysOptions
    reads: ClassVar[tuple[str, ...]] = ("candidature.answers.q",)

    answer: str
    of: str

    def examine(self, facts: Facts):
        """Answer."""
        words = {"yes": "est là", "no": "manque", "open": "reste à voir"}
        evidence = (Evidence(self.of, self.answer, "essai"),)
        return ANSWERS[self.answer](f"La pièce {self.of} {words[self.answer]}.", evidence)

    def describe(self) -> str:
        """Say the rule."""
        return f"La pièce {self.of} est là."

    def samples(self):
        """Name one case of each answer, each by its own question."""
        return tuple(
            Sample(f"{self.of} {word}", {f"candidature.answers.{self.of}": word}, kind)
            for word, kind in ANSWERS.items()
        )


SAYING = PluginHost(
    {
        **{group: {} for group in Group},
        Group.ELIGIBILITY: {"says": Installed(Says, "essai 1")},
    }
)


def says(answer, of="a"):
    return PluginUse(plugin="says", options={"answer": answer, "of": of})


def combined(how, *of, sentence=""):
    return Combination(how=Combining(how), of=of, sentence=sentence)


def judged(rule):
    return rule_of(rule, SAYING).examine(FACTS)


def kind(rule):
    return type(judged(rule))


LEAVES = st.builds(says, st.sampled_from(list(ANSWERS)), st.sampled_from("abcdef"))
RULES = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(
            lambda how, of: combined(how, *of),
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=2, max_size=4),
        )
        | st.builds(lambda one: combined("not", one), inner)
        | st.builds(lambda one, other: combined("unless", one, other), inner, inner)
    ),
    max_leaves=8,
)
POPULATION = {"commune_max": 25000, "departement_below": 250000, "population_vintage": 2023}
lists_of_rules = st.lists(RULES, min_size=2, max_size=4)
quickly = settings(max_examples=60, deadline=None)


def worth(rule):
    """Count a rule by the tables of Kleene: the least of all, the most of any."""
    if isinstance(rule, PluginUse):
        return WORTH[ANSWERS[str(rule.options["answer"])]]
    parts = [worth(part) for part in rule.of]
    if rule.how is Combining.NOT:
        return 2 - parts[0]
    return min(parts) if rule.how is Combining.ALL else max(parts)


@quickly
@given(RULES)
def test_the_answer_is_that_of_the_truth_tables(rule):
    assert kind(rule) is KINDS[worth(rule)]


@quickly
@given(lists_of_rules)
def test_not_all_is_one_at_least_not(rules):
    inverted = [combined("not", one) for one in rules]

    assert kind(combined("not", combined("all", *rules))) is kind(combined("any", *inverted))
    assert kind(combined("not", combined("any", *rules))) is kind(combined("all", *inverted))


@quickly
@given(RULES)
def test_not_not_says_the_same(rule):
    assert kind(combined("not", combined("not", rule))) is kind(rule)


@quickly
@given(RULES)
def test_not_swaps_met_and_not_met(rule):
    swapped = {Met: NotMet, NotMet: Met, Undetermined: Undetermined}

    assert kind(combined("not", rule)) is swapped[kind(rule)]


@quickly
@given(RULES, RULES)
def test_unless_holds_as_soon_as_the_rule_or_its_exception_does(rule, exception):
    assert kind(combined("unless", rule, exception)) is kind(combined("any", rule, exception))


@quickly
@given(st.sampled_from(["all", "any"]), lists_of_rules, st.randoms())
def test_the_order_of_the_parts_does_not_matter(how, rules, chance):
    turned = chance.sample(rules, len(rules))

    one, other = judged(combined(how, *rules)), judged(combined(how, *turned))

    assert type(one) is type(other)
    assert set(one.evidence) == set(other.evidence)


@quickly
@given(RULES)
def test_nothing_is_met_of_what_nobody_knows(rule):
    def unknown(one):
        if isinstance(one, PluginUse):
            return says("open", one.options["of"])
        return Combination(how=one.how, of=tuple(map(unknown, one.of)))

    assert kind(unknown(rule)) is Undetermined


@quickly
@given(RULES)
def test_every_verdict_is_a_sentence_and_rests_on_parts(rule):
    verdict = judged(rule)
    described = rule_of(rule, SAYING).describe()

    for sentence in (verdict.sentence, described):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert typeset(sentence) == sentence
    known = {
        Evidence(str(use.options["of"]), str(use.options["answer"]), "essai")
        for use in uses_in(rule)
    }
    assert set(verdict.evidence) <= known
    assert verdict.evidence


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            combined("all", says("yes"), says("yes", "b")),
            "Les deux conditions sont remplies : 1) La pièce a est là. 2) La pièce b est là.",
        ),
        (
            combined("all", says("yes"), says("no", "b"), says("open", "c")),
            "L'une des trois conditions n'est pas remplie. La pièce b manque.",
        ),
        (
            combined("all", says("no"), says("no", "b"), says("yes", "c")),
            (
                "Deux des trois conditions ne sont pas remplies : 1) La pièce a manque. "
                "2) La pièce b manque."
            ),
        ),
        (
            combined("all", says("yes"), says("open", "b")),
            "L'une des deux conditions reste à établir. La pièce b reste à voir.",
        ),
        (
            combined("any", says("no"), says("yes", "b")),
            "L'une des deux conditions est remplie, et une seule suffit. La pièce b est là.",
        ),
        (
            combined("any", says("no"), says("no", "b")),
            (
                "Aucune des deux conditions n'est remplie, alors qu'une seule suffirait : "
                "1) La pièce a manque. 2) La pièce b manque."
            ),
        ),
        (
            combined("any", says("no"), says("open", "b")),
            (
                "Aucune des deux conditions n'est encore remplie ; l'une reste à établir, et "
                "suffirait. La pièce b reste à voir."
            ),
        ),
        (
            combined("not", says("no")),
            "Le dossier n'est pas dans le cas exclu : « La pièce a est là ».",
        ),
        (
            combined("not", says("yes")),
            "Le dossier est dans un cas exclu. La pièce a est là.",
        ),
        (
            combined("not", says("open")),
            "Il reste à établir si le dossier est dans un cas exclu. La pièce a reste à voir.",
        ),
        (combined("unless", says("yes"), says("yes", "b")), "La pièce a est là."),
        (
            combined("unless", says("no"), says("yes", "b")),
            "L'exception s'applique. La pièce b est là.",
        ),
        (
            combined("unless", says("no"), says("no", "b")),
            (
                "La règle n'est pas remplie, et l'exception ne s'applique pas : "
                "1) La pièce a manque. 2) La pièce b manque."
            ),
        ),
        (
            combined("unless", says("no"), says("open", "b")),
            (
                "La règle n'est pas remplie, et il reste à établir si l'exception s'applique. "
                "La pièce b reste à voir."
            ),
        ),
        (
            combined("unless", says("open"), says("no", "b")),
            "La règle reste à établir, et l'exception ne s'applique pas. La pièce a reste à voir.",
        ),
        (
            combined("all", says("no"), combined("any", says("no", "b"), says("no", "c"))),
            (
                "Aucune des deux conditions n'est remplie : a) La pièce a manque. "
                "b) Aucune des deux conditions n'est remplie, alors qu'une seule suffirait : "
                "1) La pièce b manque. 2) La pièce c manque."
            ),
        ),
    ],
)
def test_a_combination_explains_itself_by_the_parts_that_decide(rule, sentence):
    assert spoken(judged(rule).sentence) == sentence


def test_only_the_parts_that_decide_give_evidence():
    verdict = judged(combined("all", says("yes"), says("no", "b"), says("open", "c")))

    assert verdict.evidence == (Evidence("b", "no", "essai"),)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            combined("all", says("yes"), says("yes", "b")),
            "Ces deux conditions sont demandées : 1) La pièce a est là. 2) La pièce b est là.",
        ),
        (
            combined("any", says("yes"), says("yes", "b")),
            (
                "L'une au moins de ces deux conditions est demandée : 1) La pièce a est là. "
                "2) La pièce b est là."
            ),
        ),
        (combined("not", says("yes")), "Ce cas est exclu : « La pièce a est là »."),
        (
            combined("unless", says("yes"), says("yes", "b")),
            "La pièce a est là. Exception : « La pièce b est là ».",
        ),
        (
            combined("not", says("yes"), sentence="La pièce a n'est jamais jointe."),
            "La pièce a n'est jamais jointe.",
        ),
    ],
)
def test_the_call_says_a_combination_by_its_own_sentence_or_by_those_of_its_parts(rule, sentence):
    assert spoken(rule_of(rule, SAYING).describe()) == sentence


def test_the_cases_of_the_parts_make_those_of_the_combination():
    rule = combined(
        "any",
        PluginUse(plugin="low-population-territory", options=POPULATION),
        PluginUse(plugin="member-or-recognised"),
    )

    made = rule_of(rule, HOST)

    samples = made.samples()
    assert {sample.expected for sample in samples} == {Met, NotMet, Undetermined}
    for sample in samples:
        facts = changed(FACTS, sample.changes, territory=territories().find)
        assert type(made.examine(facts)) is sample.expected, sample.label
    assert spoken(samples[0].label).startswith("Très petite commune (Rochefourchat) ; ")


def test_cases_that_say_two_things_of_one_fact_are_not_laid_over_each_other():
    twice = combined("all", says("yes", "q"), says("yes", "q"))

    labels = [sample.label for sample in rule_of(twice, SAYING).samples()]

    assert labels == ["q yes ; q yes", "q no ; q no", "q open ; q open"]


def test_a_case_that_moves_what_another_part_reads_promises_nothing():
    apart = combined("all", says("yes", "r"), says("yes", "s"))
    moved = combined("all", says("yes", "r"), says("yes", "q"))

    assert len(rule_of(apart, SAYING).samples()) == 9
    assert rule_of(moved, SAYING).samples() == ()
