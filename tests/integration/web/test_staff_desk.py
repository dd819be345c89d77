"""What the organiser does on the desk: list, take away, check, screen, move, answer."""

import io

import pytest
from openpyxl import load_workbook

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.vocabulary import CheckVerdict, RecognitionAnswer, ScreeningVerdict
from laureat.queries.applicants import latest_recognition
from laureat.queries.attestations import latest_attestation, latest_check, latest_return
from tests.integration.web.pages import Shown
from tests.make import COMMUNICATION, INCLUSIVE, RURAL

S = CandidatureState
LIST = "/organisation/achat-socialement-responsable/2024/dossiers"


@pytest.fixture
def desk(client_as, make):
    return client_as(make.organiser)


def page_of(dossier):
    return f"/organisation/dossiers/{dossier.id}"


def returned(make, dossier):
    attestation = latest_attestation(make.desk, dossier.id)
    assert attestation is not None
    return latest_return(make.desk, attestation.id)


def test_the_desk_counts_the_dossiers_and_says_what_waits(desk, make):
    make.candidature(S.SUBMITTED, category=RURAL)
    make.candidature(S.REGISTERED)
    make.candidature(S.REGISTERED, category=INCLUSIVE)

    page = Shown(desk.get("/organisation"))

    assert "3 dossiers" in page.words
    assert "2 dossiers pris en compte à instruire" in page.words
    assert "2 attestations signées à vérifier" in page.words
    assert "1 dossier déposé sans attestation signée" in page.words
    assert f"{LIST}?etat=pris-en-compte" in page.links()


def test_the_desk_asks_as_many_questions_for_many_editions_as_for_one(desk, make, queries_counted):
    make.candidature(S.REGISTERED)
    with queries_counted() as one:
        desk.get("/organisation")
    make.edition("2025")
    make.edition("2026")
    make.candidature(S.REGISTERED, edition=make.edition("2025"))
    desk.get("/organisation")

    with queries_counted() as three:
        desk.get("/organisation")

    assert len(three) == len(one)


def test_an_empty_desk_says_what_to_do(desk):
    page = Shown(desk.get("/organisation"))

    assert "Aucune édition pour l’instant" in page.words


def test_the_list_is_shortened_by_state_and_category(desk, make):
    make.candidature(S.SUBMITTED, category=RURAL, intitule="Le plateau")
    make.candidature(S.REGISTERED, category=RURAL, intitule="La vallée")
    make.candidature(S.REGISTERED, category=INCLUSIVE, intitule="L’atelier")

    page = Shown(desk.get(f"{LIST}?etat=pris-en-compte&categorie=milieu-rural"))

    assert "La vallée" in page.words
    assert "Le plateau" not in page.words
    assert "L’atelier" not in page.words
    assert "registered" not in page.text


def test_the_list_is_searched_and_sorted_and_its_links_keep_it(desk, make, clock):
    make.candidature(S.SUBMITTED, category=RURAL, intitule="Le plateau")
    clock.advance(hours=1)
    make.candidature(S.REGISTERED, category=RURAL, intitule="Le grand plateau")
    make.candidature(S.REGISTERED, category=INCLUSIVE, intitule="L’atelier")

    page = Shown(desk.get(f"{LIST}?categorie=milieu-rural&cherche=plateau&tri=recent"))
    nothing = Shown(desk.get(f"{LIST}?cherche=introuvable"))

    assert page.words.index("Le grand plateau") < page.words.index("Le plateau")
    assert "L’atelier" not in page.words
    assert page.value("cherche") == "plateau"
    assert page.value("categorie") == "milieu-rural"
    kept = "etat=pris-en-compte&categorie=milieu-rural&cherche=plateau&tri=recent"
    assert f"{LIST}?{kept}" in page.links()
    assert "Toutes 2" in page.words
    assert "Aucun dossier ne répond à ce choix" in nothing.words
    assert nothing.value("cherche") == "introuvable"


