"""Sign in by a code: nothing is told of who is known, and nothing that was typed is lost."""

import json
import re

import pytest

from laureat.domain.candidature_states import CandidatureState
from laureat.queries.candidatures import draft_of
from laureat.request_work import COOKIE
from tests.integration.web.pages import Shown

EMAIL = "camille@structure-fictive.example"


@pytest.fixture
def code(run_jobs, runtime):
    """Read the code that was mailed last, and the path of the letter's link."""

    def read():
        run_jobs()
        text = runtime.mailer.sent[-1].text
        (link,) = re.findall(r"https://[^/\s]+(/connexion/\S+)", text)
        (digits,) = re.findall(r"\b\d{6}\b", text)
        return digits, link

    return read


def test_the_code_opens_a_session(client_as, code):
    client = client_as(None)
    asked = client.post("/connexion", data={"email": EMAIL})
    digits, _ = code()

    page = Shown(client.get(asked.location))
    opened = client.post(asked.location, data={"code": f" {digits[:3]} {digits[3:]} "})

    assert page.field("code").get("autocomplete") == "one-time-code"
    assert opened.location == "/mes-dossiers"
    assert Shown(client.get("/mes-dossiers")).status == 200


def test_one_comes_back_to_the_page_one_came_from(client_as, code):
    client = client_as(None)
    asked = client.post("/connexion", data={"email": EMAIL, "suite": "/structure"})
    digits, _ = code()

    opened = client.post(asked.location, data={"code": digits, "suite": "/structure"})

    assert opened.location == "/structure"


@pytest.mark.parametrize(
    "elsewhere",
    [
        *("https://ailleurs.example/", "//ailleurs.example", "x"),
        *("/\\ailleurs.example", "/\t\\ailleurs.example", "/structure\r\nX-Autre: y"),
    ],
)
def test_the_way_back_leads_nowhere_else(elsewhere, client_as, code):
    client = client_as(None)
    asked = client.post("/connexion", data={"email": EMAIL, "suite": elsewhere})
    digits, _ = code()

    opened = client.post(
        asked.location.partition("?")[0], data={"code": digits, "suite": elsewhere}
    )

    assert opened.location == "/mes-dossiers"


def test_the_link_of_the_letter_does_nothing_until_the_button(client_as, code):
    client = client_as(None)
    client.post("/connexion", data={"email": EMAIL})
    _, link = code()

    scanned = [Shown(client.get(link)) for _ in range(3)]
    opened = client.post(link.partition("?")[0], data={"code": scanned[-1].value("code")})

    assert "Il ne reste qu’à confirmer" in scanned[-1].words
    assert opened.status_code == 303
    assert client.get_cookie(COOKIE, domain="alliance-fictive.example") is not None


def test_a_known_and_an_unknown_address_get_the_same_answer(client_as, make):
    known = client_as(None).post("/connexion", data={"email": make.person().email})
    unknown = client_as(None).post("/connexion", data={"email": EMAIL})

    assert known.status_code == unknown.status_code == 303
    assert re.sub(r"[0-9a-f-]{36}", "", known.location) == re.sub(
        r"[0-9a-f-]{36}", "", unknown.location
    )


def test_a_wrong_code_stays_on_the_page(client_as, code):
    client = client_as(None)
    asked = client.post("/connexion", data={"email": EMAIL})
    digits, _ = code()

    page = Shown(
        client.post(asked.location, data={"code": "000000" if digits != "000000" else "1"})
    )

    assert page.status == 422
    assert "Ce n’est pas le bon code" in page.words
    assert page.field("code").get("aria-invalid") == "true"


def test_an_address_that_is_not_one_is_kept_and_explained(client_as):
    page = Shown(client_as(None).post("/connexion", data={"email": "camille@"}))

    assert page.status == 422
    assert page.value("email") == "camille@"


def test_a_sixth_request_in_a_quarter_of_an_hour_leads_to_the_last_code(client_as):
    client = client_as(None)
    answers = [client.post("/connexion", data={"email": EMAIL}) for _ in range(6)]

    assert {one.status_code for one in answers} == {303}
    assert answers[5].location == answers[4].location
    assert len({one.location for one in answers}) == 5


def test_signing_out_ends_the_session(client_as, make):
    client = client_as(make.person())

    client.post("/deconnexion")

    assert client.get("/mes-dossiers").status_code == 303


def test_a_form_that_meets_an_ended_session_comes_back_with_its_text(
    client_as, make, code, session
):
    dossier = make.candidature(CandidatureState.DRAFT)
    client = client_as(None)
    path = f"/dossiers/{dossier.id}/formulaire/projet"
    typed = {
        "etag": make.etag(dossier),
        "intitule": "Écrit « sans » session",
        "resume": "Deux\nlignes",
    }

    refused = Shown(client.post(path, data=typed))
    asked = Shown(
        client.post(
            "/connexion",
            data={"email": make.writer(dossier).email, "reprise": refused.value("reprise")},
        )
    )
    digits, _ = code()
    action = next(
        one.get("action")
        for one in asked.tree.findall(".//form")
        if "/connexion/" in str(one.get("action"))
    )
    resumed = Shown(client.post(action, data={"code": digits, "reprise": asked.value("reprise")}))
    saved = client.post(path, data={name: resumed.value(name) for name in typed})

    assert refused.status == 401
    assert "est conservé dans cette page" in refused.words
    assert resumed.value("intitule") == "Écrit « sans » session"
    assert saved.location == f"/dossiers/{dossier.id}/formulaire/territoire?apres=projet"
    assert draft_of(session, dossier.id).answers["intitule"] == "Écrit « sans » session"


def test_what_is_carried_cannot_be_posted_elsewhere(client_as, make, code):
    client = client_as(None)
    carried = json.dumps({"path": "https://ailleurs.example/", "fields": [["a", "b"]]})
    asked = Shown(client.post("/connexion", data={"email": EMAIL, "reprise": carried}))
    digits, _ = code()
    action = next(
        one.get("action")
        for one in asked.tree.findall(".//form")
        if "/connexion/" in str(one.get("action"))
    )

    opened = client.post(action, data={"code": digits, "reprise": carried})

    assert opened.location == "/mes-dossiers"


def test_in_place_the_session_is_opened_again_without_a_page(client_as, make, code):
    client = client_as(None)
    person = make.person()
    json_please = {"Accept": "application/json"}

    asked = client.post("/connexion", data={"email": person.email}, headers=json_please)
    digits, _ = code()
    opened = client.post(asked.json["url"], data={"code": digits}, headers=json_please)

    assert opened.json == {"signed_in": True}
    assert client.get("/mes-dossiers").status_code == 200
