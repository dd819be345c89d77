"""The form: what is typed is kept, whatever happens to its save."""

import pytest

from laureat.domain.candidature_states import CandidatureState
from laureat.queries.candidatures import candidature_by_id, draft_of
from laureat.services.candidatures.save_draft import save_draft
from laureat.services.candidatures.start import FIRST_ETAG, start_candidature
from tests.integration.web.pages import Shown
from tests.make import COMMUNICATION, RURAL

JSON = {"Accept": "application/json"}


@pytest.fixture
def dossier(act, make):
    """A dossier in which nothing is written yet."""
    applicant = make.applicant()
    started = act(
        make.writer(applicant),
        start_candidature,
        make.edition().id,
        category=COMMUNICATION,
        applicant_id=applicant.id,
    )
    return candidature_by_id(make.desk, started.id)


@pytest.fixture
def writer(client_as, make, dossier):
    return client_as(make.writer(dossier))


@pytest.fixture
def page_of(dossier):
    return lambda section: f"/dossiers/{dossier.id}/formulaire/{section}"


@pytest.fixture
def answers(session, dossier):
    return lambda: draft_of(session, dossier.id).answers


def test_saving_leads_to_the_next_part_and_the_last_to_the_review(writer, page_of, dossier, make):
    first = writer.post(page_of("projet"), data={"etag": make.etag(dossier), "intitule": "Un"})
    last = writer.post(page_of("engagements"), data={"etag": make.etag(dossier)})

    assert first.location == f"{page_of('territoire')}?apres=projet"
    assert last.location == f"/dossiers/{dossier.id}/relecture"


def test_a_draft_may_be_incomplete_and_wrong(writer, page_of, dossier, make, answers):
    typed = {"etag": make.etag(dossier), "heures_insertion": "beaucoup", "bilan": ""}

    saved = writer.post(page_of("resultats"), data=typed)
    page = Shown(writer.get(page_of("resultats")))

    assert saved.status_code == 303
    assert answers()["heures_insertion"] == "beaucoup"
    assert page.value("heures_insertion") == "beaucoup"
    assert "attend un nombre" in page.words


def test_the_page_that_follows_says_what_the_saved_part_still_needs(writer, page_of, dossier, make):
    typed = {"etag": make.etag(dossier), "intitule": "Un", "resume": "mot " * 400}

    page = Shown(writer.post(page_of("projet"), data=typed, follow_redirects=True))

    assert "La partie « Le projet » est enregistrée" in page.words
    assert "1 réponse à corriger" in page.words
    assert f"{page_of('projet')}#champ-resume" in page.links()
    assert f"{page_of('projet')}#champ-intitule" not in page.links()
    assert page.field("territoires") is not None


def test_what_is_too_long_is_to_correct_and_not_missing(writer, page_of, dossier, make):
    typed = {"etag": make.etag(dossier), "intitule": "Un", "resume": "mot " * 400}
    writer.post(page_of("projet"), data=typed)

    review = Shown(writer.get(f"/dossiers/{dossier.id}/relecture"))

    assert "réponses à écrire et 1 réponse à corriger" in review.words
    assert "Avant de déposer" in review.words
    assert "caractères, soit" in review.words


def test_saving_without_leaving_says_that_it_is_no_deposit(writer, page_of, dossier, make):
    typed = {"etag": make.etag(dossier), "intitule": "Un", "rester": "oui"}

    saved = writer.post(page_of("projet"), data=typed, follow_redirects=True)

    assert "Le dossier n’est pas déposé pour autant" in Shown(saved).words


def test_each_part_shows_the_status_sentence(writer, page_of):
    words = Shown(writer.get(page_of("projet"))).words

    assert "Votre dossier n’est pas encore déposé" in words
    assert "jusqu’au vendredi 8 novembre 2024 à 23 h 59 (heure de Paris)" in words


def test_a_module_saves_with_the_mark_of_what_it_read(writer, page_of, dossier, make, answers):
    etag = make.etag(dossier)

    saved = writer.post(
        page_of("projet"), data={"intitule": "Un"}, headers={**JSON, "If-Match": f'"{etag}"'}
    )

    assert saved.json["etag"] == make.etag(dossier) != etag
    assert saved.json["sentence"] == "Enregistré à 12\u00a0h\u00a000"
    assert saved.json["faults"] == {}
    assert answers()["intitule"] == "Un"


def test_a_text_beyond_all_measure_stays_on_the_page(writer, page_of, dossier, make):
    written, typed = "é" * 240_000, "è" * 240_000
    make.write(dossier, **dict.fromkeys(("contexte", "actions", "bilan", "innovation"), written))

    page = Shown(writer.post(page_of("projet"), data={"etag": make.etag(dossier), "resume": typed}))

    assert page.status == 422
    assert "trop long pour être enregistré" in page.words
    assert page.value("resume") == typed
    assert page.value("etag") == make.etag(dossier)


@pytest.fixture
def theirs(act, make, dossier):
    """A colleague saves a title; the mark that everybody had read before is given."""
    colleague = make.colleague(dossier.applicant, "Nora Note")
    read = make.etag(dossier)
    act(colleague, save_draft, dossier.id, answers={"intitule": "Le sien"}, etag=read)
    return read


