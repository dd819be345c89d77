"""Eligibility that nobody or everybody meets: by the logic of rules, and on the reference data."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from laureat.configuration.combined import COUNTED, facts_read, rule_of
from laureat.configuration.definition import Combination, Combining, EditionDefinition, Rule
from laureat.configuration.faults import Path
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject
from laureat.configuration.rule_tree import PluginUse, uses_in
from laureat.plugin_api import (
    ApplicantView,
    CandidatureView,
    EditionView,
    EligibilityRule,
    Facts,
    Met,
    NotMet,
    TerritoryView,
    VerdictType,
    french_count,
    french_list,
    french_number,
)
from laureat.reference.territories import territories, vintages

TERRITORIES = frozenset({"candidature.territories"})
TRIED = {"commune": 300, "departement": 101, "epci": 60}
LEVELS = {"commune": "commune", "departement": "département", "epci": "intercommunalité"}
MOST_CONDITIONS = 10


def remarks(subject: Subject) -> Iterator[Remark]:
    """Find the rules that decide nothing: no one meets them, or no one is turned down."""
    for path, place, rule in subject.rules():
        if isinstance(rule, Combination):
            yield from _by_logic(path, place, rule)
        yield from _on_territories(subject, path, place, rule)
    yield from _contradictory_categories(subject)


def _by_logic(path: Path, place: str, rule: Rule) -> Iterator[Remark]:
    answers = _possible(rule)
    if answers == {False}:
        yield Remark(
            code="combination-never-met",
            severity=Severity.ERROR,
            path=path,
            place=place,
            sentence="cette règle combinée ne peut être remplie par personne : ses conditions "
            "s'excluent.",
            consequence="Toute candidature serait dite non éligible.",
            remedy="retirez l'une des conditions, ou remplacez all par any.",
        )
    elif answers == {True}:
        yield Remark(
            code="combination-always-met",
            severity=Severity.WARNING,
            path=path,
            place=place,
            sentence="cette règle combinée est remplie par tout le monde, quoi que répondent ses "
            "conditions.",
            consequence="Le règlement annonce une condition qui n'écarte personne.",
            remedy="retirez cette règle, ou l'une de ses conditions.",
        )


def _contradictory_categories(subject: Subject) -> Iterator[Remark]:
    for index, category in enumerate(subject.definition.categories):
        rules = subject.definition.rules_for(category.slug)
        alone = any(_possible(rule) == {False} for rule in rules)
        together = Combination(how=Combining.ALL, of=rules)
        if rules and not alone and _possible(together) == {False}:
            yield Remark(
                code="eligibility-contradictory",
                severity=Severity.ERROR,
                path=("categories", index, "eligibility"),
                place=category.slug,
                sentence=f"les règles qui s'appliquent à « {category.title} » s'excluent.",
                consequence="Aucune candidature ne serait éligible dans cette catégorie.",
                remedy="comparez ses règles avec celles de toute l'édition, et retirez-en une.",
            )


def _possible(rule: Rule) -> set[bool]:
    """List what a rule can answer, whatever its plugins do; both where they are too many."""
    leaves = list(dict.fromkeys(map(_leaf, uses_in(rule))))
    if len(leaves) > MOST_CONDITIONS:
        return {True, False}
    every = product((True, False), repeat=len(leaves))
    return {_answer(rule, dict(zip(leaves, answers, strict=True))) for answers in every}


def _answer(rule: Rule, answers: Mapping[str, bool]) -> bool:
    if isinstance(rule, PluginUse):
        return answers[_leaf(rule)]
    return bool(COUNTED[rule.how]([_answer(part, answers) for part in rule.of]))


def _leaf(use: PluginUse) -> str:
    """Name a condition: the same plugin with the same options is the same condition."""
    return f"{use.plugin.replace('_', '-')} {sorted(use.options.items(), key=str)!r}"


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule answers of many territories: how many were tried, and of each answer."""

    tried: Mapping[str, int]
    answers: Mapping[VerdictType, int]

    @property
    def told(self) -> str:
        """Say what was tried: ``34 969 communes, 101 départements``."""
        counted = [french_count(count, LEVELS[level]) for level, count in self.tried.items()]
        return french_list(counted)


def _on_territories(subject: Subject, path: Path, place: str, rule: Rule) -> Iterator[Remark]:
    """Put a rule that reads nothing but the territory to those of the reference data."""
    plugins = subject.plugins
    if plugins is None or facts_read(rule, plugins) != TERRITORIES or _old_figures(rule):
        return
    trial = _tried(rule_of(rule, plugins), subject.definition)
    met, refused = trial.answers.get(Met, 0), trial.answers.get(NotMet, 0)
    if not met:
        yield Remark(
            code="rule-met-by-no-territory",
            severity=Severity.ERROR,
            path=path,
            place=place,
            sentence=f"aucun territoire ne remplit cette règle, sur {trial.told}.",
            consequence="Aucune candidature ne serait éligible.",
            remedy="corrigez les limites de la règle.",
            facts={"refused": refused},
        )
    elif not refused:
        yield Remark(
            code="rule-refuses-no-territory",
            severity=Severity.WARNING,
            path=path,
            place=place,
            sentence=f"cette règle n'écarte aucun territoire, sur {trial.told} : "
            f"{french_number(met)} la remplissent, les autres restent à examiner.",
            consequence="Le règlement annonce une condition qui n'écarte personne.",
            remedy="corrigez les limites de la règle, ou retirez-la.",
            facts={"met": met},
        )


def _old_figures(rule: Rule) -> bool:
    """Say whether a rule asks for populations that are not held: another finding says so."""
    told = [use.options.get("population_vintage") for use in uses_in(rule)]
    return any(one is not None and one not in vintages() for one in told)


def _tried(rule: EligibilityRule, definition: EditionDefinition) -> Trial:
    """Try some territories of all sizes; all of them where the answer seems to be one only."""
    some = _trial(rule, definition, TRIED)
    one_sided = not some.answers.get(Met) or not some.answers.get(NotMet)
    return _trial(rule, definition, dict.fromkeys(TRIED)) if one_sided else some


def _trial(
    rule: EligibilityRule, definition: EditionDefinition, most: Mapping[str, int | None]
) -> Trial:
    tried = {
        level: territories().of_level(level, at_most=at_most) for level, at_most in most.items()
    }
    facts = (_facts(definition, one) for level in tried.values() for one in level)
    return Trial(
        {level: len(found) for level, found in tried.items()}, Counter(_kinds(rule, facts))
    )


def _kinds(rule: EligibilityRule, facts: Iterable[Facts]) -> Iterator[VerdictType]:
    yield from (type(rule.examine(one)) for one in facts)


def _facts(definition: EditionDefinition, territory: TerritoryView) -> Facts:
    """Give an entry of which only the territory is known."""
    calendar = definition.calendar
    return Facts(
        applicant=ApplicantView(),
        candidature=CandidatureView(
            category=definition.categories[0].slug,
            received_at=calendar.opens.at,
            territories=(territory,),
        ),
        edition=EditionView(
            slug=definition.slug,
            time_zone=calendar.time_zone,
            opens_at=calendar.opens.at,
            closes_at=calendar.deposit_closes.at,
        ),
    )
