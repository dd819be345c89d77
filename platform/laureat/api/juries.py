"""Juries over HTTP: who sits, who steps aside and why, what a juror may read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask.views import MethodView

from laureat.api.operations import Room
from laureat.api.schemas.juries import (
    ConflictsOut,
    DeclarationsIn,
    EntriesOut,
    InterestsOut,
    JurorIn,
    JurorOut,
    JurorsOut,
    OpenedDossierOut,
    RulingIn,
    RulingOut,
    SeatsOut,
)
from laureat.consequences.calendar import require_dossiers_open
from laureat.consequences.definitions import definition_of
from laureat.consequences.seats import require_open
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import (
    Conflict,
    DecisionSigned,
    InterestsUndeclared,
    OutsidePeriod,
    ReasonNeeded,
    SeatClosed,
)
from laureat.domain.vocabulary import SeatState
from laureat.models import Candidature, ConflictRuling, Juror
from laureat.permissions import Permission, require, require_somebody
from laureat.queries.candidatures import candidatures_in_category
from laureat.queries.editions import categories_of, category_by_id, edition_by_id
from laureat.queries.juries import (
    ConflictLine,
    SeatLine,
    competitors_in,
    conflict_lines,
    juror_by_id,
    jurors_of,
    latest_declarations,
    seat_by_id,
    seat_lines,
    seat_state,
)
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.juries.declare_interests import Interest, declare_interests
from laureat.services.juries.invite import Invitation, invite_juror
from laureat.services.juries.open_dossier import open_dossier
from laureat.services.juries.rule_conflict import rule_conflict
from laureat.work import Work

room = Room("juries", "Members of juries, their interests, their seats and what they may read.")


@room.route("/editions/<uuid:edition_id>/jurors")
class Jurors(MethodView):
    """The jury of an edition."""

    @room.operation("list_jurors", 200, JurorsOut)
    def get(self, edition_id: UUID) -> dict[str, Sequence[Juror]]:
        """List the jury of an edition by name, to its organiser and its chair."""
        with request_reading() as work:
            require_somebody(work.actor)
            edition = edition_by_id(work.session, edition_id)
            require(work.actor, Permission.MINUTES_READ, edition)
            return {"items": jurors_of(work.session, edition.id)}

    @room.operation("invite_juror", 201, JurorOut, refuses=(Conflict, DecisionSigned))
    @room.arguments(JurorIn)
    def post(self, given: dict[str, Any], edition_id: UUID) -> Juror:
        """Invite somebody to the jury; what they may not judge closes at once."""
        plugins = current_runtime().plugins
        with request_work() as work:
            juror = invite_juror(work, edition_id, Invitation(**given), plugins=plugins)
            return juror_by_id(work.session, juror.id)


@room.route("/jurors/<uuid:juror_id>/seats")
class Seats(MethodView):
    """Where a juror sits."""

    @room.operation("list_seats", 200, SeatsOut)
    def get(self, juror_id: UUID) -> dict[str, list[SeatLine]]:
        """List a juror's categories: open, closed and why, or waiting for declarations."""
        with request_reading() as work:
            juror = _juror_to_see(work, juror_id)
            lines = seat_lines(work.session, juror_ids=[juror.id])
        return {"items": [_without_old_ground(line) for line in lines]}


