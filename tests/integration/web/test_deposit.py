"""From the review to the candidature that counts."""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest

from laureat.domain.candidature_states import CandidatureState
from laureat.queries.candidatures import candidature_by_id
from tests.answers import SIGNED_PAPER
from tests.integration.web.pages import Shown
from tests.make import COMMUNICATION, RURAL

S = CandidatureState


@pytest.fixture
def dossier(make):
    """A complete dossier that is not deposited."""
    return make.candidature(S.DRAFT, intitule="Un marché qui insère")


@pytest.fixture
def writer(client_as, make, dossier):
    return client_as(make.writer(dossier))


@pytest.fixture
def state(session, dossier):
    return lambda: candidature_by_id(session, dossier.id).state


def deposit(writer, make, dossier, **more):
    data = {"etag": make.etag(dossier), "accept_rules": "oui", **more}
    return writer.post(f"/dossiers/{dossier.id}/deposer", data=data)


def signed(
    name="attestation signée.pdf", content=SIGNED_PAPER, signatory="Sylvie Signe, directrice"
):
    return {"file": (BytesIO(content), name), "signatory": signatory}


def test_the_review_shows_what_the_jury_will_read(writer, dossier):
    words = Shown(writer.get(f"/dossiers/{dossier.id}/relecture")).words

    assert "Un marché qui insère" in words
    assert "Lozère" in words
    assert "15 janvier 2024" in words
    assert "(non transmis au jury)" in words
    assert "Remplie La structure est adhérente" in words


def test_once_the_deposit_is_closed_the_review_is_as_of_the_deposit(client_as, make, clock):
    dossier = make.candidature(S.REGISTERED)
    clock.move_to(make.definition().calendar.deposit_closes.at + timedelta(days=1))

    page = Shown(client_as(make.writer(dossier)).get(f"/dossiers/{dossier.id}/relecture"))

    assert "Remplie Les délais sont respectés" in page.words
    assert "Non remplie" not in page.words


def test_a_draft_that_does_not_meet_a_rule_says_so_at_once_and_what_can_be_done(client_as, make):
    dossier = make.candidature(S.DRAFT, category=RURAL, territoires=["departement:34"])
    writer = client_as(make.writer(dossier))

    page = Shown(writer.get(f"/dossiers/{dossier.id}"))
    listed = Shown(writer.get("/mes-dossiers"))

    for shown in (page, listed):
        assert "ne remplit pas la condition de l’article 1.3" in shown.words
        assert "l’organisateur décidera alors s’il est transmis au jury" in shown.words
    assert "Non remplie" in page.words


def test_a_deposit_that_does_not_meet_a_rule_is_not_shown_as_done(client_as, make):
    dossier = make.candidature(S.REGISTERED, category=RURAL, territoires=["departement:34"])

    page = Shown(client_as(make.writer(dossier)).get(f"/dossiers/{dossier.id}"))
    (panel,) = [one for one in page.tree.iter() if one.get("class") == "status"]

    assert "ne remplit pas la condition de l’article 1.3" in page.words
    assert "rien d’autre à faire" not in page.words
    assert panel.get("data-tone") == "todo"


def test_a_draft_that_is_too_late_to_deposit_is_judged_by_no_rule(client_as, make, clock):
    dossier = make.candidature(S.DRAFT, category=RURAL, territoires=["departement:34"])
    clock.advance(days=30)

    page = Shown(client_as(make.writer(dossier)).get(f"/dossiers/{dossier.id}"))

    assert "ne remplit pas" not in page.words


def test_what_is_missing_is_a_link_to_its_field(client_as, make):
    dossier = make.candidature(S.DRAFT, category=RURAL, intitule=None, territoires=[])
    page = Shown(client_as(make.writer(dossier)).get(f"/dossiers/{dossier.id}/relecture"))
    form = f"/dossiers/{dossier.id}/formulaire"

    assert "Avant de déposer : 2 réponses à écrire" in page.words
    assert f"{form}/projet#champ-intitule" in page.links()
    assert f"{form}/territoire#champ-territoires" in page.links()
    assert "Déposer le dossier" not in [
        "".join(one.itertext()).strip() for one in page.tree.findall(".//button")
    ]


def test_a_deposit_says_at_once_that_it_does_not_count_yet(writer, make, dossier, state):
    answer = deposit(writer, make, dossier)
    words = Shown(writer.get(answer.location)).words

    assert answer.location == f"/dossiers/{dossier.id}"
    assert state() is S.SUBMITTED
    assert "n’est pas encore prise en compte : il manque l’attestation signée" in words
    assert "Retourner l’attestation signée" in words


def test_the_regulation_must_be_accepted(writer, make, dossier, state):
    page = Shown(writer.post(f"/dossiers/{dossier.id}/deposer", data={"etag": make.etag(dossier)}))

    assert page.status == 422
    assert "Cochez la case pour accepter le règlement" in page.words
    assert "#accept_rules" in page.links()
    assert state() is S.DRAFT


def test_a_deposit_of_an_older_text_is_refused_and_keeps_the_tick(writer, dossier, state):
    data = {"etag": "older", "accept_rules": "oui"}

    page = Shown(writer.post(f"/dossiers/{dossier.id}/deposer", data=data))

    assert page.status == 412
    assert "Relisez-le, puis déposez-le" in page.words
    assert page.field("accept_rules").get("checked") is not None
    assert state() is S.DRAFT


def test_a_double_click_deposits_once(writer, make, dossier, session, outbox):
    deposit(writer, make, dossier)
    before = outbox()
    deposit(writer, make, dossier)

    assert outbox() == before


