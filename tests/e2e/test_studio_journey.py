"""From last edition to the next one, in the browser alone, by somebody who never saw a file."""

import re

import pytest
from playwright.sync_api import expect

from laureat.domain.vocabulary import EditionState
from laureat.queries.editions import edition_by_slugs
from tests.make import IT

pytestmark = pytest.mark.takes_long

STUDIO = "/organisation/initiatives-territoriales/2024/configuration"


def save(page):
    page.get_by_role("button", name="Enregistrer", exact=True).last.click()
    expect(page.get_by_role("status").first).to_contain_text("C’est enregistré")


def begin_the_next_edition(page):
    page.get_by_role("link", name="Édition suivante").click()
    page.get_by_label("Décaler les dates de").fill("3")
    page.get_by_role("button", name="Voir les dates").click()
    expect(page.get_by_label("Nom court")).to_have_value("2027")
    page.get_by_role("button", name="Préparer le brouillon").click()
    expect(page.get_by_text("Trophées des Initiatives Territoriales 2027").first).to_be_visible()


def add_a_category(page):
    page.get_by_role("link", name="Catégories", exact=True).click()
    page.get_by_role("button", name=re.compile("^Ajouter :")).click()
    page.get_by_label("Titre").first.fill("Emploi des jeunes")
    page.get_by_label("Description").fill("Initiatives en faveur de l’emploi des jeunes.")
    page.get_by_label("Article").fill("1.3")
    save(page)
    expect(page.get_by_role("link", name="Emploi des jeunes")).to_be_visible()


def add_a_question(page):
    page.get_by_role("link", name="Parties").click()
    page.get_by_role("link", name="Formulaire").click()
    page.get_by_role("link", name="Le projet").click()
    page.get_by_role("button", name=re.compile("^Ajouter :")).click()
    page.get_by_label("Intitulé").first.fill("Le projet a-t-il déjà reçu un prix ?")
    page.get_by_label("Nature").select_option("yes_no")
    expect(page.locator(".preview legend", has_text="reçu un prix")).to_be_visible()
    save(page)


def answer_every_finding(page):
    page.get_by_role("link", name="Vérification").click()
    while (waiting := page.locator("#constats details")).count():
        left = waiting.count()
        waiting.first.locator("summary").click()
        waiting.first.locator("textarea").fill("Le comité fictif garde ce texte cette année.")
        waiting.first.get_by_role("button").click()
        expect(waiting).to_have_count(left - 1)


def rehearse(live, page):
    page.get_by_role("link", name="Répétition").click()
    page.get_by_role("button", name="Répéter l’édition").click()
    expect(page.get_by_text("La répétition est en cours.")).to_be_visible()
    live.do_jobs()
    held = page.get_by_text("Toutes les règles éprouvées ont tenu.")
    expect(held).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without-scripts"])
def test_the_next_edition_is_made_rehearsed_and_published(live, open_page, javascript):
    live.make.edition(path=IT)
    page = open_page(STUDIO, live.make.organiser, javascript=javascript)

    begin_the_next_edition(page)
    add_a_category(page)
    if javascript:
        add_a_question(page)
    answer_every_finding(page)
    if javascript:
        rehearse(live, page)
    page.get_by_role("link", name="Publication").click()
    page.get_by_role("button", name="Publier l’édition").click()
    expect(page.get_by_text("Cette édition est publiée")).to_be_visible()

    live.make.desk.commit()
    made = edition_by_slugs(live.make.desk, "initiatives-territoriales", "2027")
    assert made.state is EditionState.PUBLISHED
    public = open_page("/trophees/initiatives-territoriales/2027", javascript=javascript)
    expect(public.get_by_text("Emploi des jeunes").first).to_be_visible()
