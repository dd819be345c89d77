"""The jury: its vote, its quorum, its links with applicants."""

import re
from collections.abc import Iterator

from laureat.configuration.faults import Path
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject

METHOD = re.compile(
    r"major|scrutin|\bnot(?:e|é|er|es|ent|ation)\b|points?\b|barème|classement|moyenne|suffrage|tour\b|"
    r"\d ?%|\btotal|plus grand nombre|le plus de voix|pondér|most votes|average|score"
)
LINK = re.compile(r"lien|intérêt|conflit|connaît|déport")
PERIOD = re.compile(
    r"\b(?:ans?|années?|mois)\b|c'est-à-dire|s'entend|notamment|tels? que|on entend"
)


def remarks(subject: Subject) -> Iterator[Remark]:
    """Find what the regulation leaves unsaid of the jury, and what nobody would check."""
    yield from _vote(subject)
    yield from _quorum(subject)
    yield from _links(subject)


def _vote(subject: Subject) -> Iterator[Remark]:
    article = subject.definition.jury.vote_article
    clause = next((one for one in subject.texts if one.article and one.article == article), None)
    if clause is not None and not METHOD.search(clause.flat):
        yield Remark(
            code="vote-method-unsaid",
            severity=Severity.WARNING,
            path=("jury", "vote", "tally"),
            place=clause.place,
            sentence=f"l'article {article} parle du vote sans dire comment on compte les voix.",
            consequence="Un candidat battu pourra contester le mode de scrutin choisi.",
            remedy="nommez le mode de scrutin dans l'article, ou écrivez la résolution sous "
            "acknowledgements.",
            facts={"tally": subject.definition.jury.tally.plugin},
        )


def _quorum(subject: Subject) -> Iterator[Remark]:
    quorum = subject.definition.jury.quorum
    told = any("quorum" in one.flat or "votants" in one.flat for one in subject.texts)
    if quorum == 1:
        yield _remark(
            "quorum-of-one",
            Severity.NOTICE,
            ("jury", "vote"),
            "jury.vote.quorum",
            "un seul votant suffit à décider d'une catégorie.",
            "Si les déports vident une catégorie, une personne seule désignera le lauréat.",
            "fixez jury.vote.quorum à deux au moins, ou davantage selon la taille du jury.",
        )
    elif not told and subject.definition.clauses:
        yield _remark(
            "quorum-unsaid",
            Severity.WARNING,
            ("jury", "vote", "quorum"),
            "jury.vote.quorum",
            f"le quorum de {quorum} votants n'est dans aucun article.",
            "Une catégorie non décidée faute de quorum paraîtrait arbitraire.",
            "ajoutez-le au règlement, ou écrivez la résolution sous acknowledgements.",
        )


def _links(subject: Subject) -> Iterator[Remark]:
    jury = subject.definition.jury
    if not jury.conflicts:
        yield _remark(
            "no-conflict-detector",
            Severity.WARNING,
            ("jury",),
            "jury.recusal.conflicts",
            "aucun plugin ne repère les liens entre jurés et candidats.",
            "Un juré lié à un candidat ne serait jamais signalé.",
            "listez au moins declared-interest sous jury.recusal.conflicts.",
        )
    if jury.conflicts and not jury.interest_statement:
        yield _remark(
            "no-interest-question",
            Severity.WARNING,
            ("jury", "recusal"),
            "jury.recusal.interest_statement",
            "aucune question n'est posée aux jurés sur leurs liens.",
            "Les jurés ne sauront pas quels liens déclarer.",
            "écrivez la question sous jury.recusal.interest_statement.",
        )
    clause = next(
        (one for one in subject.texts if one.article and one.article == jury.recusal_article), None
    )
    if clause is not None and LINK.search(clause.flat) and not PERIOD.search(clause.flat):
        yield _remark(
            "link-undefined",
            Severity.WARNING,
            ("jury", "recusal"),
            clause.place,
            f"l'article {clause.article} ferme la catégorie aux jurés liés à un candidat sans dire "
            "quels liens, ni depuis quand.",
            "Deux jurés dans la même situation répondront différemment.",
            "précisez dans jury.recusal.interest_statement les liens visés et la période, et "
            "écrivez la résolution sous acknowledgements.",
        )


def _remark(  # noqa: PLR0913 - one argument for each part of a remark
    code: str,
    severity: Severity,
    path: Path,
    place: str,
    sentence: str,
    consequence: str,
    remedy: str,
) -> Remark:
    return Remark(
        code=code,
        severity=severity,
        path=path,
        place=place,
        sentence=sentence,
        consequence=consequence,
        remedy=remedy,
    )
