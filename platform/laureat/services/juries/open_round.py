"""Open a round of voting in a category."""

from collections.abc import Sequence
from uuid import UUID

from laureat.consequences.calendar import require_jury_sits
from laureat.consequences.counts import missed, put_to_vote
from laureat.consequences.definitions import definition_of
from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Conflict, Invalid
from laureat.domain.jobs import Job
from laureat.models import Round
from laureat.permissions import Permission, require
from laureat.queries.candidatures import candidatures_in_category
from laureat.queries.editions import category_by_id
from laureat.queries.results import minutes_or_hold
from laureat.queries.rounds import count_rounds, latest_round
from laureat.work import Work


def open_round(
    work: Work, category_id: UUID, *, candidature_ids: Sequence[UUID] | None = None
) -> Round:
    """Let the jury vote on the admitted dossiers of a category, or on some of them (a runoff).

    Raises:
        Conflict: a round is open already, the minutes are signed, or it is on some dossiers only
            while another was never put to the vote.
        Invalid: nothing to vote on, or a dossier that is not before the jury.
        OutsidePeriod: the jury's period has not begun.
    """
    category = category_by_id(work.session, category_id)
    require(work.actor, Permission.ROUND_OPEN, category.edition)
    definition = definition_of(work.session, category.edition)
    if minutes_or_hold(work.session, category.edition_id) is not None:
        raise Conflict("Le procès-verbal est signé : aucun scrutin ne peut plus s’ouvrir.")
    previous = latest_round(work.session, category.id)
    if previous is not None and previous.closed_at is None:
        raise Conflict("Un scrutin est déjà ouvert dans cette catégorie : clôturez-le d’abord.")
    require_jury_sits(definition, work.now)
    dossiers = candidatures_in_category(
        work.session, category.id, frozenset({CandidatureState.ADMITTED})
    )
    admitted = [one.id for one in dossiers]
    chosen = admitted if candidature_ids is None else list(dict.fromkeys(candidature_ids))
    if not chosen or set(chosen) - set(admitted):
        raise Invalid("Aucun dossier admis à mettre aux voix : instruisez d’abord les dossiers.")
    put = put_to_vote(work, [category.id])[category.id]
    if set(chosen) != set(admitted) and missed(dossiers, put):
        raise Conflict(
            "Un second tour ne se tient qu’une fois tous les dossiers mis aux voix : ouvrez d’abord"
            " un scrutin sur tous ceux de cette catégorie."
        )

    opened = Round(
        category_id=category.id,
        number=count_rounds(work.session, category.id) + 1,
        candidature_ids=[str(one) for one in chosen],
        edition_digest=category.edition.digest,
        opened_at=work.now,
    )
    with refusals_of_the_database(work.session):
        work.session.add(opened)
    work.record(Event.ROUND_OPENED, opened, number=opened.number)
    work.afterwards(Job.MAIL_ROUND_OPENED, round_id=opened.id)
    return opened
