"""Who may open each page of the public and of the candidates, and what each page must be."""

import pytest

from laureat.app import refuse_other_origins
from laureat.domain.candidature_states import CandidatureState
from tests.integration.web.pages import Shown
from tests.make import RURAL

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
)

SIGNED_IN = (
    "/mon-compte",
    "/mes-dossiers",
    "/structure",
    "/dossiers/nouveau?edition={edition}&categorie=structures-inclusives",
)

THEIRS = (
    "/structure/{applicant}",
    "/dossiers/{dossier}",
    "/dossiers/{dossier}/formulaire/projet",
    "/dossiers/{dossier}/formulaire/territoire",
    "/dossiers/{dossier}/formulaire/resultats",
    "/dossiers/{dossier}/formulaire/engagements",
    "/dossiers/{dossier}/relecture",
    "/dossiers/{dossier}/retrait",
)


@pytest.fixture
def dossier(make):
    return make.candidature(CandidatureState.SUBMITTED, category=RURAL)


@pytest.fixture
def address(dossier):
    """Fill in the address of a page."""

    def filled(pattern):
        return pattern.format(
            edition=dossier.edition_id, applicant=dossier.applicant_id, dossier=dossier.id
        )

    return filled


@pytest.mark.parametrize("path", PUBLIC)
def test_anybody_may_read_a_public_page(path, client_as, dossier):
    assert Shown(client_as(None).get(path)).status == 200


@pytest.mark.parametrize("path", SIGNED_IN + THEIRS)
def test_who_is_not_signed_in_is_led_to_sign_in_and_back(path, client_as, address):
    response = client_as(None).get(address(path))

    assert response.status_code == 303
    assert response.location.startswith("/connexion?suite=/")


@pytest.mark.parametrize("path", SIGNED_IN)
def test_who_is_signed_in_has_pages_of_their_own(path, client_as, make, address):
    assert Shown(client_as(make.person()).get(address(path))).status == 200


@pytest.mark.parametrize("path", THEIRS)
def test_who_writes_for_the_structure_sees_its_pages(path, client_as, make, address, dossier):
    assert Shown(client_as(make.writer(dossier)).get(address(path))).status == 200


@pytest.mark.parametrize("path", THEIRS[1:])
def test_for_another_candidate_the_dossier_does_not_exist(path, client_as, make, address):
    stranger = make.writer(make.applicant())

    page = Shown(client_as(stranger).get(address(path)))

    assert page.status == 404
    assert "rien à cette adresse" in page.words


def test_another_organisation_has_no_such_page(client_as, dossier):
    page = Shown(client_as(None, host="rivale.example").get(CALL))

    assert page.status == 404


def test_a_host_that_nobody_has_is_told_so(client_as):
    page = Shown(client_as(None, host="inconnu.example").get("/"))

    assert page.status == 404
    assert "Aucun organisateur n’est connu à cette adresse" in page.words


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/rien-ici", 404, "Nous ne trouvons pas cette page"),
        ("/deconnexion", 405, "s’ouvre depuis un bouton"),
        ("/dossiers/00000000-0000-0000-0000-000000000000", 404, "rien à cette adresse"),
    ],
)
def test_an_error_says_what_to_do(path, status, said, client_as, make):
    page = Shown(client_as(make.person()).get(path))

    assert page.status == status
    assert said in page.words
    assert "/" in page.links()


def test_a_form_of_another_site_is_refused(client_as, make):
    client = client_as(make.person())

    response = client.post("/deconnexion", headers={"Sec-Fetch-Site": "cross-site"})

    page = Shown(response)
    assert page.status == 403
    assert "vient d’un autre site" in page.words


def test_no_text_has_a_nul_in_it(client_as, make):
    client = client_as(make.person())

    form = Shown(client.post("/connexion", data={"email": "camille\x00@exemple.example"}))

    assert form.status == 422
    assert "caractères que l’on ne peut pas lire" in form.words
    assert Shown(client.get("/connexion?suite=%00")).status == 422
    assert Shown(client.get("/trophees/%00/2024")).status == 404


def test_a_page_is_kept_by_no_cache_on_the_way_nor_after_signing_out(client_as, make):
    client = client_as(make.person())

    assert client.get("/mes-dossiers").headers["Cache-Control"] == "private, no-cache"
    assert client.post("/deconnexion").headers["Clear-Site-Data"] == '"cache"'


def test_browsers_are_told_to_come_back_over_tls(client_as):
    assert client_as(None).get("/").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_behind_a_proxy_that_ends_tls_an_older_browser_is_ours(app):
    with app.test_request_context(
        "/deconnexion",
        method="POST",
        base_url="http://alliance-fictive.example",
        headers={"Origin": "https://alliance-fictive.example"},
    ):
        refuse_other_origins()


def test_english_is_there_for_who_asks(client_as, dossier):
    client = client_as(None)

    page = Shown(client.get("/connexion?langue=en"))
    after = Shown(client.get("/connexion"))

    assert page.tree.get("lang") == after.tree.get("lang") == "en"
    assert "Sign in" in after.words


def test_the_other_language_is_still_offered_where_a_form_is_refused(client_as, make):
    dossier = make.candidature(CandidatureState.DRAFT)
    client = client_as(make.writer(dossier))
    client.get("/?langue=en")

    code = Shown(client.post("/connexion", data={"email": "x"}))
    deposit = Shown(client.post(f"/dossiers/{dossier.id}/deposer", data={"etag": "older"}))

    assert (code.status, deposit.status) == (422, 412)
    assert "/connexion?langue=fr" in code.links()
    assert f"/dossiers/{dossier.id}?langue=fr" in deposit.links()


def test_files_are_kept_for_a_year_under_their_digest(client_as):
    client = client_as(None)
    page = Shown(client.get("/"))
    (sheet,) = [
        one.get("href")
        for one in page.tree.findall(".//link")
        if str(one.get("href")).endswith("/laureat.css")
    ]

    response = client.get(sheet)
    bootstrap = client.get(sheet.replace("laureat.css", "bootstrap/css/bootstrap.min.css"))
    stale = client.get("/static/0123456789ab/laureat.css")

    assert response.status_code == bootstrap.status_code == stale.status_code == 200
    assert response.cache_control.max_age == 31_536_000
    assert response.cache_control.immutable
    assert not stale.cache_control.max_age


def test_the_theme_is_the_tenants_accent_made_readable(client_as):
    theme = client_as(None).get("/theme.css").get_data(as_text=True)
    other = client_as(None, host="rivale.example").get("/theme.css").get_data(as_text=True)

    assert "--tenant-accent:#2f5d50;" in theme
    assert "--tenant-accent:#5d2f50;" in other
