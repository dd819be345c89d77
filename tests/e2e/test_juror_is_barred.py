"""A juror who has a link with a competitor: told why, and kept out of the whole category."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from laureat.models import Ballot
from tests.make import COMMUNICATION, INCLUSIVE

pytestmark = pytest.mark.takes_long

CLOSED = "Cette catégorie vous est fermée."


@pytest.fixture
def dossiers(live):
    make = live.make
    linked = make.admitted(category=COMMUNICATION, intitule="Le plateau")
    other = make.admitted(category=COMMUNICATION, intitule="La vallée")
    make.admitted(category=INCLUSIVE, intitule="L’atelier")
    return linked, other


def declare(page: Page, linked: str) -> None:
    """Answer for every competitor: a link with one, none with the others."""
    page.get_by_role("link", name="Déclarer mes liens").click()
    for interest in page.get_by_role("group").all():
        answer = "J’ai un lien" if linked in interest.inner_text() else "Aucun lien"
        interest.get_by_label(answer).check()
    page.get_by_role("button", name="Enregistrer ma déclaration").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_barred_juror_sees_why_and_can_neither_open_nor_vote(
    live, open_page, accessible, dossiers, javascript
):
    linked, other = dossiers
    juror = live.make.juror("Basile Barré", declares=False)
    live.make.jury_period()
    page = open_page("/jury", juror.person, javascript=javascript)

    declare(page, linked.applicant.name)

    closed = page.get_by_role("listitem").filter(has_text="Communication et rayonnement")
    expect(closed).to_contain_text("Fermée pour vous")
    expect(closed).to_contain_text(linked.applicant.name)
    expect(closed).to_contain_text("article 4.4")
    expect(closed.get_by_role("link")).to_have_count(0)

    voting = live.make.round(live.make.category(COMMUNICATION))
    live.make.desk.commit()
    for address in (f"/jury/dossiers/{other.id}", f"/jury/categories/{voting.category_id}"):
        page.goto(address)
        expect(page.get_by_text(CLOSED)).to_be_visible()
        expect(page.get_by_text("La vallée")).to_have_count(0)
        expect(page.get_by_role("radio")).to_have_count(0)

    other_tab = open_page("/jury", juror.person)
    status, said = other_tab.evaluate(
        """async ([address, choix]) => {
          const answer = await fetch(address, {method: "POST", body: new URLSearchParams({choix})});
          return [answer.status, await answer.text()];
        }""",
        [f"/jury/scrutins/{voting.id}", str(other.id)],
    )
    assert status == 409
    assert CLOSED in said
    assert not live.make.desk.scalars(select(Ballot)).all()
    if javascript:
        accessible(page)


def test_the_other_categories_stay_open_to_the_keyboard(live, open_page, dossiers):
    linked, _other = dossiers
    juror = live.make.juror("Basile Barré", linked_to=[linked.applicant])
    voting = live.make.round(live.make.category(INCLUSIVE))
    page = open_page("/jury", juror.person)

    page.get_by_role("link", name="Lire et voter").press("Enter")
    page.get_by_role("radio", name="L’atelier").press("Space")
    page.get_by_role("button", name="Déposer mon bulletin").press("Enter")

    expect(page.get_by_role("heading", name="Vous avez voté")).to_be_visible()
    live.make.desk.commit()
    (ballot,) = live.make.desk.scalars(select(Ballot)).all()
    assert ballot.round_id == voting.id