@room.route("/jurors/<uuid:juror_id>/interests")
class Interests(MethodView):
    """The professional links of a juror with competitors."""

    @room.operation("list_interests", 200, InterestsOut)
    def get(self, juror_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """List the competitors where a juror sits, with what the juror has declared."""
        with request_reading() as work:
            return {"items": _interests(work, _juror_to_see(work, juror_id))}

    @room.operation("declare_interests", 200, SeatsOut, refuses=(DecisionSigned,))
    @room.arguments(DeclarationsIn)
    def post(
        self, given: dict[str, list[dict[str, Any]]], juror_id: UUID
    ) -> dict[str, list[SeatLine]]:
        """Declare, for competitors, whether a professional link exists.

        A link closes every category in which that competitor competes. Gives the juror's seats as
        they are then.
        """
        said = {one.pop("applicant_id"): Interest(**one) for one in given["declarations"]}
        plugins = current_runtime().plugins
        with request_work() as work:
            declare_interests(work, juror_id, declarations=said, plugins=plugins)
            lines = seat_lines(work.session, juror_ids=[juror_id])
        return {"items": [_without_old_ground(line) for line in lines]}


@room.route("/editions/<uuid:edition_id>/conflicts")
class Conflicts(MethodView):
    """The links that were found between jurors and competitors."""

    @room.operation("list_conflicts", 200, ConflictsOut)
    def get(self, edition_id: UUID) -> dict[str, list[ConflictLine]]:
        """List the links found in an edition, with the rulings that hold, to its organiser."""
        with request_reading() as work:
            require_somebody(work.actor)
            edition = edition_by_id(work.session, edition_id)
            require(work.actor, Permission.EDITION_MANAGE, edition)
            categories = [one.id for one in categories_of(work.session, edition.id)]
            seats = seat_lines(work.session, category_ids=categories)
            return {"items": conflict_lines(work.session, [line.seat.id for line in seats])}


@room.route("/conflicts/<uuid:conflict_id>/rulings")
class Rulings(MethodView):
    """What the organiser decides about a link."""

    @room.operation("rule_conflict", 201, RulingOut, refuses=(ReasonNeeded, DecisionSigned))
    @room.arguments(RulingIn)
    def post(self, given: dict[str, Any], conflict_id: UUID) -> ConflictRuling:
        """Confirm a link, dismiss it with a reason, or pin it; the register follows."""
        plugins = current_runtime().plugins
        with request_work() as work:
            return rule_conflict(work, conflict_id, **given, plugins=plugins)


@room.route("/seats/<uuid:seat_id>/dossiers")
class DossiersOfSeat(MethodView):
    """What a juror may read in a category."""

    @room.operation(
        "list_dossiers", 200, EntriesOut, refuses=(SeatClosed, InterestsUndeclared, OutsidePeriod)
    )
    def get(self, seat_id: UUID) -> dict[str, Sequence[Candidature]]:
        """List the admitted dossiers of the category, to a juror whose seat is open."""
        with request_reading() as work:
            require_somebody(work.actor)
            seat = seat_by_id(work.session, seat_id)
            require(work.actor, Permission.DOSSIER_OPEN, seat)
            edition = category_by_id(work.session, seat.category_id).edition
            definition = definition_of(work.session, edition)
            require_open(seat_state(work.session, seat.id), definition)
            require_dossiers_open(definition, work.now)
            admitted = frozenset({CandidatureState.ADMITTED})
            return {"items": candidatures_in_category(work.session, seat.category_id, admitted)}


@room.route("/candidatures/<uuid:candidature_id>/readings")
class Readings(MethodView):
    """That jurors have read a dossier."""

    @room.operation(
        "open_dossier",
        201,
        OpenedDossierOut,
        refuses=(SeatClosed, InterestsUndeclared, OutsidePeriod),
    )
    def post(self, candidature_id: UUID) -> dict[str, Any]:
        """Open an admitted dossier as a juror of its category; that it was read is remembered."""
        with request_work() as work:
            require_somebody(work.actor)
            opened = open_dossier(work, candidature_id)
        return {
            "candidature": opened.candidature,
            "sections": opened.sections,
            "answers": opened.answers,
        }


def _juror_to_see(work: Work, juror_id: UUID) -> Juror:
    """Fetch a juror for themselves, or for the organiser."""
    require_somebody(work.actor)
    juror = juror_by_id(work.session, juror_id)
    require(work.actor, Permission.JUROR_READ, juror)
    return juror


def _without_old_ground(line: SeatLine) -> SeatLine:
    """Keep the ground of a seat that is closed; one that opened again has none."""
    return line if line.state is SeatState.RECUSED else replace(line, ground="")


def _interests(work: Work, juror: Juror) -> list[dict[str, Any]]:
    seats = seat_lines(work.session, juror_ids=[juror.id])
    competitors = competitors_in(work.session, [line.seat.category_id for line in seats])
    titles = {line.seat.category_id: line.seat.category.title for line in seats}
    said = latest_declarations(work.session, [juror.id])
    listed: dict[UUID, dict[str, Any]] = {}
    for one in competitors:
        declared = said.get((juror.id, one.applicant_id))
        line = {
            "applicant_id": one.applicant_id,
            "name": one.applicant.name,
            "categories": [],
            "linked": declared.linked if declared else None,
            "details": declared.details if declared else "",
        }
        listed.setdefault(one.applicant_id, line)["categories"].append(titles[one.category_id])
    return list(listed.values())
