"""What a regional coordination sees and answers."""

import pytest

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.vocabulary import RecognitionAnswer
from laureat.queries.applicants import latest_recognition
from tests.integration.web.pages import Shown

PROGRAMME = "achat-socialement-responsable"


@pytest.fixture
def referent(make):
    return make.coordination("Coordination de Lozère", departements=["48"])[1]


@pytest.fixture
def waiting(make):
    applicant = make.applicant("Structure de Mende", member=None, departement="48")
    return make.candidature(CandidatureState.SUBMITTED, applicant=applicant, intitule="Le plateau")


def address(dossier):
    return f"/coordination/{PROGRAMME}/{dossier.applicant_id}"


def test_it_sees_who_waits_in_its_territory_for_what_and_until_when(
    client_as, make, referent, waiting
):
    elsewhere = make.applicant("Structure de Lille", member=None, departement="59")
    other = make.candidature(CandidatureState.SUBMITTED, applicant=elsewhere)
    client = client_as(referent)

    page = Shown(client.get("/coordination"))

    assert "1 structure attend votre réponse. Répondez avant le vendredi 25 octobre" in page.words
    assert "Structure de Mende" in page.words
    assert "Le plateau" in page.words
    assert "Structure de Lille" not in page.words
    assert Shown(client.get(address(other))).status == 404


def test_a_refusal_takes_a_reason_and_keeps_the_page(client_as, make, referent, waiting):
    page = Shown(client_as(referent).post(address(waiting), data={"answer": "refused"}))

    assert page.status == 422
    assert "Écrivez le motif du refus." in page.words


def test_an_answer_is_kept_and_shown(client_as, make, referent, waiting):
    client = client_as(referent)

    response = client.post(address(waiting), data={"answer": "recognised"})

    page = Shown(client.get(response.location))
    known = latest_recognition(make.desk, waiting.applicant_id, waiting.edition.programme_id)
    assert known is not None
    assert known.answer is RecognitionAnswer.RECOGNISED
    assert "Aucun candidat n’attend de réponse." in page.words
    assert "Déjà répondu" in page.words
    assert "Reconnue" in page.words


def test_silence_lets_the_organiser_answer(client_as, make, clock, waiting):
    clock.advance(days=11)

    page = Shown(client_as(make.organiser).get("/coordination"))

    assert "délai passé : c’est à vous de répondre" in page.words
    assert "Passé ce délai, c’est à vous de répondre à la place de la coordination." in page.words
    assert "l’organisateur" not in page.words
    assert "Aucune coordination" in page.words
