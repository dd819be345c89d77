"""Every rule of the edition, and what the cases say of it.

No case says that the text of an article is held: only that the rules which cite it are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from laureat.configuration.definition import EditionDefinition
from laureat.configuration.rules import RegulationRule, RuleKind, describe_with, regulation_rules
from laureat.plugin_host import PluginHost
from laureat.rehearsal.checks import Book, Case

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
    "plateforme.declaration": "Un juré ne lit rien avant d’avoir déclaré ses liens",
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


class ClauseStanding(StrEnum):
    """What a rehearsal says of the rules that cite an article; of its text it says nothing."""

    RULES_HELD = "rules_held"
    RULES_BROKEN = "rules_broken"
    RULES_NOT_ALL_TRIED = "rules_not_all_tried"
    NO_RULE = "no_rule"


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
class ClauseResult:
    """An article, and the rules that cite it; ``enforced`` is what the file says of it."""

    article: str
    title: str
    enforced: bool
    rules: tuple[RuleResult, ...]

    @property
    def standing(self) -> ClauseStanding:
        """Say how the rules that cite the article stand, taken together."""
        standings = {rule.standing for rule in self.rules}
        if not standings:
            return ClauseStanding.NO_RULE
        if Standing.BROKEN in standings:
            return ClauseStanding.RULES_BROKEN
        if standings == {Standing.HELD}:
            return ClauseStanding.RULES_HELD
        return ClauseStanding.RULES_NOT_ALL_TRIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """Something that the platform promises whatever the regulation says, and its cases."""

    id: str
    title: str
    cases: tuple[Case, ...]


def results_of(
    definition: EditionDefinition, plugins: PluginHost, book: Book
) -> tuple[RuleResult, ...]:
    """Say how each rule stands; an article is no rule."""
    rules = regulation_rules(definition, partial(describe_with, plugins))
    return tuple(
        _result(rule, book.cases, book.out_of_reach.get(rule.id, ""))
        for rule in rules
        if rule.kind is not RuleKind.CLAUSE
    )


def clauses_of(
    definition: EditionDefinition, results: Sequence[RuleResult]
) -> tuple[ClauseResult, ...]:
    """Gather, under each article of the regulation, the rules that cite it."""
    return tuple(
        ClauseResult(
            article=clause.article,
            title=clause.title,
            enforced=clause.enforced,
            rules=tuple(one for one in results if one.article == clause.article),
        )
        for clause in definition.clauses
    )


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


def _result(rule: RegulationRule, tried: Sequence[Case], reason: str) -> RuleResult:
    cases = tuple(case for case in tried if rule.id in case.topics)
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
