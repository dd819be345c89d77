"""The categories that are closed to who presides the jury: nothing to read there, or to decide.

Art. 4.4 of the AVE 2024 regulation. Who organises the awards reads and records everything.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from laureat.configuration.definition import EditionDefinition
from laureat.domain.errors import InterestsUndeclared, SeatClosed
from laureat.domain.vocabulary import SeatState
from laureat.models import Edition
from laureat.permissions import Permission, allows
from laureat.queries.editions import categories_of
from laureat.queries.juries import seat_lines
from laureat.queries.results import DecisionLine
from laureat.work import Work


def barred_categories(work: Work, edition: Edition) -> Mapping[UUID, SeatState | None]:
    """Find where the actor has no open seat, and why (None: no seat); nowhere for who organises."""
    if allows(work.actor, Permission.EDITION_MANAGE, edition):
        return {}
    states = {
        line.seat.category_id: line.state
        for line in seat_lines(work.session, juror_ids=work.actor.jurors)
    }
    return {
        one.id: states.get(one.id)
        for one in categories_of(work.session, edition.id)
        if states.get(one.id) is not SeatState.OPEN
    }


def require_presiding(
    work: Work, edition: Edition, category_id: UUID, definition: EditionDefinition
) -> None:
    """Refuse a chair who has no seat in a category, is recused from it, or has not yet declared.

    Raises:
        SeatClosed, InterestsUndeclared: with the article on recusals, and who may act instead.
    """
    barred = barred_categories(work, edition)
    if category_id not in barred:
        return
    state = barred[category_id]
    if state is None:
        raise SeatClosed(
            "Vous ne siégez pas dans cette catégorie : vos liens avec ses candidats n’y sont pas"
            " déclarés. L’organisateur, ou une autre présidence du jury, enregistre la décision.",
            article=definition.jury.recusal_article,
        )
    if state is SeatState.RECUSED:
        raise SeatClosed(
            "Cette catégorie vous est fermée : un lien professionnel avec un candidat en lice vous"
            " empêche d’en décider. L’organisateur, ou une autre présidence du jury, enregistre la"
            " décision.",
            article=definition.jury.recusal_article,
        )
    if state is SeatState.UNDECLARED:
        raise InterestsUndeclared(
            "Avant de décider dans cette catégorie, déclarez pour chaque candidat si vous avez avec"
            " lui un lien professionnel.",
            article=definition.jury.recusal_article,
        )


def lines_to_read(lines: Iterable[DecisionLine], barred: Container[UUID]) -> list[DecisionLine]:
    """Leave out of decisions what is given in categories that are closed to who reads."""
    return [
        replace(
            line,
            distinctions=tuple(
                (given, one) for given, one in line.distinctions if one.category_id not in barred
            ),
        )
        for line in lines
        if line.decision.category_id not in barred
    ]
