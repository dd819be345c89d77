"""What the database refuses, said to people: one table from constraint to sentence."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from psycopg.errors import Error
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from laureat.domain import errors

REFUSALS: Mapping[str, tuple[type[errors.Refusal], str]] = {
    "uq_candidatures_one_per_category": (
        errors.AlreadyInCategory,
        (
            "Un dossier existe déjà pour ce candidat dans cette catégorie. Un candidat ne peut"
            " présenter qu’un seul projet par catégorie : reprenez ce dossier, ou choisissez une"
            " autre catégorie."
        ),
    ),
    "ballots_seat_open": (
        errors.SeatClosed,
        "Cette catégorie vous est fermée : votre bulletin n’est pas enregistré.",
    ),
    "ballots_round_open": (
        errors.RoundClosed,
        "Le scrutin de cette catégorie est clos : votre bulletin n’est pas enregistré.",
    ),
    "decisions_seat_open": (
        errors.SeatClosed,
        (
            "Cette catégorie vous est fermée : l’organisateur, ou une autre présidence du jury, en"
            " enregistre la décision."
        ),
    ),
    "rounds_before_minutes": (
        errors.Conflict,
        "Le procès-verbal est signé : aucun scrutin ne peut plus s’ouvrir.",
    ),
    "minutes_after_rounds": (
        errors.Conflict,
        "Le procès-verbal ne peut pas être signé : un vote est ouvert. Clôturez-le d’abord.",
    ),
    "decisions_before_minutes": (
        errors.DecisionSigned,
        "Le procès-verbal est signé : les décisions ne peuvent plus changer.",
    ),
    "uq_applicants_tenant_id_kind_identity": (
        errors.Conflict,
        "Cette structure vient d’être enregistrée par une autre personne : demandez-lui de l’aide.",
    ),
    "uq_rounds_tenant_id_category_id_number": (
        errors.Conflict,
        "Un scrutin vient d’être ouvert dans cette catégorie : clôturez-le d’abord.",
    ),
    "uq_jurors_tenant_id_edition_id_person_id": (
        errors.Conflict,
        "Cette personne est déjà membre du jury de cette édition.",
    ),
    "uq_minutes_tenant_id_edition_id": (
        errors.DecisionSigned,
        "Le procès-verbal de cette édition est déjà signé.",
    ),
    "uq_palmares_tenant_id_edition_id": (
        errors.Conflict,
        "Le palmarès de cette édition est déjà publié.",
    ),
    "uq_memberships_tenant_id_applicant_id_person_id": (
        errors.Conflict,
        "Cette personne fait déjà partie de l’équipe de ce candidat.",
    ),
}


@contextmanager
def refusals_of_the_database(session: Session, *, article: str | None = None) -> Iterator[None]:
    """Send what was added inside; a violated constraint of the table becomes its refusal.

    Only that part is undone: the rest of the transaction can go on.
    """
    try:
        with session.begin_nested():
            yield
    except IntegrityError as error:
        name = error.orig.diag.constraint_name if isinstance(error.orig, Error) else None
        if name is None or name not in REFUSALS:
            raise
        kind, sentence = REFUSALS[name]
        raise kind(sentence, article=article) from error
