"""Who may open each page of the staff and of the jury, and what each page must be."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from laureat.domain.actors import Role
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.sign_in import SESSION_LIFETIME, digest_of_token, new_token
from laureat.models import Conflict, Person, Tenant, WebSession
from laureat.request_work import COOKIE
from tests.integration.web.pages import Shown
from tests.make import COMMUNICATION, INCLUSIVE, RURAL
from tests.servers import ALLIANCE, RIVAL

HERE = "achat-socialement-responsable/2024"

DESK = (
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
)

DELIBERATION = (
    f"/deliberation/{HERE}",
    f"/deliberation/{HERE}/proces-verbal",
    f"/deliberation/{HERE}/palmares",
    "/deliberation/categories/{category}",
)

JURY = (
    "/jury",
    "/jury/{juror}/liens",
    "/jury/categories/{category}",
    "/jury/categories/{closed}",
    "/jury/dossiers/{admitted}",
)

COORDINATION = ("/coordination", "/coordination/achat-socialement-responsable/{waiting}")

PLATFORM = ("/exploitation",)

EVERY = (*DESK, *DELIBERATION, *JURY, *COORDINATION, *PLATFORM)


@dataclass(frozen=True, slots=True)
class Scene:
    """People, and the things that they look at."""

    organiser: Person
    juror: Person
    referent: Person
    candidate: Person
    ids: dict[str, Any]

    def statuses(self, client: FlaskClient, patterns: Iterable[str]) -> dict[str, int]:
        """Open pages, check what each is, and say how each answered."""
        found = {}
        for pattern in patterns:
            response = client.get(pattern.format(**self.ids))
            found[pattern] = response.status_code
            if response.status_code != 303:
                Shown(response)
        return found


@pytest.fixture
def scene(make):
    _coordination, referent = make.coordination()
    admitted = make.admitted(category=COMMUNICATION)
    registered = make.candidature(CandidatureState.REGISTERED, category=INCLUSIVE)
    waiting = make.applicant("Structure en attente", member=None)
    submitted = make.candidature(CandidatureState.SUBMITTED, category=RURAL, applicant=waiting)
    draft = make.candidature(CandidatureState.DRAFT, category=RURAL)
    juror = make.juror("Jeanne Juge", linked_to=[registered.applicant], chair=True)
    make.jury_period()
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
            "link": make.desk.scalars(select(Conflict.id)).one(),
        },
    )


def test_who_is_not_signed_in_is_led_to_sign_in(client_as, scene):
    assert set(scene.statuses(client_as(None), EVERY).values()) == {303}


def test_the_organiser_has_the_desk_and_the_deliberation(client_as, scene):
    pages = (*DESK, *DELIBERATION, *COORDINATION)

    assert set(scene.statuses(client_as(scene.organiser), pages).values()) == {200}


def test_the_organiser_is_no_juror_and_no_operator(client_as, scene):
    pages = (*JURY[1:], *PLATFORM)

    assert set(scene.statuses(client_as(scene.organiser), pages).values()) == {403, 404}


def test_a_juror_has_the_pages_of_the_jury(client_as, scene):
    assert set(scene.statuses(client_as(scene.juror), JURY).values()) == {200}


def test_a_juror_who_presides_has_the_deliberation_too_and_nothing_of_the_desk(client_as, scene):
    client = client_as(scene.juror)

    assert set(scene.statuses(client, DELIBERATION).values()) == {200}
    assert set(scene.statuses(client, (*DESK, *COORDINATION, *PLATFORM)).values()) == {403, 404}


def test_a_referent_has_the_pages_of_the_coordination_and_no_others(client_as, scene):
    client = client_as(scene.referent)

    assert set(scene.statuses(client, COORDINATION).values()) == {200}
    rest = (*DESK, *DELIBERATION, *JURY[1:], *PLATFORM)
    assert set(scene.statuses(client, rest).values()) == {403, 404}


def test_a_candidate_has_none_of_them(client_as, scene):
    pages = [path for path in EVERY if path != "/jury"]

    assert set(scene.statuses(client_as(scene.candidate), pages).values()) == {403, 404}


def test_another_organisation_knows_of_none_of_them(client_as, scene, rival):
    token = new_token()
    with rival() as theirs:
        organiser = theirs.organiser
        theirs.desk.add(
            WebSession(
                person_id=organiser.id,
                token_digest=digest_of_token(token),
                started_at=theirs.clock(),
                expires_at=theirs.clock() + SESSION_LIFETIME,
            )
        )
        theirs.desk.flush()
        theirs.desk.expunge_all()
    client = client_as(None, host="rivale.example")
    client.set_cookie(COOKIE, token, domain="rivale.example", secure=True)

    assert scene.statuses(client, ["/organisation", "/coordination"]) == {
        "/organisation": 200,
        "/coordination": 200,
    }
    pages = (*DESK[1:], *DELIBERATION, *JURY[1:], COORDINATION[1])
    assert set(scene.statuses(client, pages).values()) == {404}


def test_the_role_of_operator_counts_only_in_the_operators_own_organisation(client_as, make):
    operator = make.person(roles=[Role.OPERATOR])

    assert Shown(client_as(operator).get("/exploitation")).status == 403


def test_the_operator_sees_organisations_waiting_work_and_whether_the_parts_answer(
    client_as, make, runtime
):
    make.candidature(CandidatureState.SUBMITTED)
    operator = make.person(roles=[Role.OPERATOR])
    make.desk.commit()
    with runtime.operator_sessions.begin() as session:
        session.execute(update(Tenant).where(Tenant.slug == ALLIANCE.slug).values(house=True))

    page = Shown(client_as(operator).get("/exploitation"))

    assert page.status == 200
    assert "Tout répond" in page.words
    assert "Alliance fictive" in page.words
    assert "La Rivale" in page.words
    assert RIVAL.host in page.words
    assert "PostgreSQL 18" in page.words
