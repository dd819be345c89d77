"""Every rule of the regulation, and what the cases say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from laureat.configuration.articled import articled_parts
from laureat.configuration.definition import Clause, EditionDefinition, PluginUse
from laureat.configuration.rules import RegulationRule, RuleKind, regulation_rules
from laureat.plugin_host import Group, PluginHost
from laureat.rehearsal.checks import Book, Case

NO_MACHINE = "Le règlement lui-même dit qu’aucune machine ne peut appliquer cet article."
NO_RULE = "Aucune règle du fichier n’applique cet article : il reste à la charge des personnes."

GUARANTEES: Mapping[str, str] = {
    "applicants": "Qui peut candidater",
    "form": "Le formulaire",
    "acceptation": "L’acceptation du règlement",
    "instruction": "L’instruction des dossiers",
    "jury": "La composition du jury",
    "jury-period": "La période du jury",
    "outcomes": "Les issues possibles",
    "plateforme.configuration": "Une édition publiée ne change que par avenant",
    "plateforme.equipe": "Un dossier appartient à son équipe",
    "plateforme.depot": "Déposer deux fois ne fait pas deux dossiers",
    "plateforme.proces-verbal": "Le procès-verbal clôt les décisions",
    "plateforme.palmares": "Un seul palmarès",
    "plateforme.cloison": "Une organisation ne voit rien d’une autre",
    "plateforme.ajout-seul": "Ce qui peut être contesté ne se réécrit pas",
}


class Standing(StrEnum):
    """What a rehearsal says of a rule."""

    HELD = "held"
    BROKEN = "broken"
    NOT_EXERCISED = "not_exercised"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """A rule, how it stands, the reason when no case says so, and the cases that exercised it."""

    id: str
    article: str | None
    kind: RuleKind
    sentence: str
    standing: Standing
    reason: str = ""
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """Something that the platform promises whatever the regulation says, and its cases."""

    id: str
    title: str
    cases: tuple[Case, ...]


def describe_with(plugins: PluginHost, group: str, use: PluginUse) -> str:
    """Give a plugin's own sentence about what it does with an edition's options."""
    if group == Group.ELIGIBILITY:
        return plugins.eligibility(use.plugin, use.options).describe()
    if group == Group.JURY_CONFLICT:
        return plugins.conflict(use.plugin, use.options).describe()
    return plugins.tally(use.plugin, use.options).describe()


def results_of(
    definition: EditionDefinition, plugins: PluginHost, book: Book
) -> tuple[RuleResult, ...]:
    """Say how each rule stands, the articles that no machine can hold included."""
    rules = regulation_rules(definition, lambda group, use: describe_with(plugins, group, use))
    own = {rule.id: _exercising(rule, book.cases) for rule in rules}
    results = [
        _clause(rule, definition, rules, book.cases)
        if rule.kind is RuleKind.CLAUSE
        else _result(rule, own[rule.id], book.out_of_reach.get(rule.id, ""))
        for rule in rules
    ]
    results += [
        _free(clause, rules, book.cases) for clause in definition.clauses if not clause.enforced
    ]
    return tuple(results)


def guarantees_of(book: Book) -> tuple[Guarantee, ...]:
    """Gather the cases of what the platform promises by itself."""
    return tuple(
        Guarantee(id=topic, title=title, cases=found)
        for topic, title in GUARANTEES.items()
        if (found := tuple(case for case in book.cases if topic in case.topics))
    )


def loose_cases(book: Book, results: Sequence[RuleResult]) -> tuple[Case, ...]:
    """List the cases that stand under no rule and no guarantee, such as a broken scene."""
    known = {result.id for result in results} | set(GUARANTEES)
    return tuple(case for case in book.cases if not known & set(case.topics))


def _free(clause: Clause, rules: Sequence[RegulationRule], cases: Sequence[Case]) -> RuleResult:
    """Say how an article stands that no machine is asked to hold; a rule may apply it yet."""
    applying = {rule.id for rule in rules if rule.article == clause.article}
    rule = RegulationRule(
        id=f"clause.{clause.article}",
        article=clause.article,
        sentence=clause.title,
        kind=RuleKind.CLAUSE,
    )
    return _result(rule, tuple(one for one in cases if applying & set(one.topics)), NO_MACHINE)


def _exercising(rule: RegulationRule, cases: Sequence[Case]) -> tuple[Case, ...]:
    return tuple(case for case in cases if rule.id in case.topics)


def _result(rule: RegulationRule, cases: tuple[Case, ...], reason: str) -> RuleResult:
    if cases:
        standing = Standing.HELD if all(case.held for case in cases) else Standing.BROKEN
    else:
        standing = Standing.OUT_OF_REACH if reason else Standing.NOT_EXERCISED
    return RuleResult(
        id=rule.id,
        article=rule.article,
        kind=rule.kind,
        sentence=rule.sentence,
        standing=standing,
        reason="" if cases else reason,
        cases=cases,
    )


def _clause(
    rule: RegulationRule,
    definition: EditionDefinition,
    rules: Sequence[RegulationRule],
    cases: Sequence[Case],
) -> RuleResult:
    """Hold an article by the cases of the rules that apply it, and by those that cite it."""
    applying = {other.id for other in rules if other.article == rule.article}
    found = tuple(
        case for case in cases if case.article == rule.article or applying & set(case.topics)
    )
    is_applied = any(part.article == rule.article for part in articled_parts(definition))
    return _result(rule, found, "" if is_applied else NO_RULE)
