"""Categories and applicants, against what the regulation says of them."""

import re
from collections import Counter
from collections.abc import Iterator

from laureat.configuration.field_types import TEXT
from laureat.configuration.lint_rules.passages import folded
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject

OPEN_TO_ALL = "ouvert à tous"
WHO_APPLIES = re.compile(r"candidat|candidater|adhérent|structure")


def remarks(subject: Subject) -> Iterator[Remark]:
    """Find what is said of categories and entries in two ways."""
    yield from _same_titles(subject)
    yield from _titles_not_in_article(subject)
    yield from _open_to_all(subject)
    yield from _recognition(subject)
    yield from _structure_kinds(subject)
    yield from _no_title_question(subject)


def _same_titles(subject: Subject) -> Iterator[Remark]:
    titles = [folded(one.title).casefold() for one in subject.definition.categories]
    repeated = {title for title, count in Counter(titles).items() if count > 1}
    for index, title in enumerate(titles):
        category = subject.definition.categories[index]
        if title in repeated and titles.index(title) != index:
            yield Remark(
                code="same-category-title",
                severity=Severity.ERROR,
                path=("categories", index, "title"),
                place=category.slug,
                sentence=f"deux catégories s'appellent « {category.title} ».",
                consequence="Un candidat ne saura pas dans laquelle il dépose.",
                remedy="donnez un autre titre à l'une des deux.",
            )


def _titles_not_in_article(subject: Subject) -> Iterator[Remark]:
    clauses = {one.article: folded(one.text).casefold() for one in subject.definition.clauses}
    for index, category in enumerate(subject.definition.categories):
        text = clauses.get(category.article or "")
        named = folded(category.title).casefold()
        if text is not None and named not in text:
            yield Remark(
                code="category-not-in-article",
                severity=Severity.WARNING,
                path=("categories", index, "title"),
                place=category.slug,
                sentence=f"l'article {category.article} ne nomme pas « {category.title} ».",
                consequence="Le règlement accepté et la page de dépôt nomment deux catégories "
                "différentes.",
                remedy="reprenez le titre mot pour mot, ou citez l'article qui la nomme.",
                facts={"title": category.title},
            )


def _open_to_all(subject: Subject) -> Iterator[Remark]:
    told = next((one for one in subject.sentences if OPEN_TO_ALL in one.flat), None)
    if told is None or not subject.definition.applicants.structure_kinds:
        return
    yield Remark(
        code="open-to-all-but-restricted",
        severity=Severity.NOTICE,
        path=told.path,
        quote=told.text,
        place=told.place,
        sentence=f"{told.said_in} dit « {told.text} », et d'autres règles disent à qui.",
        consequence="Un candidat écarté peut opposer cette phrase.",
        remedy="écrivez « gratuit », et laissez aux critères d'éligibilité le soin de dire à qui.",
        facts={"told": told.text},
    )


def _recognition(subject: Subject) -> Iterator[Remark]:
    terms, needed = subject.definition.recognition, subject.reads("applicant.recognition")
    if needed and terms is None:
        yield Remark(
            code="recognition-without-terms",
            severity=Severity.ERROR,
            path=("eligibility",),
            place="recognition",
            sentence="une règle attend une reconnaissance, et le bloc recognition manque.",
            consequence="Des candidats attendraient une réponse que personne ne doit donner.",
            remedy="ajoutez recognition (by, takeover_after_days), ou retirez la règle.",
        )
    if terms is not None and subject.plugins is not None and not needed:
        yield Remark(
            code="recognition-without-rule",
            severity=Severity.WARNING,
            path=("recognition",),
            place="recognition",
            sentence="le bloc recognition existe, mais aucune règle d'éligibilité ne s'en sert.",
            consequence="Des tiers seraient sollicités pour un avis qui ne change rien.",
            remedy="retirez le bloc, ou ajoutez la règle qui demande la reconnaissance.",
        )
    if terms is not None:
        yield from _two_wordings(subject)


def _two_wordings(subject: Subject) -> Iterator[Remark]:
    """Find a recognition asked of all in one text and of non-members only in another."""
    told = [
        one for one in subject.sentences if "reconnu" in one.flat and WHO_APPLIES.search(one.flat)
    ]
    failing = [one for one in told if "à défaut" in one.flat]
    everybody = [one for one in told if "à défaut" not in one.flat]
    if failing and everybody:
        one, other = everybody[0], failing[0]
        yield Remark(
            code="recognition-said-twice",
            severity=Severity.WARNING,
            path=one.path,
            quote=one.text,
            beside=(other.path, other.text),
            place="recognition",
            sentence=(
                f"{_upper(one.said_in)} demande la reconnaissance à tous ; {other.said_in} ne la "
                "demande qu’« à défaut d'adhésion »."
            ),
            consequence="Un adhérent ne sait pas s'il doit faire reconnaître sa structure.",
            remedy="choisissez, dites-le dans l'option de la règle d'éligibilité, et écrivez la "
            "résolution sous acknowledgements.",
            facts={"one": one.text, "other": other.text},
        )


def _structure_kinds(subject: Subject) -> Iterator[Remark]:
    applicants = subject.definition.applicants
    if subject.reads("applicant.structure_kind") and not applicants.structure_kinds:
        yield Remark(
            code="structure-kinds-not-offered",
            severity=Severity.ERROR,
            path=("applicants",),
            place="applicants.structure_kinds",
            sentence="une règle lit le type de structure, et aucun n'est proposé aux candidats.",
            consequence="Personne ne pourrait satisfaire cette règle.",
            remedy="listez les types sous applicants.structure_kinds.",
        )


def _no_title_question(subject: Subject) -> Iterator[Remark]:
    for category in subject.definition.categories:
        form = subject.definition.sections_for(category.slug)
        kinds = {question.kind for section in form for question in section.questions}
        if TEXT not in kinds:
            yield Remark(
                code="no-title-question",
                severity=Severity.WARNING,
                path=("form",),
                place=f"form.{category.slug}",
                sentence=f"aucune question de type text n'est posée dans « {category.title} ».",
                consequence="Les dossiers n'auront pas de titre dans les listes du jury.",
                remedy="ajoutez une première question de type text : l'intitulé du projet.",
            )


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
