"""Attestations over HTTP: the paper to sign, its return, its check."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, request
from flask.views import MethodView

from laureat.api.candidatures import candidature_to_see
from laureat.api.downloads import PDF_CONTENT, name_of, pdf_response, stored_response
from laureat.api.operations import Room
from laureat.api.schemas.attestations import (
    CheckIn,
    CheckOut,
    ReturnIn,
    ReturnOut,
    ReturnsOut,
)
from laureat.domain.errors import (
    Conflict,
    FileRefused,
    OutsidePeriod,
    ReasonNeeded,
    WrongState,
)
from laureat.models import AttestationCheck, AttestationReturn
from laureat.papers import attestation_paper
from laureat.queries.attestations import file_by_id, return_by_id, returns_of
from laureat.request_work import (
    current_runtime,
    current_tenant,
    request_reading,
    request_work,
)
from laureat.services.attestations.check import check_attestation
from laureat.services.attestations.receive import SignedPaper, receive_attestation

room = Room("attestations", "The signed paper that makes a candidature count.")


@room.route("/candidatures/<uuid:candidature_id>/attestation")
class Attestation(MethodView):
    """The paper to sign."""

    @room.operation(
        "read_attestation", 200, PDF_CONTENT, content_type="application/pdf", description="A PDF."
    )
    def get(self, candidature_id: UUID) -> Response:
        """Give the attestation of the submitted version as a PDF, ready to sign."""
        host = request.host.partition(":")[0]
        page_url = current_runtime().address(host, f"/dossiers/{candidature_id}")
        with request_reading() as work:
            candidature = candidature_to_see(work, candidature_id)
            pdf = attestation_paper(work, current_tenant(), candidature, page_url=page_url)
        return pdf_response(pdf, f"attestation-{candidature.number}.pdf")


@room.route("/candidatures/<uuid:candidature_id>/attestation-returns")
class Returns(MethodView):
    """The signed papers that came back."""

    @room.operation("list_attestation_returns", 200, ReturnsOut)
    def get(self, candidature_id: UUID) -> dict[str, Sequence[AttestationReturn]]:
        """List what came back for a dossier, oldest first."""
        with request_reading() as work:
            candidature = candidature_to_see(work, candidature_id)
            return {"items": returns_of(work.session, candidature.id)}

    @room.operation(
        "return_attestation",
        201,
        ReturnOut,
        refuses=(FileRefused, OutsidePeriod, WrongState),
    )
    @room.arguments(ReturnIn, location="multipart")
    def post(self, given: dict[str, Any], candidature_id: UUID) -> AttestationReturn:
        """Return the signed attestation: from this instant the candidature counts."""
        file, runtime = given["file"], current_runtime()
        paper = SignedPaper(
            content=file.read(), filename=name_of(file), signatory=given["signatory"]
        )
        with request_work() as work:
            return receive_attestation(
                work, candidature_id, paper=paper, files=runtime.files, plugins=runtime.plugins
            )


@room.route("/attestation-returns/<uuid:return_id>/file")
class ReturnedFile(MethodView):
    """The file of a signed paper."""

    @room.operation(
        "read_attestation_return",
        200,
        PDF_CONTENT,
        content_type="application/octet-stream",
        description="The file as it was received.",
    )
    def get(self, return_id: UUID) -> Response:
        """Give the signed paper as it was received, to the organiser and to its senders."""
        with request_reading() as work:
            returned = return_by_id(work.session, return_id)
            candidature_to_see(work, returned.candidature_id)
            file = file_by_id(work.session, returned.file_id)
        return stored_response(file, current_runtime().files)


@room.route("/attestation-returns/<uuid:return_id>/checks")
class Checks(MethodView):
    """What the organiser found in a signed paper."""

    @room.operation(
        "check_attestation", 201, CheckOut, refuses=(Conflict, ReasonNeeded, WrongState)
    )
    @room.arguments(CheckIn)
    def post(self, given: dict[str, Any], return_id: UUID) -> AttestationCheck:
        """Accept a returned attestation, or refuse it: the candidature then no longer counts."""
        plugins = current_runtime().plugins
        with request_work() as work:
            return check_attestation(work, return_id, **given, plugins=plugins)
