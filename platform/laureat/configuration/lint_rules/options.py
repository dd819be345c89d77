"""Options of plugins that can never be satisfied by what the platform, or the jury, holds."""

from collections.abc import Iterator

from laureat.configuration.faults import Path
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject
from laureat.configuration.rule_tree import placed_uses
from laureat.plugin_api import french_list
from laureat.reference.territories import vintages

VINTAGE, RATINGS = "population_vintage", "min_ratings"


def remarks(subject: Subject) -> Iterator[Remark]:
    """Compare options with the reference data and with the quorum."""
    for path, place, rule in subject.rules():
        for below, use in placed_uses(rule, path):
            vintage = use.options.get(VINTAGE)
            if vintage is not None and vintage not in vintages():
                yield _unknown_vintage((*below, "options", VINTAGE), place, vintage)
    yield from _ratings(subject)


def _unknown_vintage(path: Path, place: str, vintage: object) -> Remark:
    known = french_list([str(year) for year in vintages()])
    return Remark(
        code="vintage-not-held",
        severity=Severity.ERROR,
        path=path,
        place=place,
        sentence=f"la plateforme n'a pas les populations légales de {vintage}.",
        consequence="Aucun territoire ne pourrait être comparé à la limite : tout dossier "
        "attendrait une décision.",
        remedy=f"choisissez parmi les millésimes {known}.",
        facts={"vintage": vintage},
    )


def _ratings(subject: Subject) -> Iterator[Remark]:
    jury = subject.definition.jury
    least = jury.tally.options.get(RATINGS)
    if isinstance(least, int) and least > jury.quorum:
        yield Remark(
            code="ratings-above-quorum",
            severity=Severity.WARNING,
            path=("jury", "vote", "tally", "options", RATINGS),
            place=f"jury.vote.{RATINGS}",
            sentence=f"un dossier n'est classé qu'avec {least} notes, et le quorum est de "
            f"{jury.quorum}.",
            consequence="Un scrutin pourrait être valable sans qu'un seul dossier soit classé.",
            remedy=f"portez jury.vote.quorum à {least}, ou demandez moins de notes.",
            facts={"least": least, "quorum": jury.quorum},
        )
