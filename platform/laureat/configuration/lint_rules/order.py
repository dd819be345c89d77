"""Instants of the calendar in an order that cannot work, or that will surprise."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from laureat.configuration.articled import MILESTONE_WORDS
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject
from laureat.plugin_api import french_moment


@dataclass(frozen=True, slots=True)
class Order:
    """Two instants that must follow each other, and what happens when they do not."""

    first: str
    then: str
    code: str
    severity: Severity
    consequence: str
    strict: bool = True

    def broken(self, first: datetime, then: datetime) -> bool:
        """Say whether the order is not kept."""
        return first >= then if self.strict else first > then


ERROR, WARNING = Severity.ERROR, Severity.WARNING
ORDERS = (
    Order("opens", "deposit_closes", "impossible-order", ERROR, "Personne ne pourrait déposer."),
    Order(
        "opens",
        "attestation_due",
        "impossible-order",
        ERROR,
        "Aucune attestation ne pourrait arriver à temps : aucune candidature ne compterait.",
    ),
    Order(
        "opens",
        "examined_until",
        "impossible-order",
        ERROR,
        "Aucun dossier ne serait examiné de droit.",
    ),
    Order("jury_opens", "jury_closes", "impossible-order", ERROR, "Aucun juré ne pourrait voter."),
    Order(
        "jury_closes",
        "results",
        "impossible-order",
        ERROR,
        "Les résultats paraîtraient avant la fin des votes.",
        strict=False,
    ),
    Order(
        "deposit_closes",
        "jury_opens",
        "jury-opens-before-deposit-closes",
        WARNING,
        "Le jury lirait des dossiers encore modifiables, et des candidats arriveraient après lui.",
        strict=False,
    ),
    Order(
        "deposit_closes",
        "attestation_due",
        "attestation-due-before-deposit-closes",
        WARNING,
        "Un candidat pourrait déposer un dossier qui ne sera jamais pris en compte.",
        strict=False,
    ),
    Order(
        "attestation_due",
        "jury_opens",
        "attestation-due-after-examination",
        WARNING,
        "Le jury examinerait des candidatures qui ne sont pas encore prises en compte.",
        strict=False,
    ),
    Order(
        "deposit_closes",
        "examined_until",
        "deposit-after-examination-limit",
        WARNING,
        "Des dossiers acceptés ne seront pas examinés de droit : leurs auteurs doivent le savoir "
        "avant de déposer.",
        strict=False,
    ),
    Order(
        "examined_until",
        "deposit_closes",
        "examination-limit-after-deposit",
        WARNING,
        "Rien ne peut arriver entre la clôture et cette heure : elle ne sert à rien.",
        strict=False,
    ),
)


def remarks(subject: Subject) -> Iterator[Remark]:
    """Find the instants that do not follow each other as they must."""
    calendar = subject.definition.calendar
    at: Callable[[str], datetime] = lambda name: getattr(calendar, name).at  # noqa: E731 - a word
    for order in ORDERS:
        first, then = at(order.first), at(order.then)
        if _matters(subject, order) and order.broken(first, then):
            yield _remark(subject, order, first, then)
    yield from _due_without_attestation(subject)
    until = subject.definition.reclassification.until
    if until is not None and until < calendar.opens.at:
        yield Remark(
            code="reclassification-before-opening",
            severity=ERROR,
            path=("reclassification", "until"),
            place="reclassification.until",
            sentence="le changement de catégorie n'est plus possible avant l'ouverture du dépôt.",
            consequence="Aucun dossier ne pourrait être changé de catégorie.",
            remedy="déplacez reclassification.until après calendar.opens.",
            facts={"until": until.isoformat()},
        )
    if until is not None and until > calendar.jury_opens.at:
        yield Remark(
            code="reclassification-after-jury-opens",
            severity=WARNING,
            path=("reclassification", "until"),
            place="reclassification.until",
            sentence="un dossier peut changer de catégorie alors que le jury vote déjà.",
            consequence="Un changement ferait tomber des bulletins, et pourrait fermer une "
            "catégorie à un juré en plein vote.",
            remedy="arrêtez les changements à calendar.jury_opens au plus tard.",
            facts={"until": until.isoformat()},
        )


def _due_without_attestation(subject: Subject) -> Iterator[Remark]:
    calendar = subject.definition.calendar
    if subject.definition.attestation is None and calendar.attestation_due.at != (
        calendar.deposit_closes.at
    ):
        yield Remark(
            code="attestation-due-without-attestation",
            severity=WARNING,
            path=("calendar", "attestation_due"),
            place="calendar.attestation_due",
            sentence="une date limite est fixée pour une attestation que personne ne demande.",
            consequence="Un candidat préparerait une pièce que la plateforme n'attend pas.",
            remedy="ajoutez le bloc attestation, ou retirez calendar.attestation_due.",
        )


def _matters(subject: Subject, order: Order) -> bool:
    """Leave the attestation out where there is none."""
    return subject.definition.attestation is not None or "attestation_due" not in (
        order.first,
        order.then,
    )


def _remark(subject: Subject, order: Order, first: datetime, then: datetime) -> Remark:
    zone = subject.definition.calendar.time_zone
    return Remark(
        code=order.code,
        severity=order.severity,
        path=("calendar", order.then, "at"),
        place=f"calendar.{order.first}+calendar.{order.then}",
        sentence=(
            f"{MILESTONE_WORDS[order.then]} ({french_moment(then, zone)}) ne vient pas après "
            f"{MILESTONE_WORDS[order.first]} ({french_moment(first, zone)})."
        ),
        consequence=order.consequence,
        remedy=f"déplacez calendar.{order.then} ou calendar.{order.first}.",
        facts={"first": first.isoformat(), "then": then.isoformat()},
    )
