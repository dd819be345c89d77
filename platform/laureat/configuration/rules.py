"""The catalogue of the rules that an edition holds, each with its article and one sentence.

The ids are stable from one year to the next: reports are compared by them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from laureat.configuration.combined import rule_of
from laureat.configuration.definition import (
    Combination,
    EditionDefinition,
    Rule,
    Secrecy,
    WinScope,
)
from laureat.configuration.plugin_checks import CONFLICT, ELIGIBILITY, TALLY, PluginCatalogue
from laureat.domain.french import long_instant
from laureat.plugin_api import ConflictRule, TallyMethod, french_count, french_list, typeset

Describe: TypeAlias = Callable[[str, Rule], str]


class RuleKind(StrEnum):
    """What a rule is about."""

    CALENDAR = "calendar"
    ATTESTATION = "attestation"
    LIMIT = "limit"
    ELIGIBILITY = "eligibility"
    RECOGNITION = "recognition"
    RECLASSIFICATION = "reclassification"
    RECUSAL = "recusal"
    VOTE = "vote"
    OUTCOME = "outcome"
    EMBARGO = "embargo"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationRule:
    """One rule: its stable id, its article, and what it says."""

    id: str
    article: str | None
    sentence: str
    kind: RuleKind


def regulation_rules(
    definition: EditionDefinition, describe: Describe
) -> tuple[RegulationRule, ...]:
    """List every rule of an edition, in the order in which a candidature meets them.

    ``describe`` gives the sentence of a plugin, from its group of entry points and its use.
    """
    rules = (
        *_calendar(definition),
        *_entry(definition),
        *_eligibility(definition, describe),
        *_jury(definition, describe),
        *_outcomes(definition),
        *_prizes(definition),
        *_clauses(definition),
    )
    return _numbered(rules)


class Plugins(PluginCatalogue, Protocol):
    """What makes the plugins of every group."""

    def conflict(self, name: str, options: Mapping[str, object]) -> ConflictRule:
        """Make a detector of interests."""
        ...

    def tally(self, name: str, options: Mapping[str, object]) -> TallyMethod:
        """Make a counting method."""
        ...


def describe_with(plugins: Plugins, group: str, rule: Rule) -> str:
    """Give the sentence of a rule, as its plugin or its combination says it."""
    if group == ELIGIBILITY or isinstance(rule, Combination):
        return rule_of(rule, plugins).describe()
    if group == CONFLICT:
        return plugins.conflict(rule.plugin, rule.options).describe()
    return plugins.tally(rule.plugin, rule.options).describe()


def _rule(name: str, article: str | None, sentence: str, kind: RuleKind) -> RegulationRule:
    return RegulationRule(id=name, article=article, sentence=typeset(sentence), kind=kind)


def _calendar(definition: EditionDefinition) -> Iterator[RegulationRule]:
    calendar, zone = definition.calendar, definition.calendar.time_zone
    told = {
        name: long_instant(getattr(calendar, name).at, zone)
        for name in ("opens", "deposit_closes", "attestation_due", "examined_until", "results")
    }
    yield _rule(
        "deposit-period",
        calendar.deposit_closes.article,
        f"Les dossiers se déposent du {told['opens']} au {told['deposit_closes']}, bornes "
        "comprises.",
        RuleKind.CALENDAR,
    )
    if definition.attestation is not None:
        yield _rule(
            "attestation",
            definition.attestation.article,
            "Une candidature n'est prise en compte qu'à réception de l'attestation signée, au plus "
            f"tard {told['attestation_due']}.",
            RuleKind.ATTESTATION,
        )
    if calendar.examined_until.at < calendar.deposit_closes.at:
        yield _rule(
            "examination-cut-off",
            calendar.examined_until.article,
            f"Un dossier arrivé après le {told['examined_until']} est accepté et signalé ; seule "
            "une décision consignée le fait examiner.",
            RuleKind.CALENDAR,
        )
    yield _rule(
        "embargo",
        calendar.results.article,
        f"Aucun résultat ne paraît avant le {told['results']}.",
        RuleKind.EMBARGO,
    )


def _entry(definition: EditionDefinition) -> Iterator[RegulationRule]:
    limits, moves = definition.limits, definition.reclassification
    yield _rule(
        "limit-per-category",
        limits.article,
        "Un candidat a une seule candidature dans une même catégorie.",
        RuleKind.LIMIT,
    )
    if limits.per_edition is not None:
        one = limits.per_edition == 1
        what = "une seule candidature" if one else f"{limits.per_edition} candidatures au plus"
        yield _rule(
            "limit-per-edition",
            limits.article,
            f"Un candidat a {what} dans l'édition.",
            RuleKind.LIMIT,
        )
    allowed = "L'organisation peut changer un dossier de catégorie"
    until = f", jusqu'au {_moment(definition)}" if moves.until else ""
    yield _rule(
        "reclassification",
        moves.article,
        f"{allowed}{until}." if moves.allowed else "Un dossier ne change pas de catégorie.",
        RuleKind.RECLASSIFICATION,
    )
    if definition.recognition is not None:
        yield _rule(
            "recognition",
            definition.recognition.article,
            f"La reconnaissance est donnée par {definition.recognition.by} ; après "
            f"{french_count(definition.recognition.takeover_after_days, 'jour')} de silence, par "
            "l'organisation.",
            RuleKind.RECOGNITION,
        )


def _moment(definition: EditionDefinition) -> str:
    until = definition.reclassification.until
    return long_instant(until, definition.calendar.time_zone) if until else ""


def _eligibility(definition: EditionDefinition, describe: Describe) -> Iterator[RegulationRule]:
    for rule in definition.eligibility:
        sentence = describe(ELIGIBILITY, rule)
        yield _rule(f"eligibility.{rule.name}", rule.article, sentence, RuleKind.ELIGIBILITY)
    for category in definition.categories:
        for rule in category.eligibility:
            yield _rule(
                f"eligibility.{category.slug}.{rule.name}",
                rule.article,
                f"« {category.title} » : {describe(ELIGIBILITY, rule)}",
                RuleKind.ELIGIBILITY,
            )


def _jury(definition: EditionDefinition, describe: Describe) -> Iterator[RegulationRule]:
    jury = definition.jury
    yield _rule(
        "recusal",
        jury.recusal_article,
        "Un membre du jury lié à un candidat ne lit aucun dossier et ne vote pas dans la catégorie "
        "où ce candidat concourt.",
        RuleKind.RECUSAL,
    )
    for use in jury.conflicts:
        sentence = describe(CONFLICT, use)
        yield _rule(f"conflict.{use.plugin}", use.article, sentence, RuleKind.RECUSAL)
    tally = describe(TALLY, jury.tally)
    yield _rule("vote", jury.vote_article or jury.tally.article, tally, RuleKind.VOTE)
    if jury.secrecy is Secrecy.NAMED:
        yield _rule(
            "named-vote",
            jury.vote_article,
            "Le vote n'est pas secret : le procès-verbal dit ce que chaque membre du jury a voté.",
            RuleKind.VOTE,
        )
    voters = "un votant" if jury.quorum == 1 else f"{jury.quorum} votants"
    yield _rule(
        "quorum",
        jury.vote_article,
        f"Une catégorie n'est décidée qu'avec {voters} au moins.",
        RuleKind.VOTE,
    )


def _outcomes(definition: EditionDefinition) -> Iterator[RegulationRule]:
    outcomes, mention = definition.outcomes, definition.special_mention
    joint = "possibles" if outcomes.joint_laureates else "exclus"
    withheld = "peut ne pas" if outcomes.not_awarded else "doit"
    told = {
        "joint-laureates": f"Des lauréats ex æquo sont {joint} dans une même catégorie.",
        "not-awarded": f"Le prix d'une catégorie {withheld} être attribué.",
    }
    for name, sentence in told.items():
        yield _rule(name, outcomes.article, sentence, RuleKind.OUTCOME)
    if outcomes.appeal_days is not None:
        days = french_count(outcomes.appeal_days, "jour")
        sentence = f"Les résultats se contestent par écrit, dans les {days} de la proclamation."
        yield _rule("appeal", outcomes.article, sentence, RuleKind.OUTCOME)
    if outcomes.one_win is not WinScope.NONE:
        where = "cette édition" if outcomes.one_win is WinScope.EDITION else "la saison"
        sentence = f"Un candidat n'est lauréat qu'une fois dans {where}."
        yield _rule("one-win", outcomes.one_win_article, sentence, RuleKind.OUTCOME)
    if mention is not None:
        counts = "compte" if outcomes.special_mention_counts else "ne compte pas"
        yield _rule(
            "special-mention",
            mention.article,
            f"« {mention.title} » : {mention.limit} au plus, hors catégories ; {counts} comme une "
            "victoire.",
            RuleKind.OUTCOME,
        )


def _prizes(definition: EditionDefinition) -> Iterator[RegulationRule]:
    firsts = {
        prizes[0].slug
        for one in definition.categories
        if (prizes := definition.prizes_of(one.slug))
    }
    for one in definition.prizes:
        where = french_list([f"« {definition.category(slug).title} »" for slug in one.categories])
        to = (
            "au lauréat" if one.slug in firsts else f"à {french_count(one.most, 'dossier')} au plus"
        )
        gives = f" ({one.gives})" if one.gives else ""
        yield _rule(
            f"prize.{one.slug}",
            one.article,
            f"« {one.title} »{gives} : {to} {f'de {where}' if where else 'de chaque catégorie'}.",
            RuleKind.OUTCOME,
        )


def _clauses(definition: EditionDefinition) -> Iterator[RegulationRule]:
    for clause in definition.clauses:
        if clause.enforced:
            sentence = f"Article {clause.article} : {clause.title}."
            yield _rule(f"clause.{clause.article}", clause.article, sentence, RuleKind.CLAUSE)


def _numbered(rules: tuple[RegulationRule, ...]) -> tuple[RegulationRule, ...]:
    """Number the later uses of one plugin, as findings do: ``eligibility.age-limit-2``."""
    seen: dict[str, int] = {}
    numbered = []
    for rule in rules:
        seen[rule.id] = seen.get(rule.id, 0) + 1
        name = rule.id if seen[rule.id] == 1 else f"{rule.id}-{seen[rule.id]}"
        numbered.append(
            RegulationRule(id=name, article=rule.article, sentence=rule.sentence, kind=rule.kind)
        )
    return tuple(numbered)
