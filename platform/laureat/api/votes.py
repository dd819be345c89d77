"""Votes over HTTP: rounds, ballots and their count."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask.views import MethodView

from laureat.api.operations import Room
from laureat.api.schemas.votes import (
    BallotIn,
    BallotOut,
    CancellationIn,
    RoundIn,
    RoundOut,
    RoundToVoteOut,
    TallyOut,
)
from laureat.consequences.barred import barred_categories
from laureat.consequences.definitions import definition_of
from laureat.consequences.seats import require_open
from laureat.domain.errors import (
    Conflict,
    InterestsUndeclared,
    OutsidePeriod,
    QuorumNotReached,
    ReasonNeeded,
    RoundClosed,
    SeatClosed,
)
from laureat.models import Ballot, Round, Tally
from laureat.permissions import Permission, allows, require, require_somebody
from laureat.plugin_api import criteria_of, most_named
from laureat.plugin_host import PluginHost
from laureat.queries.editions import category_by_id
from laureat.queries.found import found
from laureat.queries.juries import seat_of, seat_state, tally_of
from laureat.queries.results import candidatures_by_ids
from laureat.queries.rounds import latest_round, round_by_id
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.juries.cancel_round import cancel_round
from laureat.services.juries.cast_ballot import cast_ballot
from laureat.services.juries.close_round import close_round
from laureat.services.juries.open_round import open_round
from laureat.work import Work

room = Room("votes", "Rounds of voting, ballots and their count.")

NO_ROUND = "Aucun scrutin n’a été ouvert dans cette catégorie."
NOT_COUNTED = "Ce scrutin n’est pas encore dépouillé."


@room.route("/categories/<uuid:category_id>/rounds")
class Rounds(MethodView):
    """The rounds of a category."""

    @room.operation("open_round", 201, RoundOut, refuses=(Conflict, OutsidePeriod))
    @room.arguments(RoundIn)
    def post(self, given: dict[str, Any], category_id: UUID) -> Round:
        """Let the jury vote on the admitted dossiers of a category, or on some of them."""
        with request_work() as work:
            return open_round(work, category_id, **given)


@room.route("/categories/<uuid:category_id>/rounds/latest")
class LatestRound(MethodView):
    """The last round of a category that was not cancelled, open or closed."""

    @room.operation(
        "read_latest_round", 200, RoundToVoteOut, refuses=(SeatClosed, InterestsUndeclared)
    )
    def get(self, category_id: UUID) -> dict[str, Any]:
        """Show the last round of a category, to its organiser, its chair and open seats."""
        with request_reading() as work:
            require_somebody(work.actor)
            category = category_by_id(work.session, category_id)
            last = found(latest_round(work.session, category.id), NO_ROUND)
            return _round_to_vote(work, last.id, current_runtime().plugins)


@room.route("/rounds/<uuid:round_id>")
class OneRound(MethodView):
    """One round of voting."""

    @room.operation("read_round", 200, RoundToVoteOut, refuses=(SeatClosed, InterestsUndeclared))
    def get(self, round_id: UUID) -> dict[str, Any]:
        """Show a round with what is voted on and how, to its organiser, its chair, open seats."""
        with request_reading() as work:
            require_somebody(work.actor)
            return _round_to_vote(work, round_id, current_runtime().plugins)


@room.route("/rounds/<uuid:round_id>/ballots")
class Ballots(MethodView):
    """The ballots of a round."""

    @room.operation(
        "cast_ballot",
        201,
        BallotOut,
        refuses=(SeatClosed, InterestsUndeclared, RoundClosed, OutsidePeriod),
    )
    @room.arguments(BallotIn)
    def post(self, given: dict[str, Any], round_id: UUID) -> Ballot:
        """Cast a ballot; the last one before the round closes is the one that counts."""
        content, plugins = _content(given), current_runtime().plugins
        with request_work() as work:
            require_somebody(work.actor)
            return cast_ballot(work, round_id, content=content, plugins=plugins)


@room.route("/rounds/<uuid:round_id>/closure")
class Closure(MethodView):
    """That a round is over."""

    @room.operation("close_round", 201, TallyOut, refuses=(RoundClosed, QuorumNotReached))
    def post(self, round_id: UUID) -> Tally:
        """Close a round and count it. Below the quorum it stays open."""
        with request_work() as work:
            return close_round(work, round_id, plugins=current_runtime().plugins)


@room.route("/rounds/<uuid:round_id>/cancellation")
class Cancellation(MethodView):
    """That a round counts for nothing."""

    @room.operation("cancel_round", 201, RoundOut, refuses=(RoundClosed, ReasonNeeded))
    @room.arguments(CancellationIn)
    def post(self, given: dict[str, Any], round_id: UUID) -> Round:
        """Cancel an open round: its ballots are kept and never opened; another may open."""
        with request_work() as work:
            return cancel_round(work, round_id, **given)


@room.route("/rounds/<uuid:round_id>/tally")
class TallyOfRound(MethodView):
    """The count of a round."""

    @room.operation("read_tally", 200, TallyOut, refuses=(SeatClosed, InterestsUndeclared))
    def get(self, round_id: UUID) -> Tally:
        """Show the count of a closed round, to its organiser and its chair."""
        with request_reading() as work:
            require_somebody(work.actor)
            voting = round_by_id(work.session, round_id)
            require(work.actor, Permission.ROUND_READ, voting)
            _require_reading(work, voting)
            return found(tally_of(work.session, voting.id), NOT_COUNTED)


def _round_to_vote(work: Work, round_id: UUID, plugins: PluginHost) -> dict[str, Any]:
    voting = round_by_id(work.session, round_id)
    definition = definition_of(work.session, voting.category.edition)
    if allows(work.actor, Permission.ROUND_READ, voting):
        _require_reading(work, voting)
    else:
        seat = seat_of(work.session, work.actor.jurors, voting.category_id)
        require_open(seat_state(work.session, seat.id), definition)
    use = definition.jury.tally
    method = plugins.tally(use.plugin, use.options)
    own = {name: getattr(voting, name) for name in (*RoundOut().fields, "category")}
    return own | {
        "ballot_kind": method.ballot_kind,
        "method": method.describe(),
        "most": most_named(method),
        "criteria": criteria_of(method),
        "nobody": method.nobody,
        "entries": candidatures_by_ids(work.session, map(UUID, voting.candidature_ids)),
    }


def _require_reading(work: Work, voting: Round) -> None:
    """Refuse a chair to whom the category is closed: recusal means no reading either."""
    edition = voting.category.edition
    barred = barred_categories(work, edition)
    if voting.category_id in barred:
        require_open(barred[voting.category_id], definition_of(work.session, edition))


def _content(given: dict[str, Any]) -> dict[str, Any]:
    """Write a ballot as the methods read it: ids as text."""
    ((key, said),) = given.items()
    if key == "choice":
        return {key: said or None}
    if isinstance(said, list):
        return {key: [str(option) for option in said]}
    if isinstance(said, Mapping):
        return {key: {str(option): below for option, below in said.items()}}
    return {key: said}
