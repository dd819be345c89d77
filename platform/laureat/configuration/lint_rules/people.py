"""What the regulation owes to people: their data, their image, an address to write to."""

import re
from collections.abc import Iterator

from laureat.configuration.lint_rules.subject import Remark, Severity, Subject
from laureat.configuration.lint_rules.written import Written
from laureat.plugin_api import french_list

DATA = re.compile(
    r"informatique et libertés|rgpd|données (?:personnelles|à caractère personnel)|traitement"
)
ELEMENTS = (
    ("le responsable du traitement", re.compile(r"responsable d[ue]s? traitement|destinées? à")),
    ("la finalité", re.compile(r"finalité|afin d|pour (?:organiser|l'organisation)|aux fins")),
    ("la base légale", re.compile(r"base (?:légale|de l)|consentement|intérêt légitime|exécution")),
    ("la durée de conservation", re.compile(r"conserv|\bdurée")),
    ("le droit d'accès", re.compile(r"accès|accéder")),
    ("le droit de rectification", re.compile(r"rectifi")),
    ("le droit à l'effacement", re.compile(r"effac|suppress|supprim|oubli")),
    ("le droit à la limitation", re.compile(r"limitation")),
    ("le droit d'opposition", re.compile(r"oppos")),
    ("le droit à la portabilité", re.compile(r"portabilité")),
    ("la réclamation auprès de la CNIL", re.compile(r"cnil|autorité de contrôle")),
    ("les sous-traitants", re.compile(r"sous-trait|prestataire")),
)
IMAGES = re.compile(r"\b(?:images?|photos?|photographies?|vidéos?)\b")
ALLOWED = re.compile(r"autoris|cèd|cession|accord")
PERSONS = re.compile(r"personnes? (?:physiques?|photographiées?|reconnaissables?|représentées?)")
MAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+\.[a-z]+")


def remarks(subject: Subject) -> Iterator[Remark]:
    """Find what people must be told and are not."""
    if not subject.definition.clauses:
        return
    yield from _data(subject)
    yield from _images(subject)
    yield from _contact(subject)


def _data(subject: Subject) -> Iterator[Remark]:
    clauses = [one for one in subject.texts if one.article and DATA.search(one.flat)]
    if not clauses:
        yield Remark(
            code="data-protection-missing",
            severity=Severity.WARNING,
            path=("regulation", "clauses"),
            place="regulation",
            sentence="aucun article ne parle des données personnelles.",
            consequence="Les candidats ne sauront ni qui traite leurs données, ni leurs droits.",
            remedy="ajoutez un article qui dit "
            + french_list([name for name, _ in ELEMENTS])
            + ".",
        )
        return
    told = " ".join(one.flat for one in clauses)
    missing = [name for name, words in ELEMENTS if not words.search(told)]
    if missing:
        yield Remark(
            code="data-protection-incomplete",
            severity=Severity.WARNING,
            path=clauses[0].path,
            place=clauses[0].place,
            sentence=f"l'article {clauses[0].article} ne dit pas {french_list(missing)}.",
            consequence="L'information due aux personnes (RGPD, art. 13) est incomplète.",
            remedy="complétez l'article, ou renvoyez à une politique de confidentialité complète.",
            facts={"missing": missing},
        )


def _images(subject: Subject) -> Iterator[Remark]:
    for one in subject.texts:
        granted = one.article and IMAGES.search(one.flat) and ALLOWED.search(one.flat)
        if granted and not PERSONS.search(one.flat):
            yield Remark(
                code="image-of-persons-unsaid",
                severity=Severity.NOTICE,
                path=one.path,
                place=one.place,
                sentence=f"l'article {one.article} autorise des images sans parler des personnes "
                "qui y figurent.",
                consequence="L'accord du candidat ne vaut pas celui des personnes photographiées.",
                remedy="demandez leur accord, par une case du formulaire ou une pièce.",
            )


def _contact(subject: Subject) -> Iterator[Remark]:
    told = [
        (one, found) for one in subject.texts if one.article for found in MAIL.findall(one.flat)
    ]
    ours = subject.definition.contact.email.lower()
    if not told:
        yield Remark(
            code="contact-unsaid",
            severity=Severity.NOTICE,
            path=("contact", "email"),
            place="contact",
            sentence="aucun article ne donne l'adresse où écrire.",
            consequence="Les candidats la chercheront ailleurs que dans le règlement.",
            remedy=f"ajoutez-la au règlement : {ours}.",
        )
    elif ours not in {found.rstrip(".") for _, found in told}:
        yield _other_contact(told[0][0], told[0][1].rstrip("."), ours)


def _other_contact(told: Written, theirs: str, ours: str) -> Remark:
    return Remark(
        code="contact-differs-from-text",
        severity=Severity.WARNING,
        path=("contact", "email"),
        place="contact",
        sentence=f"{told.said_in} donne {theirs}, et contact.email est {ours}.",
        consequence="Des messages de candidats arriveront là où personne ne les attend.",
        remedy="accordez les deux adresses.",
        facts={"theirs": theirs, "ours": ours},
    )
