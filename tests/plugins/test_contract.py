"""Every plugin that ships keeps the promises that the plugin API makes for it."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from laureat.configuration.field_types import field_types
from laureat.plugin_api import (
    BallotKind,
    Choice,
    Met,
    NotMet,
    PluginOptions,
    Question,
    Sample,
    TallyResult,
    TallyStatus,
    Undetermined,
    Verdict,
)
from laureat.plugin_api.testing import (
    check_conflict,
    check_eligibility,
    check_field,
    check_tally,
)
from laureat.plugin_host import Group, PluginHost
from laureat.reference.territories import territories
from laureat_plugins.tally.plurality import Plurality

HOST = PluginHost.discover()

KIND = {"value": "plie", "label": "PLIE"}
MANDATED = {**KIND, "needs_mandate": True, "legal_categories": ["92"]}
LIMITS = {"commune_max": 25_000, "departement_below": 250_000, "population_vintage": 2023}

ELIGIBILITY = [
    ("structure-kind", {"kinds": [KIND]}),
    ("structure-kind", {"kinds": [MANDATED, {"value": "mde", "label": "MDE"}]}),
    ("member-or-recognised", {}),
    ("member-or-recognised", {"members_also_need_recognition": True}),
    ("low-population-territory", LIMITS),
    ("low-population-territory", {**LIMITS, "several_territories": "one_suffices"}),
    ("low-population-territory", {**LIMITS, "several_territories": "all_required"}),
    ("within-calendar", {}),
    ("one-dossier-per-category", {}),
]
CONFLICTS = [
    ("declared-interest", {}),
    ("member-of-team", {}),
    ("same-legal-unit", {}),
    ("same-mail-domain", {"also_public": ["webmail.example"]}),
]
CRITERIA = [
    {"slug": "impact", "title": "Impact", "weight": 40},
    {"slug": "technique", "title": "Technique", "weight": 60},
]
TALLIES = [
    ("plurality", {"tie_rule": "ex_aequo_allowed"}),
    ("plurality", {"tie_rule": "chair_decides", "no_award_option": "aucun"}),
    ("plurality", {"tie_rule": "chair_casting_vote"}),
    ("score-mean", {"scale": {"min": 0, "max": 20}}),
    ("approval", {}),
    ("approval", {"most": 1}),
    ("deliberation", {}),
    ("majority-rounds", {"absolute_rounds": 2, "final_round": "chair_double"}),
    ("majority-rounds", {"absolute_rounds": 0, "final_round": "jury_decides"}),
    ("positional", {"points": [3, 2, 1], "tie_rule": "count_of_ranks", "complete": True}),
    ("positional", {"points": [5, 2], "tie_rule": "ex_aequo_allowed"}),
    ("weighted-criteria", {"scale": {"min": 0, "max": 20}, "criteria": CRITERIA}),
]


QUESTION = Question(
    name="question",
    label="Question",
    kind="",
    choices=(Choice(value="oak", label="Chêne"), Choice(value="ash", label="Frêne")),
)


@pytest.mark.parametrize("name", sorted(field_types()))
def test_a_field_type_keeps_its_promises(name):
    plugin = HOST.plugin(Group.FIELDS, name)

    question = replace(QUESTION, kind=name)
    if name == "group":
        question = replace(question, columns=(replace(QUESTION, kind="money"),))
    check_field(name, plugin, question)


@pytest.mark.parametrize(("name", "options"), ELIGIBILITY)
def test_an_eligibility_rule_keeps_its_promises(name, options):
    plugin = HOST.plugin(Group.ELIGIBILITY, name)

    check_eligibility(name, plugin, options, territory=territories().find)


@pytest.mark.parametrize(("name", "options"), CONFLICTS)
def test_a_detector_keeps_its_promises(name, options):
    check_conflict(name, HOST.plugin(Group.JURY_CONFLICT, name), options)


@pytest.mark.parametrize(("name", "options"), TALLIES)
def test_a_counting_method_keeps_its_promises(name, options):
    check_tally(name, HOST.plugin(Group.TALLY, name), options)


@pytest.mark.parametrize(
    ("group", "tried"),
    [
        (Group.ELIGIBILITY, ELIGIBILITY),
        (Group.JURY_CONFLICT, CONFLICTS),
        (Group.TALLY, TALLIES),
    ],
)
def test_every_plugin_that_ships_is_tried(group, tried):
    assert {name for name, _ in tried} == set(HOST.names(group))


class Called(PluginOptions):
    """No option, and a heading."""

    heading = "Règle inventée"


class RefusesNobody(Plurality):
    """Offers the choice of nobody, and then refuses it."""

    def check(self, options, content):
        if content == {"choice": self.nobody}:
            return "Choisissez un dossier."
        return super().check(options, content)


class CrownsNobody(Plurality):
    """Lets the choice of nobody win as if it were an entry."""

    def count(self, options, ballots):
        return replace(super().count(options, ballots), status=TallyStatus.AWARDED)


class SaysNothingOfNobody:
    """Was written before the contract spoke of nobody."""

    Options = Plurality.Options

    def __init__(self, **options):
        self.own = Plurality(**options)

    def __eq__(self, other):
        return self.own == other.own

    def __hash__(self):
        return hash(self.own)

    def __getattr__(self, name):
        if name == "nobody":
            raise AttributeError(name)
        return getattr(self.own, name)


@pytest.mark.parametrize(
    ("plugin", "broken"),
    [
        (RefusesNobody, "refuses the choice of nobody"),
        (CrownsNobody, "lets somebody win when nobody was chosen"),
        (SaysNothingOfNobody, "does not say what stands for nobody"),
    ],
)
def test_a_method_keeps_what_it_says_of_nobody(plugin, broken):
    options = {"tie_rule": "jury_decides", "no_award_option": "aucun"}

    with pytest.raises(AssertionError, match=broken):
        check_tally("a-method", plugin, options)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a test breaks in one way."""

    Options: ClassVar[type[PluginOptions]] = Called
    reads: ClassVar[tuple[str, ...]] = ("applicant.member",)

    verdict: ClassVar[Verdict] = Undetermined("On ne sait pas.")
    described: ClassVar[str] = "Une règle."

    def examine(self, facts):
        if facts.applicant.member is None:
            return self.verdict
        return Met("Admis.") if facts.applicant.member else NotMet("Refusé.")

    def describe(self):
        return self.described

    def samples(self):
        return [
            Sample("Adhérent", {"applicant.member": True}, Met),
            Sample("Non adhérent", {"applicant.member": False}, NotMet),
        ]


