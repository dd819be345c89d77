"""Cast a ballot. The last one before the round closes is the one that counts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from laureat.consequences.ballots import names_any, remaining
from laureat.consequences.calendar import require_votes_open
from laureat.consequences.definitions import definition_of
from laureat.consequences.seats import require_open
from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.errors import Invalid, RoundClosed
from laureat.models import Ballot
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.juries import seat_of, seat_state
from laureat.queries.rounds import round_by_id
from laureat.work import Work


def cast_ballot(
    work: Work, round_id: UUID, *, content: Mapping[str, Any], plugins: PluginHost
) -> Ballot:
    """Keep a juror's ballot; the audit says that they voted, never how.

    Raises:
        SeatClosed: a professional link closes the category (art. 4.4); the database refuses too.
        InterestsUndeclared: the juror must first speak of every competitor.
        RoundClosed: the vote is over.
        OutsidePeriod: the end of the votes, in the calendar, has passed.
        Invalid: the ballot is not one that the method counts, or names a dossier that has left the
            jury's hands since the round opened.
    """
    voting = round_by_id(work.session, round_id)
    seat = seat_of(work.session, work.actor.jurors, voting.category_id)
    require(work.actor, Permission.BALLOT_CAST, seat)
    definition = definition_of(work.session, voting.category.edition)
    require_open(seat_state(work.session, seat.id), definition)
    if voting.closed_at is not None:
        raise RoundClosed(
            "Le scrutin de cette catégorie est clos : votre bulletin n’est pas enregistré."
        )
    require_votes_open(definition, work.now)
    use = definition.jury.tally
    fault = plugins.tally(use.plugin, use.options).check(voting.candidature_ids, content)
    if fault is not None:
        raise Invalid("{fault}", article=definition.jury.vote_article, fault=fault)
    if names_any(content, set(voting.candidature_ids) - set(remaining(work, voting))):
        raise Invalid(
            "Un dossier que votre bulletin désigne n’est plus devant le jury : votre bulletin n’est"
            " pas enregistré. Rechargez la page, puis votez parmi les dossiers qui restent.",
            article=definition.jury.vote_article,
        )

    ballot = Ballot(round_id=voting.id, seat_id=seat.id, content=dict(content), cast_at=work.now)
    with refusals_of_the_database(work.session):
        work.session.add(ballot)
    work.record(Event.BALLOT_CAST, voting, seat=str(seat.id))
    return ballot
