"""Every page of the public and of the candidates, in the eyes of axe-core and on a small screen."""

import pytest

from laureat.domain.candidature_states import CandidatureState
from tests.make import IT, RURAL

pytestmark = pytest.mark.takes_long

CALL = "/trophees/achat-socialement-responsable/2024"

PUBLIC = (
    "/",
    CALL,
    f"{CALL}/reglement",
    f"{CALL}/palmares",
    "/mentions-legales",
    "/donnees-personnelles",
    "/accessibilite",
    "/connexion",
    "/rien-ici",
)

CANDIDATE = (
    "/mon-compte",
    "/mes-dossiers",
    "/structure",
    "/structure/{applicant}",
    "/dossiers/nouveau?edition={edition}&categorie=structures-inclusives",
    "/dossiers/{dossier}",
    "/dossiers/{dossier}/formulaire/projet",
    "/dossiers/{dossier}/formulaire/territoire",
    "/dossiers/{dossier}/formulaire/engagements",
    "/dossiers/{dossier}/relecture",
    "/dossiers/{dossier}/retrait",
)


@pytest.fixture
def dossier(live):
    live.make.edition(path=IT)
    return live.make.candidature(CandidatureState.SUBMITTED, category=RURAL)


def test_pages_have_no_violation_and_fit_a_small_screen(live, dossier, open_page, accessible):
    facts = {
        "applicant": dossier.applicant_id,
        "edition": dossier.edition_id,
        "dossier": dossier.id,
    }
    stranger = open_page("/", width=320)
    writer = open_page("/", live.make.writer(dossier), width=320)

    too_wide = []
    for page, paths in ((stranger, PUBLIC), (writer, CANDIDATE)):
        for path in paths:
            page.goto(path.format(**facts))
            accessible(page)
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                too_wide.append(path)
    assert too_wide == []


def test_the_pages_are_walked_with_the_keyboard(live, dossier, open_page):
    page = open_page(f"/dossiers/{dossier.id}", live.make.writer(dossier))

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")
