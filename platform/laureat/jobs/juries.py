"""Letters to the members of the jury."""

from uuid import UUID

from laureat.configuration.definition import EditionDefinition
from laureat.domain.french import long_date, long_instant
from laureat.domain.vocabulary import SeatState
from laureat.jobs.letters import Desk, edition_facts
from laureat.models import Person, Round
from laureat.plugin_api import BallotKind
from laureat.queries.editions import edition_by_id
from laureat.queries.juries import (
    has_voided_ballot,
    juror_by_id,
    recusal_by_id,
    seat_by_id,
    seat_lines,
)
from laureat.queries.rounds import round_by_id


def mail_invited(desk: Desk, juror_id: UUID) -> None:
    """Invite somebody to the jury; the first thing to do is to declare interests."""
    juror = juror_by_id(desk.work.session, juror_id)
    definition = desk.definition(edition_by_id(desk.work.session, juror.edition_id))
    opens, zone = definition.calendar.jury_opens.at, definition.calendar.time_zone
    desk.write(
        [juror.person],
        "juror-invited",
        "/jury",
        about=definition,
        article=definition.jury.recusal_article,
        answer_by=long_date(opens, zone) if desk.work.now < opens else None,
        **edition_facts(definition),
    )


def mail_recused(desk: Desk, recusal_id: UUID) -> None:
    """Tell a juror which category is closed to them, and why."""
    recusal = recusal_by_id(desk.work.session, recusal_id)
    seat = seat_by_id(desk.work.session, recusal.seat_id)
    definition = desk.definition(edition_by_id(desk.work.session, seat.category.edition_id))
    desk.write(
        [seat.juror.person],
        "juror-recused",
        "/jury",
        about=definition,
        category_title=seat.category.title,
        reason=recusal.ground,
        article=definition.jury.recusal_article,
        ballot_voided=has_voided_ballot(desk.work.session, recusal.id),
        **edition_facts(definition),
    )


def mail_round_opened(desk: Desk, round_id: UUID) -> None:
    """Tell the jurors of a category, but those recused from it, that they can vote."""
    voting = round_by_id(desk.work.session, round_id)
    if voting.closed_at is not None:
        return
    definition = desk.definition(voting.category.edition)
    desk.write(
        _who_may_vote(desk, voting),
        "round-opened",
        "/jury",
        about=definition,
        categories=[voting.category.title],
        closes_at=long_instant(definition.calendar.jury_closes.at, definition.calendar.time_zone),
        talks=_talks(desk, definition),
        **edition_facts(definition),
    )


def mail_round_cancelled(desk: Desk, round_id: UUID) -> None:
    """Tell the jurors of a category, but those recused from it, that their votes do not count."""
    voting = round_by_id(desk.work.session, round_id)
    definition = desk.definition(voting.category.edition)
    desk.write(
        _who_may_vote(desk, voting),
        "round-cancelled",
        "/jury",
        about=definition,
        category_title=voting.category.title,
        reason=voting.cancelled_reason,
        talks=_talks(desk, definition),
        **edition_facts(definition),
    )


def _talks(desk: Desk, definition: EditionDefinition) -> bool:
    """Tell whether the jury deliberates without ballots."""
    use = definition.jury.tally
    method = desk.runtime.plugins.tally(use.plugin, use.options)
    return method.ballot_kind is BallotKind.NONE


def _who_may_vote(desk: Desk, voting: Round) -> list[Person]:
    lines = seat_lines(desk.work.session, category_ids=[voting.category_id])
    return [line.seat.juror.person for line in lines if line.state is not SeatState.RECUSED]
