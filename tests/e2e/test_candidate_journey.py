"""A structure's whole way, from the call to a candidature that counts, with and without modules."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from laureat.domain.candidature_states import CandidatureState
from laureat.models import Candidature
from tests.answers import SIGNED_PAPER
from tests.make import siret

pytestmark = pytest.mark.takes_long

EMAIL = "camille@valombre.example"
LONG = "Le facilitateur réunit les acheteurs et les structures du territoire."


def sign_in(page: Page, live) -> None:
    page.get_by_label("Adresse électronique").fill(EMAIL)
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code à six chiffres").fill(live.code_for(EMAIL))
    page.get_by_role("button", name="Se connecter").click()


def identify(page: Page) -> None:
    number = siret(4242)
    page.get_by_role("link", name="Identifier la structure").click()
    page.get_by_label("SIRET").fill(f"{number[:9]} {number[9:]}")
    page.get_by_label("Nom de la structure").fill("Maison de l’emploi de Valombre")
    page.get_by_role("radio", name="Maison de l’emploi").check()
    page.locator("#champ-commune").fill("Mende")


def pick_the_first(page: Page, label: str) -> None:
    """Choose in the list with the keyboard, as the announcement says."""
    line = page.get_by_role("combobox", name=label)
    expect(line).to_have_attribute("aria-expanded", "true")
    line.press("ArrowDown")
    line.press("Enter")


def write_all(page: Page, *, javascript: bool) -> None:
    """Fill in every part of the form, one after the other."""
    page.get_by_label("Intitulé du projet").fill("Un marché qui insère")
    page.get_by_label("Résumé publiable").fill(LONG)
    page.get_by_role("radio", name="Achevé").check()
    page.get_by_label("Début du projet").fill("2024-01-15")
    page.get_by_role("button", name="Enregistrer et continuer").click()

    page.locator("#champ-territoires").fill("Mende")
    if javascript:
        pick_the_first(page, "Territoire d’intervention")
    page.get_by_label("Partenaires").fill(LONG)
    page.get_by_role("button", name="Enregistrer et continuer").click()

    page.get_by_label("Contexte et besoin").fill(LONG)
    page.get_by_label("Actions menées").fill(LONG)
    page.get_by_role("button", name="Enregistrer et continuer").click()

    page.get_by_label("Heures d’insertion").fill("12 400")
    page.get_by_label("Bilan").fill(LONG)
    page.get_by_label("Caractère innovant").fill(LONG)
    page.get_by_label("Transférabilité").fill(LONG)
    page.get_by_role("button", name="Enregistrer et continuer").click()

    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Enregistrer et continuer").click()


def deposit(page: Page) -> None:
    """Read over, accept the regulation, deposit."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Relecture")
    expect(page.locator("main")).to_contain_text("12\u202f400\u00a0heures")
    page.get_by_label("J’ai lu et j’accepte").check()
    page.get_by_role("button", name="Déposer le dossier").click()
    expect(page.locator(".status-sentence")).to_contain_text("n’est pas encore prise en compte")


def sign_and_return(page: Page, folder: Path) -> None:
    """Take the attestation, and send it back signed."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger l’attestation").click()
    assert download.value.suggested_filename.endswith(".pdf")
    paper = folder / "attestation signée.pdf"
    paper.write_bytes(SIGNED_PAPER)
    page.get_by_label("Attestation signée").set_input_files(paper)
    page.get_by_label("Nom et fonction").fill("Sylvie Signe, directrice")
    page.get_by_role("button", name="Envoyer l’attestation signée").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with modules", "without"])
def test_from_the_call_to_a_candidature_that_counts(javascript, live, open_page, tmp_path):
    live.make.edition()
    page = open_page("/trophees/achat-socialement-responsable/2024", javascript=javascript)

    page.get_by_role("link", name="Préparer une candidature").click()
    sign_in(page, live)
    identify(page)
    if javascript:
        pick_the_first(page, "Commune du siège")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_contain_text("Vous pouvez ouvrir un dossier")
    page.get_by_role("link", name="Communication et rayonnement").click()
    page.get_by_role("button", name="Ouvrir ce dossier").click()
    page.get_by_role("link", name="Commencer à écrire").click()
    write_all(page, javascript=javascript)
    deposit(page)
    sign_and_return(page, tmp_path)

    expect(page.locator(".status-sentence")).to_contain_text("est prise en compte depuis le")
    live.make.desk.commit()
    assert live.make.desk.scalars(select(Candidature.state)).all() == [CandidatureState.REGISTERED]
