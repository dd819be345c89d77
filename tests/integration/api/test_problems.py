import pytest
from sqlalchemy.exc import OperationalError

from laureat.api import campaigns
from laureat.api.problems import FAULTS, STATUS, refusals, status_of
from laureat.domain.errors import Conflict
from laureat.integrations.files import FilesUnavailable
from tests.integration.api.problems import problem


def test_every_refusal_has_a_status_and_a_code_of_its_own():
    codes = [kind.code for kind in refusals()]

    assert len(set(codes)) == len(codes)
    assert {status_of(kind) for kind in refusals()} == set(STATUS.values())


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/nothing", "/api/v2/editions"])
def test_an_unknown_address_is_a_problem(client_as, method, path):
    response = client_as(None).open(path, method=method)

    assert problem(response) == (404, "not-found")


def test_a_method_that_a_resource_lacks_is_a_problem(client_as):
    response = client_as(None).delete("/api/v1/editions")

    assert problem(response) == (405, "method-not-allowed")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_page_that_does_not_exist_is_no_problem_of_the_api(client_as):
    assert client_as(None).get("/nulle-part").mimetype == "text/html"


def test_an_id_that_is_none_leads_nowhere(client_as):
    assert problem(client_as(None).get("/api/v1/editions/2024")) == (404, "not-found")


def test_a_body_that_is_not_json_is_of_the_wrong_type(client_as):
    response = client_as(None).post("/api/v1/sign-in-codes", data={"email": "a@b.example"})

    assert problem(response) == (415, "unsupported-media-type")


@pytest.mark.parametrize("body", ["[]", "3", '"texte"', "null"])
def test_a_body_that_is_no_object_is_refused(client_as, body):
    response = client_as(None).post(
        "/api/v1/sign-in-codes", data=body, content_type="application/json"
    )

    assert problem(response) == (422, "invalid")
    assert response.json["fields"]


def test_another_sites_page_is_refused(client_as):
    response = client_as(None).post(
        "/api/v1/sign-in-codes",
        json={"email": "a@b.example"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert problem(response) == (403, "forbidden")


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        pytest.param(ZeroDivisionError("a secret"), (500, "internal"), id="a bug"),
        pytest.param(
            OperationalError("a secret", {}, Exception()), (503, "unavailable"), id="no database"
        ),
        pytest.param(FilesUnavailable("a secret"), (503, "unavailable"), id="no files"),
    ],
)
def test_what_breaks_tells_nothing_but_where_to_find_it(make, call, monkeypatch, trouble, expected):
    def breaks(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(campaigns, "published_editions", breaks)

    response = call(None, "GET", "/editions")

    assert problem(response) == expected
    assert "secret" not in response.text
    if expected[0] == 500:
        assert response.json["request_id"] == response.headers["X-Request-Id"] != ""
    else:
        assert response.headers["Retry-After"] == "30"


def test_facts_that_json_cannot_hold_are_left_out(call, monkeypatch):
    def refuses(*_: object) -> None:
        raise Conflict("Non.", plain=[1, "a"], odd=object())

    monkeypatch.setattr(campaigns, "published_editions", refuses)

    said = call(None, "GET", "/editions").json

    assert said["plain"] == [1, "a"]
    assert "odd" not in said


def test_every_fault_says_what_to_do_in_french():
    assert all(fault.sentence.endswith(".") for fault in FAULTS.values())