def test_after_the_deadline_the_refusal_names_the_article(client_as, make, dossier, clock):
    clock.advance(days=30)
    writer = client_as(make.writer(dossier))

    page = Shown(deposit(writer, make, dossier))

    assert page.status == 409
    assert "(article 3.1)" in page.words


def test_the_attestation_is_the_paper_of_the_version_deposited(writer, make, dossier):
    deposit(writer, make, dossier)

    paper = writer.get(f"/dossiers/{dossier.id}/attestation.pdf")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(paper.data)).pages)

    assert paper.mimetype == "application/pdf"
    assert "attachment" in paper.headers["Content-Disposition"]
    assert dossier.number in text.replace("\n", " ")
    assert "Alliance fictive" in text


def test_the_receipt_says_what_was_deposited_and_what_is_missing(writer, make, dossier):
    assert writer.get(f"/dossiers/{dossier.id}/recepisse.pdf").status_code == 404
    deposit(writer, make, dossier)

    page = Shown(writer.get(f"/dossiers/{dossier.id}"))
    response = writer.get(f"/dossiers/{dossier.id}/recepisse.pdf")

    assert f"/dossiers/{dossier.id}/recepisse.pdf" in page.links()
    read = " ".join(
        " ".join(one.extract_text().split())
        for one in pypdf.PdfReader(BytesIO(response.data)).pages
    )
    assert f"N° {dossier.number}-1" in read
    assert "il manque l’attestation signée" in read
    assert dossier.title in read
    assert "heure de Paris" in read
    assert "Arrivée" not in read


def test_the_receipt_of_a_late_deposit_says_so(client_as, make, dossier, clock):
    clock.move_to(make.definition().calendar.examined_until.at + timedelta(minutes=1))
    writer = client_as(make.writer(dossier))
    deposit(writer, make, dossier)

    response = writer.get(f"/dossiers/{dossier.id}/recepisse.pdf")

    read = " ".join(pypdf.PdfReader(BytesIO(response.data)).pages[0].extract_text().split())
    assert "après l’heure limite d’examen" in read


def test_there_is_no_attestation_before_the_deposit(writer, dossier):
    page = Shown(writer.get(f"/dossiers/{dossier.id}/attestation.pdf"))

    assert page.status == 404
    assert "déposez d’abord le dossier" in page.words


def test_the_signed_paper_makes_the_candidature_count(writer, make, dossier, state):
    deposit(writer, make, dossier)

    answer = writer.post(f"/dossiers/{dossier.id}/attestation", data=signed())
    words = Shown(writer.get(answer.location)).words

    assert state() is S.REGISTERED
    assert "Votre candidature est prise en compte depuis le mardi 15 octobre 2024" in words
    assert "signée par Sylvie Signe, directrice" in words


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (signed(content=b"not a document", name="note.txt"), "PDF"),
        (signed(content=b"", name=""), "Aucun fichier n’est choisi"),
        (signed(content=b"", name="vide.pdf"), "Ce fichier est vide"),
        (signed(signatory="  "), "Écrivez le nom et la fonction"),
    ],
)
def test_a_paper_that_cannot_be_taken_stays_on_the_page(sent, said, writer, make, dossier, state):
    deposit(writer, make, dossier)

    page = Shown(writer.post(f"/dossiers/{dossier.id}/attestation", data=sent))

    assert page.status == 422
    assert said in page.words
    assert page.value("signatory") == sent["signatory"]
    assert state() is S.SUBMITTED


def test_what_is_too_heavy_to_be_read_at_all_leads_back_to_the_page(writer, make, dossier, state):
    deposit(writer, make, dossier)

    page = Shown(
        writer.post(
            f"/dossiers/{dossier.id}/attestation",
            content_type="multipart/form-data; boundary=frontier",
            environ_overrides={"CONTENT_LENGTH": str(21 * 1024 * 1024)},
        )
    )

    assert page.status == 413
    assert "rien n’en a été enregistré" in page.words
    assert f"/dossiers/{dossier.id}" in page.links()
    assert state() is S.SUBMITTED


def test_a_change_after_the_registration_warns_of_the_new_attestation(writer, make, dossier):
    deposit(writer, make, dossier)
    make.attest(dossier)
    typed = {"etag": make.etag(dossier), "intitule": "Un autre titre"}
    writer.post(f"/dossiers/{dossier.id}/formulaire/projet", data=typed)

    words = Shown(writer.get(f"/dossiers/{dossier.id}")).words

    assert "les déposer demandera une nouvelle attestation signée" in words
    assert "Relire et déposer les modifications" in words


def test_a_withdrawal_names_what_it_touches_before_it_is_done(writer, dossier, state):
    page = Shown(writer.get(f"/dossiers/{dossier.id}/retrait"))

    assert dossier.number in page.words
    assert "« Un marché qui insère »" in page.words.replace("\u00a0", " ")
    assert "Vous pourrez ouvrir un autre dossier dans cette catégorie" in page.words
    assert state() is S.DRAFT


def test_a_withdrawn_dossier_leaves_its_category_free(writer, make, dossier, state):
    gone = writer.post(f"/dossiers/{dossier.id}/retrait", data={"reason": "Un doublon."})
    page = Shown(writer.get(gone.location))
    opening = f"/dossiers/nouveau?edition={dossier.edition_id}&categorie={COMMUNICATION}"

    assert state() is S.WITHDRAWN
    assert f"Le dossier {dossier.number} est retiré" in page.words
    assert opening in page.links()


def test_a_withdrawal_too_late_is_explained_on_the_dossier(writer, make, dossier):
    writer.post(f"/dossiers/{dossier.id}/retrait")

    again = writer.post(f"/dossiers/{dossier.id}/retrait", follow_redirects=True)

    assert "Un dossier à l’état « Retiré »" in Shown(again).words.replace("\u00a0", " ")