def test_a_long_list_goes_on_where_it_stopped(desk, make, monkeypatch):
    monkeypatch.setattr("laureat.web.organiser.AT_ONCE", 1)
    for name in ("Zoé", "Aline"):
        make.candidature(S.REGISTERED, applicant=make.applicant(name), intitule=f"De {name}")

    first = Shown(desk.get(f"{LIST}?cherche=de&tri=candidat"))
    (following,) = [one for one in first.links() if "apres=" in one]
    second = Shown(desk.get(following))

    assert "De Aline" in first.words
    assert "De Zoé" not in first.words
    assert "De Zoé" in second.words
    assert "De Aline" not in second.words


def test_the_table_to_take_away_has_every_answer(desk, make):
    make.candidature(S.REGISTERED, intitule="=1+1")
    make.candidature(S.DRAFT, category=RURAL, intitule="Pas encore déposé")

    csv = desk.get(f"{LIST}.csv")
    book = load_workbook(io.BytesIO(desk.get(f"{LIST}.xlsx").data))

    lines = csv.get_data(as_text=True).splitlines()
    sheet = book.worksheets[0]
    assert csv.headers["Content-Disposition"].startswith("attachment")
    assert len(lines) == sheet.max_row == 3
    assert "Résumé publiable" in lines[0]
    assert "'=1+1" in lines[1]
    assert "Lozère" in lines[1]
    assert sheet["B2"].value == "Pris en compte"
    assert sheet["B3"].value == "Brouillon"
    assert "territoire" not in lines[2]


def test_a_dossier_is_admitted_with_a_word_to_the_candidate(desk, make, outbox):
    dossier = make.candidature(S.REGISTERED)

    response = desk.post(f"{page_of(dossier)}/instruction", data={"verdict": "admitted"})

    assert response.status_code == 303
    assert dossier.state is S.ADMITTED
    page = Shown(desk.get(response.location))
    assert "La décision est enregistrée" in page.words
    assert "Le dossier est transmis au jury." in page.words
    assert "Dossier transmis au jury" in page.words


def test_a_refused_screening_keeps_the_page_and_what_was_typed(desk, make):
    dossier = make.candidature(S.REGISTERED)

    page = Shown(
        desk.post(f"{page_of(dossier)}/instruction", data={"verdict": "ineligible", "reason": " "})
    )

    assert page.status == 422
    assert "Écrivez le motif, avec l’article du règlement." in page.words
    assert "#champ-reason" in page.links()
    (chosen,) = [one for one in page.tree.iter("input") if one.get("checked") is not None]
    assert chosen.get("value") == "ineligible"
    assert dossier.state is S.REGISTERED


def test_a_reason_that_an_answer_makes_necessary_is_not_called_optional(desk, make):
    dossier = make.candidature(S.REGISTERED)

    page = Shown(desk.get(page_of(dossier)))

    assert "Motif (obligatoire pour écarter le dossier, ou pour le transmettre" in page.words
    assert "Ce qui ne va pas (obligatoire pour refuser)" in page.words
    assert "(facultatif)" not in page.words


def test_a_form_in_which_nothing_was_chosen_decides_nothing(desk, make):
    dossier = make.candidature(S.REGISTERED)

    page = Shown(desk.post(f"{page_of(dossier)}/instruction", data={"reason": "Parce que."}))

    assert page.status == 422
    assert "Choisissez une des réponses proposées." in page.words
    assert page.value("reason").strip() == "Parce que."
    assert dossier.state is S.REGISTERED


def test_a_late_dossier_is_flagged_and_takes_a_reason(client_as, make, clock):
    calendar = make.definition().calendar
    dossier = make.candidature(S.SUBMITTED)
    clock.move_to(calendar.examined_until.at)
    clock.advance(minutes=1)
    make.attest(dossier)
    desk = client_as(make.organiser)

    page = Shown(desk.get(page_of(dossier)))
    refused = desk.post(f"{page_of(dossier)}/instruction", data={"verdict": "admitted"})

    assert "Après l’heure d’examen" in page.words
    assert "arrivé après l’heure limite d’examen" in page.words
    assert refused.status_code == 422
    assert "après l’heure d’examen" in Shown(desk.get(LIST)).words


