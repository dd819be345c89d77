"""Rules and the articles they come from: each rule has one, each article has its rule."""

from collections.abc import Iterator

from laureat.configuration.articled import articled_parts
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject


def remarks(subject: Subject) -> Iterator[Remark]:
    """Find the rules without an article, and the articles without a rule or without a text."""
    if not subject.definition.clauses:
        yield Remark(
            code="regulation-without-clauses",
            severity=Severity.WARNING,
            path=("regulation",),
            place="regulation",
            sentence="le règlement n'a pas un seul article dans le fichier.",
            consequence="Aucun refus ne pourra citer le texte que le candidat a accepté.",
            remedy="recopiez les articles sous regulation.clauses.",
        )
        return
    yield from _without_article(subject)
    yield from _unknown_articles(subject)
    yield from _clauses_without_rule(subject)


def _without_article(subject: Subject) -> Iterator[Remark]:
    for part in articled_parts(subject.definition):
        if part.article is None:
            yield Remark(
                code="rule-without-article",
                severity=Severity.WARNING,
                path=part.path,
                place=part.place,
                sentence=f"{part.words} ne cite aucun article.",
                consequence="Un candidat à qui on l'oppose ne saura pas d'où vient cette règle.",
                remedy='ajoutez « article: "…" », ou dites sous acknowledgements d\'où elle vient.',
            )


def _unknown_articles(subject: Subject) -> Iterator[Remark]:
    known = {clause.article for clause in subject.definition.clauses}
    cited = [(part.path, part.place, part.article) for part in articled_parts(subject.definition)]
    cited += [
        (("regulation", "statements", index), f"statements.{one.about}", one.article)
        for index, one in enumerate(subject.definition.statements)
    ]
    for path, place, article in cited:
        if article is not None and article not in known:
            yield Remark(
                code="unknown-article",
                severity=Severity.ERROR,
                path=(*path, "article"),
                place=place,
                sentence=f"l'article {article} n'est pas dans regulation.clauses.",
                consequence="La règle serait opposée aux candidats sans que son texte se trouve.",
                remedy=f"corrigez le numéro, ou recopiez l'article {article}.",
                facts={"article": article},
            )


def _clauses_without_rule(subject: Subject) -> Iterator[Remark]:
    applied = {part.article for part in articled_parts(subject.definition)}
    for index, clause in enumerate(subject.definition.clauses):
        if clause.enforced and clause.article not in applied:
            yield Remark(
                code="clause-without-rule",
                severity=Severity.NOTICE,
                path=("regulation", "clauses", index),
                place=clause.article,
                sentence=(
                    f"aucune règle du fichier n'applique l'article {clause.article} "
                    f"(« {clause.title} »)."
                ),
                consequence="Ce que cet article promet aux candidats ne sera pas vérifié.",
                remedy="citez-le dans la règle qui l'applique, ou écrivez « enforced: false ».",
            )
