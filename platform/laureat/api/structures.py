"""Applicants over HTTP: who they are, who writes for them, who recognises them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask.views import MethodView

from laureat.api.operations import Room
from laureat.api.schemas.structures import (
    ApplicantIn,
    ApplicantOut,
    ApplicantsOut,
    MembershipOfNetworkIn,
    RecognitionIn,
    RecognitionOut,
    RecognitionsOut,
    TeamMemberIn,
    TeamOut,
)
from laureat.domain.errors import Conflict, Forbidden, ReasonNeeded
from laureat.models import Applicant, Membership, Recognition
from laureat.permissions import Permission, allows, require, require_somebody
from laureat.queries.applicants import (
    RecognitionLine,
    applicant_by_id,
    applicants_of,
    coordinations,
    recognition_lines,
    team_of,
)
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.structures.identify import Identification, identify_applicant
from laureat.services.structures.invite_colleague import invite_colleague
from laureat.services.structures.mark_member import mark_member
from laureat.services.structures.recognise import recognise
from laureat.work import Work

room = Room(
    "applicants", "Structures, people and teams that apply; their teams; their recognition."
)


@room.route("/applicants")
class Applicants(MethodView):
    """The applicants that one writes for."""

    @room.operation("list_applicants", 200, ApplicantsOut)
    def get(self) -> dict[str, Sequence[Applicant]]:
        """List the applicants that the person writes for."""
        with request_reading() as work:
            require_somebody(work.actor)
            return {"items": applicants_of(work.session, work.person_id)}

    @room.operation("identify_applicant", 201, ApplicantOut, refuses=(Conflict,))
    @room.arguments(ApplicantIn)
    def post(self, given: dict[str, Any]) -> Applicant:
        """Identify an applicant, and become its manager.

        A structure that others already manage is not handed over: a colleague invites.
        """
        with request_work() as work:
            return identify_applicant(work, Identification(**given))


@room.route("/applicants/<uuid:applicant_id>")
class OneApplicant(MethodView):
    """One applicant."""

    @room.operation("read_applicant", 200, ApplicantOut)
    def get(self, applicant_id: UUID) -> Applicant:
        """Show an applicant that the person writes for, or any to an organiser."""
        with request_reading() as work:
            return _applicant_to_see(work, applicant_id)


@room.route("/applicants/<uuid:applicant_id>/team")
class Team(MethodView):
    """The people who write for an applicant."""

    @room.operation("list_team", 200, TeamOut)
    def get(self, applicant_id: UUID) -> dict[str, Sequence[Membership]]:
        """List who writes for an applicant."""
        with request_reading() as work:
            applicant = _applicant_to_see(work, applicant_id)
            return {"items": team_of(work.session, applicant.id)}

    @room.operation("invite_colleague", 201, TeamOut, refuses=(Conflict,))
    @room.arguments(TeamMemberIn)
    def post(self, given: dict[str, str], applicant_id: UUID) -> dict[str, Sequence[Membership]]:
        """Let a colleague write for the applicant, and give the whole team."""
        with request_work() as work:
            invite_colleague(work, applicant_id, **given)
            return {"items": team_of(work.session, applicant_id)}


@room.route("/applicants/<uuid:applicant_id>/membership")
class MembershipOfNetwork(MethodView):
    """That a structure is a member of the organiser's network, or not."""

    @room.operation("mark_member", 200, ApplicantOut)
    @room.arguments(MembershipOfNetworkIn)
    def put(self, given: dict[str, bool], applicant_id: UUID) -> Applicant:
        """Say whether a structure is a member; its dossiers are examined again."""
        with request_work() as work:
            return mark_member(work, applicant_id, **given, plugins=current_runtime().plugins)


@room.route("/applicants/<uuid:applicant_id>/recognitions")
class RecognitionsOfApplicant(MethodView):
    """The answers of coordinations about a structure."""

    @room.operation("recognise_applicant", 201, RecognitionOut, refuses=(Conflict, ReasonNeeded))
    @room.arguments(RecognitionIn)
    def post(self, given: dict[str, Any], applicant_id: UUID) -> Recognition:
        """Recognise, or refuse to recognise, a structure that is not a member.

        The referent of its territory answers, or the organiser in their place.
        """
        with request_work() as work:
            return recognise(work, applicant_id, **given, plugins=current_runtime().plugins)


@room.route("/recognitions")
class Recognitions(MethodView):
    """What coordinations are asked."""

    @room.operation("list_recognitions", 200, RecognitionsOut)
    def get(self) -> dict[str, list[dict[str, Any]]]:
        """List the structures that are not members, with their dossiers and the answer that holds.

        A referent sees those of their territory, an organiser all.
        """
        with request_reading() as work:
            lines = recognition_lines(work.session, _territory(work))
        return {"items": [_recognition_line(line) for line in lines]}


def _applicant_to_see(work: Work, applicant_id: UUID) -> Applicant:
    require_somebody(work.actor)
    applicant = applicant_by_id(work.session, applicant_id)
    require(work.actor, Permission.APPLICANT_READ, applicant)
    return applicant


def _territory(work: Work) -> frozenset[str] | None:
    """Give the départements whose structures the actor may see; None for all."""
    require_somebody(work.actor)
    if allows(work.actor, Permission.COORDINATION_SET):
        return None
    own = [one for one in coordinations(work.session) if one.id in work.actor.coordinations]
    if not own:
        raise Forbidden("Vous n’êtes référent d’aucune coordination régionale.")
    return frozenset(code for one in own for code in one.departements)


def _recognition_line(line: RecognitionLine) -> dict[str, Any]:
    return {
        "applicant": line.applicant,
        "programme_id": line.programme_id,
        "programme_title": line.programme_title,
        "candidatures": [
            {"id": candidature_id, "number": number, "title": title}
            for candidature_id, number, title in line.candidatures
        ],
        "recognition": line.recognition,
    }
