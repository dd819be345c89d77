from datetime import timedelta

from laureat.domain.sign_in import SESSION_LIFETIME, six_digits
from tests.acting import SECRET
from tests.clock import NOON
from tests.integration.api.problems import problem


def asked(call, email="camille@structure.example"):
    return call(None, "POST", "/sign-in-codes", {"email": email})


def test_somebody_signs_in_with_the_code_that_was_mailed(call, client_as):
    request = asked(call).json
    code = six_digits(SECRET, request["id"])

    opened = call(None, "POST", "/sessions", {"code_id": request["id"], "code": code})

    assert opened.status_code == 201
    assert opened.json["expires_at"] == (NOON + SESSION_LIFETIME).isoformat()
    bearer = {"Authorization": f"Bearer {opened.json['token']}"}
    me = client_as(None).get("/api/v1/me", headers=bearer).json
    assert me["email"] == "camille@structure.example"
    assert me["id"] == opened.json["person_id"]


def test_a_code_is_asked_for(call):
    response = asked(call)

    assert response.status_code == 202
    assert response.json["expires_at"] == (NOON + timedelta(minutes=10)).isoformat()


def test_a_session_ends_and_its_token_no_longer_serves(make, call, client_as):
    client = client_as(make.person())

    assert client.delete("/api/v1/sessions/current").status_code == 204
    assert client.get("/api/v1/me").status_code == 401


def test_a_wrong_code_is_refused_and_counted(call):
    code_id = asked(call).json["id"]
    wrong = {"code_id": code_id, "code": "not the code"}

    refusals = [call(None, "POST", "/sessions", wrong).json for _ in range(6)]

    assert {one["code"] for one in refusals} == {"wrong-code"}
    assert refusals[-1]["title"].startswith("Trop d’essais")


def test_too_many_codes_are_refused_for_a_while(call, clock):
    for _ in range(5):
        assert asked(call).status_code == 202
    clock.advance(minutes=11)

    refused = asked(call)

    assert problem(refused) == (429, "too-many-tries")
    assert refused.headers["Retry-After"] == "900"


def test_what_is_no_address_is_refused_by_its_field(call):
    refused = asked(call, "camille")

    assert problem(refused) == (422, "invalid")
    assert refused.json["fields"].keys() == {"email"}


def test_a_code_that_was_never_asked_for_is_not_found(call, make):
    refused = call(None, "POST", "/sessions", {"code_id": str(make.person().id), "code": "1"})

    assert problem(refused) == (404, "not-found")


def test_who_one_is_lists_all_that_one_stands_for(make, call):
    applicant = make.applicant()
    writer = make.writer(applicant)

    assert call(writer, "GET", "/me").json == {
        "id": str(writer.id),
        "name": writer.name,
        "email": writer.email,
        "roles": [],
        "applicants": [{"id": str(applicant.id), "name": applicant.name}],
        "coordinations": [],
        "juries": [],
    }


def test_a_juror_and_a_referent_find_their_seats_and_their_territory(make, call):
    juror = make.juror(chair=True)
    coordination, referent = make.coordination()

    assert call(juror.person, "GET", "/me").json["juries"] == [
        {"id": str(juror.id), "edition_id": str(juror.edition_id), "chair": True}
    ]
    assert call(referent, "GET", "/me").json["coordinations"] == [str(coordination.id)]


def test_nobody_is_told_to_sign_in(call):
    refused = call(None, "GET", "/me")

    assert problem(refused) == (401, "sign-in-needed")
    assert refused.headers["WWW-Authenticate"] == "Bearer"


def test_one_says_ones_name(make, call):
    person = make.person("")

    named = call(person, "PUT", "/me", {"name": " Camille  Exemple "})

    assert named.status_code == 200
    assert named.json["name"] == "Camille Exemple"
    assert call(person, "GET", "/me").json == named.json


def test_sessions_are_listed_and_ended(make, client_as):
    person = make.person()
    here, away, elsewhere = (client_as(person) for _ in range(3))
    listed = here.get("/api/v1/sessions").json["items"]
    other = next(one["id"] for one in listed if not one["current"])

    assert [one["current"] for one in listed].count(True) == 1
    assert here.delete(f"/api/v1/sessions/{other}").status_code == 204
    assert len(here.get("/api/v1/sessions").json["items"]) == 2
    assert here.delete("/api/v1/sessions").status_code == 204

    assert [one["current"] for one in here.get("/api/v1/sessions").json["items"]] == [True]
    assert away.get("/api/v1/me").status_code == elsewhere.get("/api/v1/me").status_code == 401
