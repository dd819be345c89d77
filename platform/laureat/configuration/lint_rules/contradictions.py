"""Texts that disagree with each other, or with the calendar, about an instant."""

from collections.abc import Iterator
from itertools import combinations
from zoneinfo import ZoneInfo

from laureat.configuration.articled import MILESTONE_WORDS
from laureat.configuration.french_dates import MIDNIGHT
from laureat.configuration.lint_rules.passages import (
    ATTESTATION,
    FAMILY_OF,
    JURY,
    OPENING,
    OTHER,
    RECEPTION,
    RESULTS,
    Passage,
    folded,
)
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject
from laureat.plugin_api import french_moment

DEADLINE_OF = {
    RECEPTION: "la réception des dossiers",
    ATTESTATION: "la réception de l'attestation",
    OPENING: "l'ouverture du dépôt",
    RESULTS: "l'annonce des résultats",
}


def remarks(subject: Subject) -> Iterator[Remark]:
    """Find what the texts and the calendar say differently of one and the same instant."""
    yield from _contradictions(subject)
    yield from _calendar_against_texts(subject)
    yield from _wrong_weekdays(subject)
    yield from _midnights(subject)
    yield from _days_without_hour(subject)
    yield from _statements_not_quoted(subject)


def _contradictions(subject: Subject) -> Iterator[Remark]:
    seen: set[str] = set()
    for one, other in combinations(subject.passages, 2):
        if one.family != other.family or one.family not in DEADLINE_OF:
            continue
        place = "+".join(sorted({one.written.place, other.written.place}))
        if one.mention.agrees_with(other.mention) or f"{one.family}{place}" in seen:
            continue
        seen.add(f"{one.family}{place}")
        yield Remark(
            code="contradictory-deadlines",
            severity=Severity.ERROR,
            path=other.written.path,
            place=place,
            sentence=(
                f"{_upper(one.written.said_in)} dit « {one.mention.text} » et "
                f"{other.written.said_in} « {other.mention.text} » pour {DEADLINE_OF[one.family]}."
            ),
            consequence=(
                "Deux candidats de bonne foi liront deux heures différentes ; celui qui suit la "
                "plus tardive peut être écarté, et le contester."
            ),
            remedy=(
                "corrigez l'un des deux textes ; s'ils sont déjà publiés, fixez l'instant dans "
                "calendar et écrivez la résolution sous acknowledgements."
            ),
            facts={"one": one.mention.text, "other": other.mention.text},
            quote=other.mention.text,
            beside=(one.written.path, one.mention.text),
        )


def _calendar_against_texts(subject: Subject) -> Iterator[Remark]:
    zone = subject.definition.calendar.time_zone
    for name, milestone in subject.milestones():
        told = [one for one in _about(subject, name) if one.article == milestone.article]
        if (
            milestone.article is None
            or not told
            or any(_may_mean(one, subject, name) for one in told)
        ):
            continue
        said = " », « ".join(one.mention.text for one in told)
        yield Remark(
            code="calendar-differs-from-article",
            severity=Severity.ERROR,
            path=("calendar", name, "at"),
            place=f"calendar.{name}",
            sentence=(
                f"« calendar.{name} » dit {french_moment(milestone.at, zone)}, mais l'article "
                f"{milestone.article} dit « {said} »."
            ),
            consequence=(
                f"La plateforme appliquera {MILESTONE_WORDS[name]} à une autre heure que celle du "
                "règlement accepté par les candidats."
            ),
            remedy="accordez le calendrier à l'article, ou citez l'article qui fixe cet instant.",
            facts={"at": milestone.at.isoformat(), "said": [one.mention.text for one in told]},
        )


def _about(subject: Subject, name: str) -> list[Passage]:
    """List the passages about a milestone: those that a statement gives it, else its family's."""
    stated = [one for one in subject.passages if one.about == name]
    family = [one for one in subject.passages if one.family == FAMILY_OF[name] and not one.about]
    return stated or family


