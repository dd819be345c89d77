"""Rows, conditions and computed values in a browser, and on a small screen."""

import pytest
from playwright.sync_api import expect

from laureat.services.candidatures.start import start_candidature
from tests.integration.web.test_rich_form import FORM
from tests.make import COMMUNICATION

pytestmark = pytest.mark.takes_long


@pytest.fixture
def dossier(live):
    make = live.make
    applicant = make.applicant(name="Structure fictive du Valombre")
    return live.act(
        make.writer(applicant),
        start_candidature,
        make.edition(form=FORM, eligibility=()).id,
        category=COMMUNICATION,
        applicant_id=applicant.id,
    )


@pytest.fixture
def page(live, dossier, open_page):
    address = f"/dossiers/{dossier.id}/formulaire/budget"
    return open_page(address, live.make.writer(dossier), width=320)


def test_a_question_shows_as_soon_as_its_condition_holds(page):
    expect(page.get_by_label("Combien ?")).to_be_hidden()
    page.get_by_label("Oui").check()
    expect(page.get_by_label("Combien ?")).to_be_visible()
    page.get_by_label("Non").check()
    expect(page.get_by_label("Combien ?")).to_be_hidden()


def test_a_budget_is_filled_row_by_row_and_adds_up(page, accessible):
    page.get_by_label("Poste").fill("Bois")
    page.get_by_label("Montant").fill("1 200,50")
    expect(page.locator("[data-computed=total]")).to_have_text("1\u202f200,50\u00a0€")
    page.get_by_role("button", name="Ajouter une ligne").click()
    page.get_by_label("Poste").nth(1).fill("Clous")
    page.get_by_label("Montant").nth(1).fill("cher")
    page.get_by_label("Intitulé").click()

    expect(page.locator("[id='champ-lignes.1.montant-erreur']")).to_contain_text("attend un nombre")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Retirer la ligne 2").click()
    expect(page.get_by_label("Poste")).to_have_count(1)
    expect(page.get_by_label("Poste")).to_have_value("Bois")
