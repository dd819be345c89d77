"""Another organisation's things do not exist: not by their address, nor under an unknown host."""

import pytest

from tests.integration.api.problems import problem
from tests.servers import RIVAL


@pytest.fixture
def theirs(rival):
    """The addresses of what the other organisation has, by the operation that reads them."""
    with rival() as make:
        candidature = make.admitted()
        juror = make.juror()
        voting = make.round()
        return {
            "edition": f"/editions/{candidature.edition_id}",
            "candidature": f"/candidatures/{candidature.id}",
            "dossier": f"/candidatures/{candidature.id}/dossier",
            "draft": f"/candidatures/{candidature.id}/draft",
            "attestation": f"/candidatures/{candidature.id}/attestation",
            "trail": f"/candidatures/{candidature.id}/trail",
            "applicant": f"/applicants/{candidature.applicant_id}",
            "jurors": f"/editions/{candidature.edition_id}/jurors",
            "seats": f"/jurors/{juror.id}/seats",
            "dossiers": f"/seats/{make.seat(juror).id}/dossiers",
            "round": f"/rounds/{voting.id}",
            "minutes": f"/editions/{candidature.edition_id}/minutes",
            "palmares": f"/editions/{candidature.edition_id}/palmares",
        }


def test_an_organiser_finds_nothing_of_another_organisation(make, call, theirs):
    answers = {name: call(make.organiser, "GET", path) for name, path in theirs.items()}

    assert {name: problem(answer) for name, answer in answers.items()} == dict.fromkeys(
        theirs, (404, "not-found")
    )


def test_a_list_of_another_organisations_edition_is_not_there(make, call, theirs):
    listed = call(make.organiser, "GET", f"{theirs['edition']}/candidatures")

    assert problem(listed) == (404, "not-found")


def test_a_session_does_not_serve_elsewhere(make, client_as):
    person = make.person()
    client = client_as(person, host=RIVAL.host)

    assert problem(client.get("/api/v1/me")) == (401, "sign-in-needed")


def test_an_unknown_host_is_told_as_a_problem(call):
    assert problem(call(None, "GET", "/editions", host="inconnu.example")) == (404, "not-found")


def test_health_is_asked_under_any_host(call):
    assert call(None, "GET", "/health", host="inconnu.example").json["status"] == "ok"