def test_two_people_at_once_lose_nothing(theirs, writer, page_of, answers):
    read = theirs

    page = Shown(
        writer.post(page_of("projet"), data={"etag": read, "intitule": "Le mien", "resume": "R"})
    )
    again = {"etag": page.value("etag"), "intitule": "Le mien", "resume": "R"}
    saved = writer.post(page_of("projet"), data=again)

    assert page.status == 412
    assert "Nora Note a enregistré" in page.words
    assert "Le sien" in page.words
    assert page.value("intitule") == "Le mien"
    assert saved.status_code == 303
    assert answers()["intitule"] == "Le mien"


def test_a_module_is_told_what_the_other_wrote(theirs, make, dossier, writer, page_of):
    refused = writer.post(
        page_of("projet"), data={"intitule": "Le mien"}, headers={**JSON, "If-Match": theirs}
    )

    assert refused.status_code == 412
    assert (refused.json["saved_by"], refused.json["saved_by_you"]) == ("Nora Note", False)
    assert refused.json["theirs"] == [{"label": "Intitulé du projet", "answer": "Le sien"}]
    assert refused.json["etag"] == make.etag(dossier)


def test_a_module_is_told_that_the_session_has_ended(client_as, page_of, dossier):
    refused = client_as(None).post(page_of("projet"), data={"intitule": "Un"}, headers=JSON)

    assert refused.status_code == 401
    assert refused.json["code"] == "sign-in-needed"


def test_after_the_deadline_the_text_stays_on_the_page(client_as, page_of, dossier, make, clock):
    etag = make.etag(dossier)
    clock.advance(days=30)
    writer = client_as(make.writer(dossier))

    page = Shown(writer.post(page_of("projet"), data={"etag": etag, "intitule": "Trop tard"}))

    assert page.status == 409
    assert "est clos depuis le vendredi 8 novembre 2024" in page.words
    assert page.value("intitule") == "Trop tard"


def test_another_candidate_can_save_nothing(client_as, page_of, dossier, make, answers):
    stranger = client_as(make.writer(make.applicant()))

    refused = stranger.post(page_of("projet"), data={"etag": "0", "intitule": "Le faux"})

    assert refused.status_code == 404
    assert answers() == {}


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        (["commune:48095"], ["commune:48095"]),
        (["Mende"], ["commune:48095"]),
        (["departement:48", "Florac Trois Rivières"], ["departement:48", "commune:48061"]),
        ([""], []),
    ],
)
def test_a_territory_may_be_picked_or_typed(typed, codes, writer, page_of, answers):
    saved = writer.post(page_of("territoire"), data={"etag": FIRST_ETAG, "territoires": typed})

    assert saved.status_code == 303
    assert answers()["territoires"] == codes


def test_a_name_of_several_territories_is_asked_again(writer, page_of, dossier, make, answers):
    typed = {"etag": make.etag(dossier), "territoires": "Saint-Denis", "partenaires": "Gardé"}

    page = Shown(writer.post(page_of("territoire"), data=typed))
    (box,) = [
        one
        for one in page.tree.findall(".//input")
        if one.get("type") == "checkbox" and one.get("value") == "commune:93066"
    ]
    again = {"etag": page.value("etag"), "territoires": [box.get("value")]}
    writer.post(page_of("territoire"), data=again)

    assert page.status == 422
    assert "Vouliez-vous dire" in page.words
    assert answers()["partenaires"] == "Gardé"
    assert answers()["territoires"] == ["commune:93066"]


def test_the_beginning_of_a_name_asks_for_the_whole_name(writer, page_of, dossier, make):
    typed = {"etag": make.etag(dossier), "territoires": "Lyo"}

    page = Shown(writer.post(page_of("territoire"), data=typed))

    assert page.status == 422
    assert "« Lyo » ne suffit pas : choisissez dans la liste, ou écrivez le nom" in page.words
    assert "Vouliez-vous dire" in page.words
    assert "portent ce nom" not in page.words


def test_a_name_of_no_territory_is_kept_as_typed(writer, page_of, dossier, make):
    typed = {"etag": make.etag(dossier), "territoires": "Valombre-les-Nulle-Part"}

    page = Shown(writer.post(page_of("territoire"), data=typed))

    assert page.status == 422
    assert "Aucun territoire ne porte ce nom" in page.words
    assert "Valombre-les-Nulle-Part" in page.text


def test_the_list_of_territories_answers_a_few_letters(client_as):
    found = client_as(None).get("/territoires?q=mende&niveaux=commune").json["territories"]

    assert found[0]["code"] == "commune:48095"
    assert found[0]["label"] == "Mende (Lozère)"
    assert found[0]["detail"].startswith("Commune, ")


def test_a_category_has_its_own_questions(client_as, make):
    rural = make.candidature(CandidatureState.DRAFT, category=RURAL)
    page = Shown(client_as(make.writer(rural)).get(f"/dossiers/{rural.id}/formulaire/demarche"))

    assert page.field("volet_rural") is not None
    assert "volet_formation" not in page.text


def test_a_part_that_does_not_exist_is_not_found(writer, page_of):
    assert Shown(writer.get(page_of("rien"))).status == 404
