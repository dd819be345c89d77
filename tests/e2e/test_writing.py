"""Writing, when things go wrong: the session ends, the line drops, somebody else saves."""

import pytest
from playwright.sync_api import expect

from laureat.queries.candidatures import candidature_by_id, draft_of
from laureat.services.candidatures.save_draft import save_draft
from laureat.services.candidatures.start import start_candidature
from tests.make import COMMUNICATION

pytestmark = pytest.mark.takes_long


@pytest.fixture
def dossier(live):
    make = live.make
    applicant = make.applicant(name="Structure fictive du Valombre")
    return live.act(
        make.writer(applicant),
        start_candidature,
        make.edition().id,
        category=COMMUNICATION,
        applicant_id=applicant.id,
    )


@pytest.fixture
def written(live, dossier):
    """What is saved of the dossier now."""

    def answers():
        live.make.desk.commit()
        draft = draft_of(live.make.desk, dossier.id)
        live.make.desk.refresh(draft)
        return draft.answers

    return answers


@pytest.fixture
def page(live, dossier, open_page):
    return open_page(f"/dossiers/{dossier.id}/formulaire/projet", live.make.writer(dossier))


def test_what_is_typed_is_saved_without_a_button(page, written):
    page.get_by_label("Intitulé du projet").fill("Un marché qui insère")

    expect(page.locator("[data-saving]")).to_have_text("Enregistré à 12\u00a0h\u00a000")
    assert written()["intitule"] == "Un marché qui insère"


@pytest.mark.parametrize(("width", "stays"), [(1280, True), (320, False)])
def test_what_saving_does_stands_with_its_buttons(width, stays, live, dossier, open_page):
    path = f"/dossiers/{dossier.id}/formulaire/projet"
    page = open_page(path, live.make.writer(dossier), width=width)
    caption = page.locator("[data-saving]")
    button = page.get_by_role("button", name="Enregistrer et continuer")

    page.evaluate("window.scrollTo(0, 0)")
    for one in (caption, button):
        expect(one).to_be_in_viewport(ratio=1) if stays else expect(one).not_to_be_in_viewport()

    button.scroll_into_view_if_needed()
    expect(caption).to_be_in_viewport(ratio=1)


def test_a_save_that_fails_is_seen_on_a_phone_wherever_one_writes(live, dossier, open_page):
    path = f"/dossiers/{dossier.id}/formulaire/projet"
    page = open_page(path, live.make.writer(dossier), width=320)

    page.context.set_offline(True)
    page.get_by_label("Intitulé du projet").fill("Écrit dans le train")

    expect(page.locator("[data-saving]")).to_contain_text("la connexion est perdue")
    expect(page.locator("[data-saving]")).to_be_in_viewport(ratio=1)


def test_an_ended_session_is_opened_again_in_place(page, live, dossier, written, accessible):
    live.end_sessions()
    page.get_by_label("Intitulé du projet").fill("Écrit pendant l’absence")

    panel = page.get_by_role("dialog", name="Votre session s’est terminée")
    expect(panel).to_be_visible()
    accessible(page)
    panel.get_by_role("button", name="Recevoir un code").click()
    code = panel.get_by_label("Code à six chiffres")
    expect(code).to_be_focused()
    code.fill(live.code_for(live.make.writer(dossier).email))
    panel.get_by_role("button", name="Se connecter et enregistrer").click()

    expect(page.locator("[data-saving]")).to_contain_text("Enregistré")
    expect(panel).to_have_count(0)
    assert written()["intitule"] == "Écrit pendant l’absence"


def test_a_lost_line_is_said_and_the_save_is_made_when_it_is_back(page, written):
    page.context.set_offline(True)
    page.get_by_label("Intitulé du projet").fill("Écrit dans un tunnel")
    expect(page.locator("[data-saving]")).to_contain_text("la connexion est perdue")

    page.context.set_offline(False)

    expect(page.locator("[data-saving]")).to_contain_text("Enregistré à")
    assert written()["intitule"] == "Écrit dans un tunnel"


def test_a_tab_that_was_reloaded_too_early_gives_the_text_back(page, written):
    page.route(
        "**/formulaire/**",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.get_by_label("Intitulé du projet").fill("Écrit puis rechargé")
    expect(page.locator("[data-saving]")).to_contain_text("la connexion est perdue")
    page.unroute_all()
    page.on("dialog", lambda dialog: dialog.accept())

    page.reload()

    expect(page.locator("[data-saving]")).to_contain_text("Enregistré à")
    assert written()["intitule"] == "Écrit puis rechargé"


def test_two_people_compare_and_choose(page, live, dossier, written):
    make = live.make
    colleague = make.colleague(candidature_by_id(make.desk, dossier.id).applicant, "Nora Note")
    live.act(colleague, save_draft, dossier.id, answers={"intitule": "Le sien"}, etag="0")
    page.get_by_label("Intitulé du projet").fill("Le mien")

    panel = page.get_by_role("dialog", name="Une autre personne a enregistré")
    expect(panel).to_contain_text("Ce que Nora Note a enregistré")
    expect(panel).to_contain_text("Le sien")
    panel.get_by_role("button", name="Enregistrer mon texte").click()

    expect(page.locator("[data-saving]")).to_contain_text("Enregistré à")
    assert written()["intitule"] == "Le mien"


def test_words_are_counted_as_one_types(page, dossier):
    page.goto(f"/dossiers/{dossier.id}/formulaire/territoire")
    partners = page.get_by_label("Partenaires et rôle de chacun")
    note = page.locator("[data-count-of=champ-partenaires]")

    partners.fill("Vingt-cinq mille : 25\u202f000 habitants, l’emploi d’abord")
    expect(note).to_have_text("Encore 294 mots sur 300")
    partners.fill("mot " * 302)

    expect(note).to_have_text("2 mots de trop (300 au plus)")


def test_the_advice_of_a_save_appears_beside_the_field_one_has_left(page, dossier):
    page.goto(f"/dossiers/{dossier.id}/formulaire/resultats")
    page.get_by_label("Heures d’insertion").fill("beaucoup")
    page.get_by_label("Personnes bénéficiaires").fill("12")

    expect(page.locator("#champ-heures_insertion-erreur")).to_contain_text("attend un nombre")
    page.get_by_label("Heures d’insertion").fill("12")
    page.get_by_label("Personnes bénéficiaires").click()
    expect(page.locator("#champ-heures_insertion-erreur")).to_have_count(0)


def test_a_territory_is_taken_away_again(page, dossier, written):
    page.goto(f"/dossiers/{dossier.id}/formulaire/territoire")
    line = page.get_by_role("combobox", name="Territoire d’intervention")
    line.fill("mende")
    page.get_by_role("option", name="Mende (Lozère)").click()
    line.fill("lozere")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Retirer Mende (Lozère)").click()

    expect(page.locator("[data-saving]")).to_contain_text("Enregistré à")
    assert written()["territoires"] == ["departement:48"]


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(dossier, live, open_page):
    other = open_page("/structure", live.make.person())
    other.get_by_role("button", name="Enregistrer").click()

    expect(other.locator("#erreurs")).to_be_focused()
    expect(other.locator("#erreurs a")).to_have_count(4)
    other.locator("#erreurs a").first.click()
    expect(other.get_by_label("SIRET")).to_be_focused()
