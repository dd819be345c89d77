"""Who may open each page of the staff and of the jury, and what each page must be."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from laureat.domain.actors import Role
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.sign_in import SESSION_LIFETIME, digest_of_token, new_token
from laureat.models import Conflict, Person, WebSession
from laureat.request_work import COOKIE
from tests.integration.web.pages import Shown
from tests.make import COMMUNICATION, INCLUSIVE, RURAL

HERE = "achat-socialement-responsable/2024"

ORGANISERS = (
    "/organisation",
    f"/organisation/{HERE}/dossiers",
    f"/organisation/{HERE}/dossiers?etat=deposes&categorie=milieu-rural",
    f"/organisation/{HERE}/dossiers?etat=irrecevables",
    "/organisation/dossiers/{draft}",
    "/organisation/dossiers/{submitted}",
    "/organisation/dossiers/{registered}",
    "/organisation/dossiers/{admitted}",
    "/organisation/dossiers/{registered}/reclassement?vers=milieu-rural",
    f"/organisation/{HERE}/jury",
    "/organisation/liens/{link}",
    "/coordination",
    f"/deliberation/{HERE}",
    f"/deliberation/{HERE}/proces-verbal",
    "/deliberation/categories/{category}",
)

JURORS = (
    "/jury",
    "/jury/{juror}/liens",
    "/jury/categories/{category}",
    "/jury/categories/{closed}",
    "/jury/dossiers/{admitted}",
)

COORDINATIONS = ("/coordination", "/coordination/achat-socialement-responsable/{waiting}")


@dataclass(frozen=True, slots=True)
class Scene:
    """People, and the addresses of what they look at."""

    organiser: Person
    juror: Person
    referent: Person
    candidate: Person
    ids: dict[str, Any]

    def address(self, pattern: str) -> str:
        """Fill in the address of a page."""
        return pattern.format(**self.ids)


@pytest.fixture
def scene(make):
    _coordination, referent = make.coordination()
    admitted = make.admitted(category=COMMUNICATION)
    registered = make.candidature(CandidatureState.REGISTERED, category=INCLUSIVE)
    waiting = make.applicant("Structure en attente", member=None)
    submitted = make.candidature(CandidatureState.SUBMITTED, category=RURAL, applicant=waiting)
    draft = make.candidature(CandidatureState.DRAFT, category=RURAL)
    juror = make.juror("Jeanne Juge", linked_to=[registered.applicant], chair=True)
    conflict = make.desk.scalars(select(Conflict)).one()
    return Scene(
        organiser=make.organiser,
        juror=juror.person,
        referent=referent,
        candidate=make.writer(admitted),
        ids={
            "admitted": admitted.id,
            "registered": registered.id,
            "submitted": submitted.id,
            "draft": draft.id,
            "waiting": waiting.id,
            "juror": juror.id,
            "category": admitted.category_id,
            "closed": registered.category_id,
            "link": conflict.id,
        },
    )


EVERY = (*ORGANISERS, *JURORS, *COORDINATIONS)


@pytest.mark.parametrize("path", [*EVERY, "/exploitation"])
def test_who_is_not_signed_in_is_led_to_sign_in_and_back(path, client_as, scene):
    response = client_as(None).get(scene.address(path))

    assert response.status_code == 303
    assert response.location.startswith("/connexion?suite=/")


@pytest.mark.parametrize("path", ORGANISERS)
def test_the_organiser_has_every_page_of_the_desk(path, client_as, scene):
    assert Shown(client_as(scene.organiser).get(scene.address(path))).status == 200


@pytest.mark.parametrize("path", JURORS)
def test_a_juror_has_the_pages_of_the_jury(path, client_as, scene):
    assert Shown(client_as(scene.juror).get(scene.address(path))).status == 200


@pytest.mark.parametrize("path", COORDINATIONS)
def test_a_referent_has_the_pages_of_the_coordination(path, client_as, scene):
    assert Shown(client_as(scene.referent).get(scene.address(path))).status == 200


@pytest.mark.parametrize("path", [*EVERY[1:], "/organisation", "/exploitation"])
def test_a_candidate_has_none_of_them(path, client_as, scene):
    page = Shown(client_as(scene.candidate).get(scene.address(path)))

    assert path == "/jury" or page.status in {403, 404}


@pytest.mark.parametrize("path", [*ORGANISERS, "/exploitation"])
def test_a_juror_who_presides_has_the_deliberation_and_nothing_else_of_the_desk(
    path, client_as, scene
):
    page = Shown(client_as(scene.juror).get(scene.address(path)))

    assert page.status == (200 if path.startswith("/deliberation") else 403)


@pytest.mark.parametrize("path", [*ORGANISERS, *JURORS[1:]])
def test_another_organisation_knows_of_none_of_them(path, client_as, scene, rival):
    token = new_token()
    with rival() as theirs:
        theirs.desk.add(
            WebSession(
                person_id=theirs.organiser.id,
                token_digest=digest_of_token(token),
                started_at=theirs.clock(),
                expires_at=theirs.clock() + SESSION_LIFETIME,
            )
        )
    client = client_as(None, host="rivale.example")
    client.set_cookie(COOKIE, token, domain="rivale.example", secure=True)

    page = Shown(client.get(scene.address(path)))

    known = {"/organisation", "/coordination"}
    assert page.status == (200 if path in known else 404)
    assert "Structure fictive" not in page.words


def test_the_operator_sees_how_the_platform_is_only_at_home(client_as, make):
    operator = make.person(roles=[Role.OPERATOR])

    assert Shown(client_as(operator).get("/exploitation")).status == 403
