"""Say why a seat may not be used."""

from laureat.configuration.definition import EditionDefinition
from laureat.domain.errors import InterestsUndeclared, SeatClosed
from laureat.domain.vocabulary import SeatState


def require_open(state: SeatState | None, definition: EditionDefinition) -> None:
    """Refuse a seat that is not there, is recused, or whose juror has not yet declared.

    Raises:
        SeatClosed, InterestsUndeclared: with the article on recusals.
    """
    if state is None:
        raise SeatClosed(
            "Vous ne siégez pas dans cette catégorie : elle vous est fermée.",
            article=definition.jury.recusal_article,
        )
    if state is SeatState.RECUSED:
        raise SeatClosed(
            "Cette catégorie vous est fermée : un lien professionnel avec un candidat en lice vous"
            " empêche d’y lire et d’y voter.",
            article=definition.jury.recusal_article,
        )
    if state is SeatState.UNDECLARED:
        raise InterestsUndeclared(
            "Avant de lire et de voter, déclarez pour chaque candidat de la catégorie si vous avez"
            " avec lui un lien professionnel.",
            article=definition.jury.recusal_article,
        )
