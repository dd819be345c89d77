"""Results over HTTP: decisions, the special mention, minutes and the palmarès."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from laureat.api.campaigns import edition_to_see
from laureat.api.downloads import PDF_CONTENT, pdf_response
from laureat.api.operations import Room
from laureat.api.schemas.results import (
    DecisionIn,
    DecisionOut,
    DecisionsOut,
    MentionIn,
    MentionWithdrawalIn,
    MinutesOut,
    PalmaresOut,
    PublishedOut,
)
from laureat.consequences.barred import barred_categories, lines_to_read
from laureat.domain.errors import (
    Conflict,
    DecisionSigned,
    InterestsUndeclared,
    OutcomeNotAllowed,
    OutsidePeriod,
    ReasonNeeded,
    SeatClosed,
    UnderEmbargo,
    WinsAlready,
)
from laureat.models import Decision, Edition, Minutes, Palmares
from laureat.papers import minutes_paper
from laureat.permissions import Permission, require, require_somebody
from laureat.queries.editions import edition_by_id
from laureat.queries.results import (
    DecisionLine,
    decision_lines,
    minutes_to_read,
    palmares_to_show,
)
from laureat.request_work import current_tenant, request_reading, request_work
from laureat.services.results.decide import Verdict, decide_category
from laureat.services.results.mention import award_mention
from laureat.services.results.publish import publish_palmares
from laureat.services.results.sign_minutes import sign_minutes
from laureat.services.results.withdraw_mention import withdraw_mention
from laureat.work import Work

room = Room("results", "From the count to the palmarès.")


@room.route("/categories/<uuid:category_id>/decisions")
class DecisionsOfCategory(MethodView):
    """The jury's decisions for a category."""

    @room.operation(
        "decide_category",
        201,
        DecisionOut,
        refuses=(
            SeatClosed,
            InterestsUndeclared,
            OutsidePeriod,
            OutcomeNotAllowed,
            ReasonNeeded,
            WinsAlready,
            DecisionSigned,
            Conflict,
        ),
    )
    @room.arguments(DecisionIn)
    def post(self, given: dict[str, Any], category_id: UUID) -> Decision:
        """Record the jury's decision: a laureate, several joint ones, or none.

        The count proposes and never decides.
        """
        with request_work() as work:
            return decide_category(work, category_id, Verdict(**given))


@room.route("/editions/<uuid:edition_id>/special-mention")
class SpecialMention(MethodView):
    """The extra prize of an edition."""

    @room.operation(
        "award_mention",
        201,
        DecisionOut,
        refuses=(
            SeatClosed,
            InterestsUndeclared,
            OutsidePeriod,
            OutcomeNotAllowed,
            ReasonNeeded,
            WinsAlready,
            DecisionSigned,
            Conflict,
        ),
    )
    @room.arguments(MentionIn)
    def post(self, given: dict[str, Any], edition_id: UUID) -> Decision:
        """Award the special mention to an admitted dossier of any category.

        Those that hold stay, up to as many as the edition has.
        """
        with request_work() as work:
            return award_mention(work, edition_id, **given)


@room.route("/editions/<uuid:edition_id>/special-mention/withdrawal")
class MentionWithdrawal(MethodView):
    """That a dossier no longer has the extra prize."""

    @room.operation(
        "withdraw_mention",
        201,
        DecisionOut,
        refuses=(SeatClosed, InterestsUndeclared, ReasonNeeded, DecisionSigned, Conflict),
    )
    @room.arguments(MentionWithdrawalIn)
    def post(self, given: dict[str, Any], edition_id: UUID) -> Decision:
        """Take the special mention back from a dossier; the decision says why."""
        with request_work() as work:
            return withdraw_mention(work, edition_id, **given)


@room.route("/editions/<uuid:edition_id>/decisions")
class Decisions(MethodView):
    """The decisions that hold in an edition."""

    @room.operation("list_decisions", 200, DecisionsOut)
    def get(self, edition_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """List the decisions that hold, to the organiser and the chair.

        What a chair may not read, because a professional link closes the category, is left out.
        """
        with request_reading() as work:
            edition = _edition_of_jury(work, edition_id)
            barred = barred_categories(work, edition)
            lines = lines_to_read(decision_lines(work.session, [edition.id]), barred)
        return {"items": [_decision(line) for line in lines]}


@room.route("/editions/<uuid:edition_id>/minutes")
class MinutesOfEdition(MethodView):
    """The minutes of a jury."""

    @room.operation("read_minutes", 200, MinutesOut)
    def get(self, edition_id: UUID) -> Minutes:
        """Read the signed minutes, as the organiser or the chair."""
        with request_reading() as work:
            edition = _edition_of_jury(work, edition_id)
            return minutes_to_read(work.session, edition.id)

    @room.operation("sign_minutes", 201, MinutesOut, refuses=(Conflict, DecisionSigned))
    def post(self, edition_id: UUID) -> Minutes:
        """Sign the minutes: from then on no decision of the edition changes."""
        with request_work() as work:
            return sign_minutes(work, edition_id)


@room.route("/editions/<uuid:edition_id>/minutes.pdf")
class MinutesPaper(MethodView):
    """The minutes as a document."""

    @room.operation(
        "print_minutes", 200, PDF_CONTENT, content_type="application/pdf", description="A PDF."
    )
    def get(self, edition_id: UUID) -> Response:
        """Give the signed minutes as a PDF/A."""
        with request_reading() as work:
            edition = _edition_of_jury(work, edition_id)
            minutes = minutes_to_read(work.session, edition.id)
            pdf = minutes_paper(work, current_tenant(), edition, minutes)
        return pdf_response(pdf, f"proces-verbal-{edition.slug}.pdf")


@room.route("/editions/<uuid:edition_id>/palmares")
class PalmaresOfEdition(MethodView):
    """The published results of an edition."""

    @room.operation("read_palmares", 200, PalmaresOut, refuses=(UnderEmbargo,), public=True)
    def get(self, edition_id: UUID) -> Palmares:
        """Read the palmarès, once the hour of the proclamation has come."""
        with request_reading() as work:
            edition = edition_to_see(work, edition_id)
            return palmares_to_show(work.session, edition.id, work.now)

    @room.operation("publish_palmares", 201, PublishedOut, refuses=(Conflict,))
    def post(self, edition_id: UUID) -> Palmares:
        """Publish what the signed minutes decided; nobody sees it before the embargo ends."""
        with request_work() as work:
            return publish_palmares(work, edition_id)


def _edition_of_jury(work: Work, edition_id: UUID) -> Edition:
    """Fetch an edition for those who preside its jury."""
    require_somebody(work.actor)
    edition = edition_by_id(work.session, edition_id)
    require(work.actor, Permission.MINUTES_READ, edition)
    return edition


def _decision(line: DecisionLine) -> dict[str, Any]:
    own = {name: getattr(line.decision, name) for name in DecisionOut().fields}
    return own | {
        "distinctions": [
            {
                "candidature_id": candidature.id,
                "number": candidature.number,
                "applicant": candidature.applicant.name,
                "title": candidature.title,
                "kind": distinction.kind,
                "citation": distinction.citation,
                "reason": distinction.reason,
                "prize": distinction.prize,
            }
            for distinction, candidature in line.distinctions
        ]
    }