def _may_mean(passage: Passage, subject: Subject, name: str) -> bool:
    at = getattr(subject.definition.calendar, name).at
    if passage.family != JURY:
        return passage.mention.may_mean(at)
    beside = [one for one in _about(subject, name) if one.article == passage.article]
    first = min(one.mention.spans[0][0] for one in beside)
    return bool(first <= at <= max(one.mention.spans[-1][1] for one in beside))


def _wrong_weekdays(subject: Subject) -> Iterator[Remark]:
    for one in subject.passages:
        told = one.mention.weekday
        if told is None or not one.mention.year_told or told == one.mention.right_weekday:
            continue
        yield Remark(
            code="wrong-weekday",
            severity=Severity.ERROR,
            path=one.written.path,
            place=one.written.place,
            sentence=(
                f"{_upper(one.written.said_in)} dit « {one.mention.text} », mais ce jour est un "
                f"{one.mention.right_weekday}."
            ),
            consequence="Un candidat qui se fie au jour de la semaine se trompe de date.",
            remedy="corrigez le jour ou la date.",
            facts={"said": one.mention.text},
            quote=one.mention.text,
        )


def _midnights(subject: Subject) -> Iterator[Remark]:
    for one in subject.passages:
        if one.mention.precision != MIDNIGHT:
            continue
        zone = ZoneInfo(subject.definition.calendar.time_zone)
        start, end = (french_moment(span[1], zone.key) for span in one.mention.spans)
        yield Remark(
            code="ambiguous-midnight",
            severity=Severity.WARNING,
            path=one.written.path,
            place=one.written.place,
            sentence=(
                f"{_upper(one.written.said_in)} dit « {one.mention.text} », ce qui désigne aussi "
                f"bien {start} que {end}."
            ),
            consequence="Un candidat peut croire qu'il lui reste une journée, ou l'inverse.",
            remedy="écrivez l'heure en chiffres : « à 23 h 59 », ou « à 16 h ».",
            facts={"said": one.mention.text},
            quote=one.mention.text,
        )


def _days_without_hour(subject: Subject) -> Iterator[Remark]:
    for one in subject.passages:
        if one.family not in (RECEPTION, ATTESTATION) or one.mention.precision != "day":
            continue
        yield Remark(
            code="deadline-without-hour",
            severity=Severity.NOTICE,
            path=one.written.path,
            place=one.written.place,
            sentence=f"{_upper(one.written.said_in)} dit « {one.mention.text} » sans heure.",
            consequence="Chacun y mettra la sienne : la fin du jour, ou celle des bureaux.",
            remedy="ajoutez l'heure et le fuseau : « à 16 h, heure de Paris ».",
            facts={"said": one.mention.text},
            quote=one.mention.text,
        )


def _statements_not_quoted(subject: Subject) -> Iterator[Remark]:
    clauses = {clause.article: folded(clause.text) for clause in subject.definition.clauses}
    told = {(one.article, one.mention.text) for one in subject.passages if one.family != OTHER}
    for index, statement in enumerate(subject.definition.statements):
        quoted = folded(statement.text) in clauses.get(statement.article, "")
        dated = any(
            article == statement.article and words in folded(statement.text)
            for article, words in told
        )
        if quoted and dated:
            continue
        wrong = "ne se trouve pas dans cet article" if not quoted else "ne contient aucune date"
        yield Remark(
            code="statement-not-in-article",
            severity=Severity.ERROR,
            path=("regulation", "statements", index, "text"),
            place=f"{statement.article}.{statement.about}",
            sentence=f"le passage cité pour l'article {statement.article} {wrong}.",
            consequence="Ce passage ne prouve rien de ce que le règlement dit aux candidats.",
            remedy="recopiez le passage mot pour mot depuis regulation.clauses.",
            facts={"text": statement.text},
        )


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
