"""Cancel an open round: it counts for nothing, and what was voted in it stays secret."""

from uuid import UUID

from laureat.domain.audit import Event
from laureat.domain.errors import ReasonNeeded, RoundClosed
from laureat.domain.jobs import Job
from laureat.models import Round
from laureat.permissions import Permission, require
from laureat.queries.rounds import round_by_id
from laureat.work import Work


def cancel_round(work: Work, round_id: UUID, *, reason: str) -> Round:
    """Close a vote without counting it, whose quorum is out of reach or that went wrong.

    Its ballots are kept and never opened; an earlier count holds again, and another round may open.
    Those who could vote in it are told.

    Raises:
        RoundClosed: it is closed already.
        ReasonNeeded: the minutes say why.
    """
    voting = round_by_id(work.session, round_id, to_change=True)
    require(work.actor, Permission.ROUND_CANCEL, voting)
    if voting.closed_at is not None:
        raise RoundClosed("Ce scrutin est déjà clos : il ne s’annule plus.")
    if not reason.strip():
        raise ReasonNeeded(
            "Dites pourquoi ce scrutin est annulé : le procès-verbal le dira.",
            fields={"reason": "Écrivez le motif de l’annulation."},
        )

    voting.closed_at = work.now
    voting.cancelled_reason = reason.strip()
    work.record(Event.ROUND_CANCELLED, voting, reason=voting.cancelled_reason)
    work.afterwards(Job.MAIL_ROUND_CANCELLED, round_id=voting.id)
    return voting
