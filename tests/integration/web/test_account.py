"""The page of one's own account."""

import pytest

from tests.integration.web.pages import Shown

INVITED = "Nous ne connaissons que votre adresse"


@pytest.fixture
def nameless(make, session):
    person = make.person()
    person.name = ""
    session.flush()
    return person


def test_one_says_ones_name_and_is_called_by_it(client_as, make, nameless):
    client = client_as(nameless)

    page = Shown(client.post("/mon-compte", data={"name": "Camille"}, follow_redirects=True))

    assert "Votre nom est enregistré." in page.words
    assert page.value("name") == "Camille"


def test_a_refused_name_stays_on_the_page_with_its_reason(client_as, nameless):
    response = client_as(nameless).post("/mon-compte", data={"name": " "})

    assert response.status_code == 422
    assert "Écrivez votre prénom et votre nom" in Shown(response).words


def test_who_has_no_name_is_invited_on_the_first_page_of_a_room_only(client_as, make, nameless):
    client = client_as(nameless)

    assert INVITED in Shown(client.get("/mes-dossiers")).words
    assert INVITED not in Shown(client.get("/structure")).words
    assert INVITED not in Shown(client_as(make.person()).get("/mes-dossiers")).words


def test_sessions_are_listed_and_ended(client_as, make):
    person = make.person()
    here, away = client_as(person), client_as(person)
    page = Shown(here.get("/mon-compte"))
    others = [one.get("action") for one in page.tree.findall(".//main//form")]
    (end,) = [one for one in others if one.startswith("/mon-compte/sessions/")]

    assert page.words.count("Celle-ci") == 1
    after = Shown(here.post(end, follow_redirects=True))

    assert "La session est terminée." in after.words
    assert away.get("/mon-compte").status_code == 303
    assert here.get("/mon-compte").status_code == 200


def test_one_signs_out_everywhere_else(client_as, make):
    person = make.person()
    here, away, elsewhere = (client_as(person) for _ in range(3))

    page = Shown(here.post("/mon-compte/sessions", follow_redirects=True))

    assert "Vous n’êtes plus connecté qu’ici." in page.words
    assert "partout ailleurs" not in page.words
    assert [one.get("/mon-compte").status_code for one in (away, elsewhere)] == [303, 303]
