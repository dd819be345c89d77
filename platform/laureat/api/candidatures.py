"""Candidatures over HTTP: starting one, following it, submitting it, taking it back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from laureat.api.campaigns import edition_to_see
from laureat.api.downloads import PDF_CONTENT, pdf_response
from laureat.api.operations import Room
from laureat.api.paging import LINK_HEADER, piece_of
from laureat.api.parsing import etag_given
from laureat.api.presenting import candidature_line, candidature_whole, own_candidatures
from laureat.api.schemas.candidatures import (
    CandidatureIn,
    CandidatureLineOut,
    CandidatureListIn,
    CandidatureOut,
    CandidaturesOut,
    DossierOut,
    OwnCandidaturesOut,
    SubmissionIn,
    WithdrawalIn,
)
from laureat.domain.errors import (
    AlreadyInCategory,
    ChangedMeanwhile,
    Incomplete,
    LimitReached,
    OutsidePeriod,
    WrongState,
)
from laureat.models import Candidature, Revision
from laureat.papers import receipt_paper
from laureat.permissions import Permission, require, require_somebody
from laureat.queries.candidature_lists import CandidatureLine, Chosen, candidature_lines
from laureat.queries.candidatures import (
    candidature_by_id,
    candidatures_of_applicants,
    revision_by_id,
)
from laureat.queries.found import found
from laureat.request_work import (
    current_runtime,
    current_tenant,
    request_reading,
    request_work,
)
from laureat.services.candidatures.start import start_candidature
from laureat.services.candidatures.submit import submit_candidature
from laureat.services.candidatures.withdraw import withdraw_candidature
from laureat.work import Work

room = Room("candidatures", "One applicant's entry in one category, and its dossier.")

NOT_SUBMITTED = "Ce dossier n’a pas encore été déposé."


@room.route("/editions/<uuid:edition_id>/candidatures")
class CandidaturesOfEdition(MethodView):
    """The candidatures of an edition."""

    @room.operation("list_candidatures", 200, CandidaturesOut, headers=LINK_HEADER)
    @room.arguments(CandidatureListIn, location="query")
    def get(
        self, given: dict[str, Any], edition_id: UUID
    ) -> tuple[dict[str, Sequence[CandidatureLine]], dict[str, str]]:
        """List the candidatures that the person may see: an organiser all, a candidate their own.

        They come in the order in which they were begun, unless another is asked for.
        """
        limit: int = given["limit"]
        with request_reading() as work:
            require_somebody(work.actor)
            lines = candidature_lines(
                work.session,
                work.actor,
                edition_to_see(work, edition_id).id,
                chosen=Chosen(
                    states=frozenset(given["state"]),
                    category_id=given["category_id"],
                    sought=given["search"],
                    order=given["sort"],
                ),
                after=given["after"],
                limit=limit + 1,
            )
        return piece_of(lines, limit)

    @room.operation(
        "start_candidature",
        201,
        CandidatureLineOut,
        refuses=(AlreadyInCategory, LimitReached, OutsidePeriod),
    )
    @room.arguments(CandidatureIn)
    def post(self, given: dict[str, Any], edition_id: UUID) -> dict[str, Any]:
        """Start a candidature: a numbered draft in one category."""
        with request_work() as work:
            started = start_candidature(work, edition_id, **given)
            return candidature_line(candidature_by_id(work.session, started.id))


@room.route("/candidatures")
class OwnCandidatures(MethodView):
    """The candidatures of those one writes for."""

    @room.operation("list_own_candidatures", 200, OwnCandidaturesOut)
    def get(self) -> dict[str, list[dict[str, Any]]]:
        """List one's own candidatures in every edition, the latest first, with where they stand."""
        with request_reading() as work:
            require_somebody(work.actor)
            own = candidatures_of_applicants(work.session, work.actor.applicants)
            return {"items": own_candidatures(work, own)}


@room.route("/candidatures/<uuid:candidature_id>")
class OneCandidature(MethodView):
    """One candidature."""

    @room.operation("read_candidature", 200, CandidatureOut)
    def get(self, candidature_id: UUID) -> dict[str, Any]:
        """Show where a candidature stands: the status sentence, what is missing, the findings."""
        with request_reading() as work:
            return candidature_whole(work, candidature_to_see(work, candidature_id))


@room.route("/candidatures/<uuid:candidature_id>/dossier")
class Dossier(MethodView):
    """What was submitted."""

    @room.operation("read_dossier", 200, DossierOut)
    def get(self, candidature_id: UUID) -> Revision:
        """Show the dossier as it was last submitted, to its writers and to the organiser."""
        with request_reading() as work:
            candidature = candidature_to_see(work, candidature_id)
            return found(revision_by_id(work.session, candidature.revision_id), NOT_SUBMITTED)


@room.route("/candidatures/<uuid:candidature_id>/submission")
class Submission(MethodView):
    """The submission of a working copy."""

    @room.operation(
        "submit_candidature",
        200,
        CandidatureOut,
        refuses=(Incomplete, ChangedMeanwhile, OutsidePeriod, WrongState),
        if_match=True,
    )
    @room.arguments(SubmissionIn)
    def post(self, given: dict[str, bool], candidature_id: UUID) -> dict[str, Any]:
        """Submit the working copy that was read. Submitted is not registered.

        The same working copy twice changes nothing; a changed one asks for a new attestation.
        """
        etag, plugins = etag_given(), current_runtime().plugins
        with request_work() as work:
            submitted = submit_candidature(
                work, candidature_id, etag=etag, **given, plugins=plugins
            )
            return candidature_whole(work, submitted)


@room.route("/candidatures/<uuid:candidature_id>/receipt")
class Receipt(MethodView):
    """The paper that says what was submitted, and when."""

    @room.operation(
        "read_receipt", 200, PDF_CONTENT, content_type="application/pdf", description="A PDF."
    )
    def get(self, candidature_id: UUID) -> Response:
        """Give the receipt of the submitted version as a PDF."""
        with request_reading() as work:
            candidature = candidature_to_see(work, candidature_id)
            pdf = receipt_paper(work, current_tenant(), candidature, current_runtime().plugins)
        return pdf_response(pdf, f"recepisse-{candidature.number}.pdf")


@room.route("/candidatures/<uuid:candidature_id>/withdrawal")
class Withdrawal(MethodView):
    """That a candidature is taken back."""

    @room.operation("withdraw_candidature", 200, CandidatureOut, refuses=(WrongState,))
    @room.arguments(WithdrawalIn)
    def post(self, given: dict[str, str], candidature_id: UUID) -> dict[str, Any]:
        """Withdraw a candidature: it is kept, and no longer counts."""
        plugins = current_runtime().plugins
        with request_work() as work:
            withdrawn = withdraw_candidature(work, candidature_id, **given, plugins=plugins)
            return candidature_whole(work, withdrawn)


def candidature_to_see(work: Work, candidature_id: UUID) -> Candidature:
    """Fetch a candidature for its writers or for the organiser."""
    require_somebody(work.actor)
    candidature = candidature_by_id(work.session, candidature_id)
    require(work.actor, Permission.CANDIDATURE_READ, candidature)
    return candidature
