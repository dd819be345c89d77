"""Every part of an edition that applies an article, with its path in the file and its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from laureat.configuration.definition import EditionDefinition, JuryTerms, PluginUse, Rule
from laureat.configuration.faults import Path
from laureat.configuration.rule_tree import placed_uses

MILESTONE_WORDS = {
    "opens": "l'ouverture du dépôt",
    "deposit_closes": "la clôture du dépôt",
    "attestation_due": "la date limite de l'attestation",
    "examined_until": "l'heure limite d'examen de droit",
    "jury_opens": "l'ouverture des dossiers au jury",
    "jury_closes": "la fin des votes",
    "results": "la proclamation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Articled:
    """One part: ``place`` names it whatever the order of the file, ``words`` in a sentence."""

    path: Path
    place: str
    words: str
    article: str | None


def articled_parts(definition: EditionDefinition) -> Iterator[Articled]:
    """List the parts of an edition that come, or should come, from its regulation."""
    yield from _milestones(definition)
    yield from _entry(definition)
    yield from _uses(("eligibility",), "eligibility", definition.eligibility)
    for index, category in enumerate(definition.categories):
        path: Path = ("categories", index)
        place = f"categories.{category.slug}"
        yield Articled(
            path=path,
            place=place,
            words=f"la catégorie « {category.title} »",
            article=category.article,
        )
        yield from _uses((*path, "eligibility"), f"{place}.eligibility", category.eligibility)
    yield from _jury(definition)
    yield from _outcomes(definition)
    yield from _terms(definition)
    for index, prize in enumerate(definition.prizes):
        yield Articled(
            path=("prizes", index),
            place=f"prizes.{prize.slug}",
            words=f"le prix « {prize.title} »",
            article=prize.article,
        )


def _milestones(definition: EditionDefinition) -> Iterator[Articled]:
    calendar = definition.calendar
    for name, words in MILESTONE_WORDS.items():
        milestone = getattr(calendar, name)
        if name in ("attestation_due", "examined_until") and milestone == calendar.deposit_closes:
            continue
        yield Articled(
            path=("calendar", name),
            place=f"calendar.{name}",
            words=words,
            article=milestone.article,
        )
    for index, stage in enumerate(calendar.stages):
        yield Articled(
            path=("calendar", "stages", index),
            place=f"calendar.stages.{stage.slug}",
            words=f"le temps fort « {stage.title} »",
            article=stage.article,
        )


def _entry(definition: EditionDefinition) -> Iterator[Articled]:
    for name, words, article in (
        ("applicants", "la définition des candidats", definition.applicants.article),
        ("limits", "le nombre de candidatures permis", definition.limits.article),
        ("reclassification", "le changement de catégorie", definition.reclassification.article),
    ):
        if name != "reclassification" or definition.reclassification.allowed:
            yield Articled(path=(name,), place=name, words=words, article=article)


def _uses(path: Path, place: str, rules: tuple[Rule, ...]) -> Iterator[Articled]:
    """List rules; what is combined is told by the article of the whole, and may have its own."""
    for index, rule in enumerate(rules):
        here: Path = (*path, index)
        yield _articled(here, f"{place}.{rule.name}", rule)
        for below, use in placed_uses(rule, here):
            if use is not rule and use.article is not None:
                yield _articled(below, f"{place}.{rule.name}.{use.plugin}", use)


def _articled(path: Path, place: str, rule: Rule) -> Articled:
    what = "la règle" if isinstance(rule, PluginUse) else "la règle combinée"
    return Articled(path=path, place=place, words=f"{what} « {rule.name} »", article=rule.article)


def _jury(definition: EditionDefinition) -> Iterator[Articled]:
    jury = definition.jury
    for path, words, article in (
        (("jury",), "la composition du jury", jury.article),
        (("jury", "recusal"), "la règle de déport", jury.recusal_article),
        (("jury", "vote"), "le vote du jury", jury.vote_article),
    ):
        if path != ("jury", "recusal") or _speaks_of_links(jury):
            yield Articled(path=path, place=".".join(path), words=words, article=article)
    yield from _uses(("jury", "recusal", "conflicts"), "jury.recusal", jury.conflicts)


def _speaks_of_links(jury: JuryTerms) -> bool:
    """Say whether the file has anything about recusal."""
    return bool(jury.conflicts or jury.interest_statement or jury.recusal_article)


def _outcomes(definition: EditionDefinition) -> Iterator[Articled]:
    outcomes = definition.outcomes
    yield Articled(
        path=("outcomes",),
        place="outcomes",
        words="ce que le jury peut décider",
        article=outcomes.article,
    )
    if outcomes.one_win != "none":
        yield Articled(
            path=("outcomes", "one_win"),
            place="outcomes.one_win",
            words="la règle d'une seule victoire",
            article=outcomes.one_win_article,
        )


def _terms(definition: EditionDefinition) -> Iterator[Articled]:
    for name, words, terms in (
        ("recognition", "la reconnaissance par un tiers", definition.recognition),
        ("attestation", "l'attestation signée", definition.attestation),
        ("special_mention", "le prix hors catégories", definition.special_mention),
    ):
        if terms is not None:
            yield Articled(path=(name,), place=name, words=words, article=terms.article)
