"""The regulation in HTML: each article as written, beside it what the platform applies of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from laureat.configuration.definition import (
    Calendar,
    Clause,
    EditionDefinition,
    Milestone,
    PluginUse,
    WinScope,
)
from laureat.plugin_api import typeset
from laureat.plugin_host import PluginHost
from laureat.web.editions import Shown, rules_in_words
from laureat.web.presentation import long_instant
from laureat.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Article:
    """One article, and the sentences that say what is applied of it."""

    clause: Clause
    applied: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Give the name under which it can be linked to."""
        return f"article-{self.clause.article.replace('.', '-')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationPage:
    """The articles in order, then what is applied without an article of its own."""

    shown: Shown
    articles: tuple[Article, ...]
    besides: tuple[str, ...]


def regulation_page(one: Shown, plugins: PluginHost) -> RegulationPage:
    """Put each sentence that is applied beside the article that it comes from."""
    applied: defaultdict[str | None, list[str]] = defaultdict(list)
    known = {clause.article for clause in one.definition.clauses}
    for article, sentence in _applied(one.definition, plugins):
        applied[article if article in known else None].append(sentence)
    return RegulationPage(
        shown=one,
        articles=tuple(
            Article(clause, tuple(dict.fromkeys(applied[clause.article])))
            for clause in one.definition.clauses
        ),
        besides=tuple(dict.fromkeys(applied[None])),
    )


def _applied(
    definition: EditionDefinition, plugins: PluginHost
) -> Iterator[tuple[str | None, str]]:
    yield from _dates(definition.calendar)
    for use in definition.eligibility:
        yield from _rules((use,), plugins)
    for category in definition.categories:
        for article, sentence in _rules(category.eligibility, plugins):
            yield (
                article,
                _(
                    "Catégorie « %(title)s » : %(rule)s",
                    title=typeset(category.title),
                    rule=sentence,
                ),
            )
    yield from _deposit(definition)
    yield from _jury(definition, plugins)
    yield from _outcomes(definition)


def _rules(uses: tuple[PluginUse, ...], plugins: PluginHost) -> Iterator[tuple[str | None, str]]:
    for rule in rules_in_words(uses, plugins):
        yield rule.article, rule.sentence


def _dates(calendar: Calendar) -> Iterator[tuple[str | None, str]]:
    said: tuple[tuple[Milestone, str], ...] = (
        (calendar.deposit_closes, _("Les dossiers se déposent jusqu’au %(at)s.")),
        (calendar.attestation_due, _("L’attestation signée doit être reçue avant le %(at)s.")),
        (
            calendar.examined_until,
            _("Le jury examine les dossiers pris en compte au plus tard le %(at)s."),
        ),
        (calendar.results, _("Les résultats sont proclamés le %(at)s.")),
    )
    for milestone, sentence in said:
        yield milestone.article, sentence % {"at": long_instant(milestone.at, calendar.time_zone)}


def _deposit(definition: EditionDefinition) -> Iterator[tuple[str | None, str]]:
    limits = definition.limits
    if limits.per_category is not None:
        yield (
            limits.article,
            ngettext(
                "Un même candidat présente un seul dossier par catégorie.",
                "Un même candidat présente au plus %(num)s dossiers par catégorie.",
                limits.per_category,
            ),
        )
    if limits.per_edition is not None:
        yield (
            limits.article,
            ngettext(
                "Un même candidat présente un seul dossier dans l’édition.",
                "Un même candidat présente au plus %(num)s dossiers dans l’édition.",
                limits.per_edition,
            ),
        )
    if definition.attestation is not None:
        yield (
            definition.attestation.article,
            _(
                "Un dossier déposé n’est pris en compte qu’à la réception de son attestation"
                " signée ; toute modification déposée ensuite en demande une nouvelle."
            ),
        )
    if definition.recognition is not None:
        yield (
            definition.recognition.article,
            _(
                "Une structure qui n’est pas adhérente est reconnue par %(by)s ; sans réponse au"
                " bout de %(days)s jours, l’organisateur répond à sa place.",
                by=typeset(definition.recognition.by),
                days=definition.recognition.takeover_after_days,
            ),
        )
    moving = definition.reclassification
    if moving.allowed and moving.until is not None:
        yield (
            moving.article,
            _(
                "L’organisateur peut changer un dossier de catégorie jusqu’au %(at)s, en disant"
                " pourquoi.",
                at=long_instant(moving.until, definition.calendar.time_zone),
            ),
        )


def _jury(definition: EditionDefinition, plugins: PluginHost) -> Iterator[tuple[str | None, str]]:
    jury = definition.jury
    yield (
        jury.recusal_article,
        _(
            "Un lien professionnel avec un seul candidat d’une catégorie ferme toute cette"
            " catégorie au membre du jury : il n’y lit aucun dossier et n’y vote pas."
        ),
    )
    method = plugins.tally(jury.tally.plugin, jury.tally.options)
    yield jury.vote_article, typeset(method.describe())
    yield (
        jury.vote_article,
        ngettext(
            "Il faut au moins un votant par catégorie.",
            "Il faut au moins %(num)s votants par catégorie.",
            jury.quorum,
        ),
    )


def _outcomes(definition: EditionDefinition) -> Iterator[tuple[str | None, str]]:
    outcomes = definition.outcomes
    if outcomes.joint_laureates:
        yield outcomes.article, _("Le jury peut désigner des lauréats ex æquo.")
    if outcomes.not_awarded:
        yield outcomes.article, _("Le jury peut ne pas attribuer une catégorie.")
    scopes = {
        WinScope.EDITION: _("Un même candidat n’est lauréat que d’une catégorie de ces trophées."),
        WinScope.SEASON: _("Un même candidat n’est lauréat qu’une fois dans la saison."),
    }
    if outcomes.one_win in scopes:
        yield outcomes.one_win_article, scopes[outcomes.one_win]
    mention = definition.special_mention
    if mention is not None:
        yield mention.article, _("Prix complémentaire : %(title)s.", title=typeset(mention.title))