def check(plugin, name="a-rule"):
    check_eligibility(name, plugin, {}, territory=territories().find)


def test_a_rule_that_keeps_its_promises_passes():
    check(Rule)


class ReadsNothingKnown(Rule):
    reads = ("applicant.colour",)


class SaysMetOfNobody(Rule):
    verdict = Met("Admis.")


class SaysNothing(Rule):
    verdict = Undetermined("")


class DoesNotEnd(Rule):
    described = "Une règle"


class PromisesTooMuch(Rule):
    def samples(self):
        return [Sample("Adhérent", {"applicant.member": True}, NotMet)]


class NamesNoRefusal(Rule):
    def samples(self):
        return [Sample("Adhérent", {"applicant.member": True}, Met)]


class ChangesWhatIsNoFact(Rule):
    def samples(self):
        return [Sample("Bleu", {"applicant.colour": "blue"}, Met)]


class AnswersTwice(Rule):
    answers: ClassVar[list[Verdict]] = []

    def examine(self, facts):
        self.answers.append(NotMet("Refusé."))
        return Met("Admis.") if len(self.answers) % 2 else NotMet("Refusé.")


@pytest.mark.parametrize(
    ("plugin", "broken"),
    [
        (ReadsNothingKnown, "not a fact"),
        (SaysMetOfNobody, "nobody knows"),
        (SaysNothing, "is empty"),
        (DoesNotEnd, "does not end"),
        (PromisesTooMuch, "promises NotMet of 'Adhérent'"),
        (NamesNoRefusal, "names no sample"),
        (AnswersTwice, "two verdicts of the same facts"),
    ],
)
def test_a_broken_promise_is_told(plugin, broken):
    with pytest.raises(AssertionError, match=broken):
        check(plugin)


def test_a_name_has_small_letters_and_hyphens():
    with pytest.raises(AssertionError, match="not a name"):
        check(Rule, name="A_Rule")


def test_a_sample_changes_facts_only():
    with pytest.raises(KeyError, match=r"applicant\.colour"):
        check(ChangesWhatIsNoFact)


class FirstComes:
    """A method that gives the first place to the entry that comes first."""

    Options: ClassVar[type[PluginOptions]] = Called
    ballot_kind = BallotKind.CHOICE

    def __eq__(self, other):
        return True

    @property
    def nobody(self):
        return None

    def check(self, options, content):
        return None if "choice" in content else "Choisissez."

    def count(self, options, ballots):
        return TallyResult(
            status=TallyStatus.AWARDED,
            leaders=(options[0],),
            ranking=tuple((name,) for name in options),
            totals={},
            explanation=("Le premier gagne.",),
            votes_cast=len(ballots),
        )

    def describe(self):
        return "Le premier gagne."


def test_a_method_that_sorts_equals_apart_is_told():
    with pytest.raises(AssertionError, match="order between equals"):
        check_tally("first-comes", FirstComes, {})
