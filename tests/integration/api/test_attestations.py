from io import BytesIO

import pytest

from laureat.domain.candidature_states import CandidatureState
from tests.answers import SIGNED_PAPER
from tests.integration.api.problems import problem

SUBMITTED = CandidatureState.SUBMITTED


@pytest.fixture
def submitted(make):
    return make.candidature(SUBMITTED)


def send(call, person, candidature, content=SIGNED_PAPER, **said):
    form = {"signatory": "Sylvie Signe, directrice", **said}
    if content is not None:
        form["file"] = (BytesIO(content), "attestation signée.pdf")
    return call(person, "POST", f"/candidatures/{candidature.id}/attestation-returns", data=form)


def test_the_paper_to_sign_is_a_pdf(make, call, submitted):
    paper = call(make.writer(submitted), "GET", f"/candidatures/{submitted.id}/attestation")

    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF-")


def test_the_receipt_is_a_pdf(make, call, submitted):
    paper = call(make.writer(submitted), "GET", f"/candidatures/{submitted.id}/receipt")

    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF-")


def test_there_is_no_paper_before_the_submission(make, call):
    candidature = make.candidature(CandidatureState.DRAFT)

    refused = call(make.writer(candidature), "GET", f"/candidatures/{candidature.id}/attestation")

    assert problem(refused) == (404, "not-found")


def test_a_text_is_no_file(make, call, submitted):
    refused = send(call, make.writer(submitted), submitted, content=None, file="attestation.pdf")

    assert problem(refused) == (422, "invalid")
    assert refused.json["fields"] == {"file": "Joignez un fichier, et non un texte."}


def test_the_signed_paper_makes_the_candidature_count(make, call, submitted, clock):
    clock.advance(hours=2)

    returned = send(call, make.writer(submitted), submitted)

    assert returned.status_code == 201
    assert returned.json["received_at"] == clock().isoformat()
    assert submitted.state is CandidatureState.REGISTERED


def test_the_signed_paper_is_given_back_as_it_came(make, call, submitted):
    returned = send(call, make.writer(submitted), submitted).json

    file = call(make.organiser, "GET", f"/attestation-returns/{returned['id']}/file")
    listed = call(make.organiser, "GET", f"/candidatures/{submitted.id}/attestation-returns")

    assert file.data == SIGNED_PAPER
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert listed.json["items"] == [returned]
    path = f"/attestation-returns/{returned['id']}/file"
    assert problem(call(make.person(), "GET", path)) == (404, "not-found")


def test_what_cannot_be_read_is_refused(make, call, submitted):
    refused = send(call, make.writer(submitted), submitted, content=b"PK\x03\x04 a text document")

    assert problem(refused) == (422, "file-refused")


def test_a_form_without_its_parts_is_refused_by_field(make, call, submitted):
    refused = send(call, make.writer(submitted), submitted, content=None, signatory=" ")

    assert problem(refused) == (422, "invalid")
    assert refused.json["fields"].keys() == {"file", "signatory"}


def test_a_late_paper_is_refused(make, call, submitted, clock):
    clock.move_to(make.definition().calendar.jury_opens.at)

    assert problem(send(call, make.writer(submitted), submitted)) == (409, "outside-period")


def test_a_body_beyond_the_limit_is_refused(make, call, submitted):
    refused = call(
        make.writer(submitted),
        "POST",
        f"/candidatures/{submitted.id}/attestation-returns",
        content_type="multipart/form-data; boundary=frontier",
        environ_overrides={"CONTENT_LENGTH": str(21 * 1024 * 1024)},
    )

    assert problem(refused) == (413, "too-large")


def test_the_organiser_refuses_a_paper_with_its_reason(make, call):
    candidature = make.candidature(SUBMITTED)
    returned = make.attest(candidature)
    ask = (make.organiser, "POST", f"/attestation-returns/{returned.id}/checks")

    assert problem(call(*ask, {"verdict": "refused"})) == (422, "reason-needed")
    checked = call(*ask, {"verdict": "refused", "reason": "La page est illisible."})

    assert checked.status_code == 201
    assert checked.json["verdict"] == "refused"
    assert candidature.state is SUBMITTED


def test_only_the_organiser_checks(make, call, submitted):
    returned = make.attest(submitted)
    body = {"verdict": "accepted"}
    path = f"/attestation-returns/{returned.id}/checks"

    assert problem(call(make.writer(submitted), "POST", path, body)) == (403, "forbidden")
    assert call(make.organiser, "POST", path, body).status_code == 201