def test_the_signed_paper_is_downloaded_then_checked(desk, make):
    dossier = make.candidature(S.REGISTERED)
    paper = returned(make, dossier)

    file = desk.get(f"{page_of(dossier)}/attestation")
    refused = desk.post(
        f"/organisation/attestations/{paper.id}/verification", data={"check": "refused"}
    )
    done = desk.post(
        f"/organisation/attestations/{paper.id}/verification", data={"check": "accepted"}
    )

    assert file.mimetype == "application/pdf"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert refused.status_code == 422
    assert "Écrivez ce que le candidat doit corriger." in Shown(refused).words
    assert done.status_code == 303
    checked = latest_check(make.desk, paper.id)
    assert checked is not None
    assert checked.verdict is CheckVerdict.ACCEPTED


def test_a_move_is_shown_before_it_is_made(desk, make):
    dossier = make.candidature(S.REGISTERED, category=COMMUNICATION)
    competitor = make.candidature(S.REGISTERED, category=INCLUSIVE)
    make.juror("Basile Barré", linked_to=[dossier.applicant])

    page = Shown(desk.get(f"{page_of(dossier)}/reclassement?vers={INCLUSIVE}"))
    refused = Shown(desk.post(f"{page_of(dossier)}/reclassement", data={"vers": INCLUSIVE}))
    done = desk.post(
        f"{page_of(dossier)}/reclassement",
        data={"vers": INCLUSIVE, "reason": "Le projet porte sur les structures inclusives."},
    )

    assert "1 membre du jury ne pourra plus y lire ni y voter" in page.words
    assert "Basile Barré" in page.words
    assert "pour un quorum de 3" in page.words
    assert refused.status == 422
    assert "Écrivez le motif du changement de catégorie." in refused.words
    assert done.status_code == 303
    assert dossier.category_id == competitor.category_id
    history = Shown(desk.get(done.location)).words
    assert "Dossier reclassé de « Communication et rayonnement" in history


def test_a_move_that_is_not_possible_says_why_and_offers_no_button(desk, make):
    applicant = make.applicant()
    dossier = make.candidature(S.REGISTERED, category=COMMUNICATION, applicant=applicant)
    make.candidature(S.REGISTERED, category=INCLUSIVE, applicant=applicant)

    page = Shown(desk.get(f"{page_of(dossier)}/reclassement?vers={INCLUSIVE}"))

    assert "Ce candidat a déjà un dossier dans la catégorie" in page.words
    assert not [one for one in page.tree.iter("textarea")]


def test_only_the_moves_that_are_possible_are_offered(desk, client_as, make):
    applicant = make.applicant()
    dossier = make.candidature(S.REGISTERED, category=COMMUNICATION, applicant=applicant)
    make.candidature(S.REGISTERED, category=INCLUSIVE, applicant=applicant)
    choices = Shown(desk.get(page_of(dossier)))
    offered = {one.get("value") for one in choices.field("vers").iter("option")}

    make.screen(dossier, ScreeningVerdict.INADMISSIBLE)
    make.jury_period()
    make.decide(dossier.category)
    decided = Shown(client_as(make.organiser).get(page_of(dossier)))

    assert RURAL in offered
    assert not offered & {COMMUNICATION, INCLUSIVE}
    assert "Reclasser dans" not in decided.words


def test_the_organiser_marks_members_and_answers_for_a_silent_coordination(desk, make):
    applicant = make.applicant("Structure à reconnaître", member=None)
    dossier = make.candidature(S.SUBMITTED, applicant=applicant)

    refused = desk.post(f"{page_of(dossier)}/reconnaissance", data={"answer": "refused"})
    done = desk.post(f"{page_of(dossier)}/reconnaissance", data={"answer": "recognised"})
    known = latest_recognition(make.desk, applicant.id, dossier.edition.programme_id)
    marked = desk.post(f"{page_of(dossier)}/adhesion", data={"member": "oui"})

    assert refused.status_code == 422
    assert "Écrivez le motif du refus." in Shown(refused).words
    assert done.status_code == marked.status_code == 303
    assert known is not None
    assert known.answer is RecognitionAnswer.RECOGNISED
    assert applicant.member is True
