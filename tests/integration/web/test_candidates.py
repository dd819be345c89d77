"""Somebody's dossiers and structures, before anything is written."""

import re
from dataclasses import replace

import pytest

from laureat.configuration.stages import Stage, StageKind, StageReader
from laureat.domain.candidature_states import CandidatureState
from laureat.queries.applicants import applicants_of, team_of
from tests.integration.web.pages import Shown
from tests.make import ASR, COMMUNICATION, INCLUSIVE, IT, RURAL, TRAINING, siret

S = CandidatureState


def spaced(digits):
    return f"{digits[:3]} {digits[3:6]} {digits[6:9]} {digits[9:]}"


@pytest.fixture
def structure():
    """A structure as its form describes it."""
    return {
        "siret": spaced(siret(777)),
        "name": "Maison de l’emploi de Valombre",
        "structure_kind": "mde",
        "commune": "commune:48095",
        "mandated_by": "",
    }


@pytest.fixture
def edition(make):
    return make.edition()


def test_a_newcomer_is_told_where_to_begin(client_as, make, edition):
    page = Shown(client_as(make.person()).get("/mes-dossiers"))

    assert "Commencez par dire pour qui vous candidatez" in page.words
    assert "/structure" in page.links()


def test_a_structure_is_identified_by_its_siret(client_as, make, edition, structure, session):
    person = make.person()

    answer = client_as(person).post("/structure", data=structure)

    (known,) = applicants_of(session, person.id)
    assert answer.location == "/mes-dossiers"
    assert (known.siret, known.name) == (siret(777), "Maison de l’emploi de Valombre")
    assert (known.structure_kind, known.commune, known.departement) == ("mde", "48095", "48")


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ({"siret": "123 456 789 00012"}, "n’est pas un SIRET valable"),
        ({"siret": "123456789"}, "ajoutez les 5 chiffres"),
        ({"name": " "}, "Écrivez le nom complet"),
        ({"structure_kind": ""}, "Choisissez le type de structure"),
        ({"commune": "Valombre-les-Nulle-Part"}, "Aucune commune ne porte ce nom"),
        ({"commune": "Saint-Denis"}, "choisissez la bonne"),
        ({"commune": ""}, "Indiquez la commune"),
    ],
)
@pytest.mark.usefixtures("edition")
def test_a_mistake_keeps_all_that_was_typed(mistake, said, client_as, make, structure):
    typed = structure | mistake

    page = Shown(client_as(make.person()).post("/structure", data=typed))

    assert page.status == 422
    assert said in page.words
    assert page.value("siret") == typed["siret"]
    assert page.value("name") == typed["name"]


def test_a_structure_that_has_a_team_is_joined_by_invitation(client_as, make, edition, structure):
    client_as(make.person()).post("/structure", data=structure)

    page = Shown(client_as(make.person()).post("/structure", data=structure))

    assert page.status == 409
    assert "Demandez à un·e collègue" in page.words


def test_a_colleague_is_invited_and_writes_too(client_as, make, session, edition):
    applicant = make.applicant()
    client = client_as(make.writer(applicant))

    client.post(f"/structure/{applicant.id}/equipe", data={"email": "Nora@Structure.example"})
    page = Shown(client.get(f"/structure/{applicant.id}"))

    assert [one.person.email for one in team_of(session, applicant.id)][-1] == (
        "nora@structure.example"
    )
    assert "nora@structure.example" in page.words
    assert "invitation envoyée" in page.words


def test_an_invitation_is_accepted_or_declined_from_ones_own_page(client_as, make, edition):
    jurors = make.juror(email="nora@structure.example")
    first, second = make.applicant("Mission fictive"), make.applicant("Maison fictive")
    for one in (first, second):
        make.invitation(one, jurors.person.email)
    client = client_as(jurors.person)

    page = Shown(client.get("/mes-dossiers"))
    assert "Mission fictive" in page.words
    assert "Vous siégez dans un jury" in page.words
    client.post(f"/structure/{first.id}/rejoindre")
    client.post(f"/structure/{second.id}/decliner")

    page = Shown(client.get("/mes-dossiers"))
    assert "vous invite" not in page.words
    assert "Vous écrivez pour Mission fictive" in page.words


def test_a_letter_greets_by_no_name_that_a_stranger_gave(client_as, make, run_jobs, runtime):
    make.invitation(make.applicant(), "victime@exemple.example", "Votre compte expire")

    client_as(None).post("/connexion", data={"email": "victime@exemple.example"})
    run_jobs()

    (letter,) = (one for one in runtime.mailer.sent if one.to == "victime@exemple.example")
    assert letter.text.startswith("Bonjour,")


def test_an_invitation_that_cannot_be_sent_keeps_the_address(client_as, make, edition):
    applicant = make.applicant()
    page = Shown(
        client_as(make.writer(applicant)).post(
            f"/structure/{applicant.id}/equipe", data={"email": "nora@"}
        )
    )

    assert page.status == 422
    assert page.value("email") == "nora@"


def test_dossiers_come_first_then_what_can_be_opened(client_as, make):
    dossier = make.candidature(S.DRAFT, category=COMMUNICATION)
    page = Shown(client_as(make.writer(dossier)).get("/mes-dossiers"))
    opening = f"/dossiers/nouveau?edition={dossier.edition_id}&categorie="
    links = page.links()

    assert f"/dossiers/{dossier.id}" in links
    assert f"{opening}{INCLUSIVE}" in links
    assert f"{opening}{COMMUNICATION}" not in links
    assert links.index(f"/dossiers/{dossier.id}") < links.index(f"{opening}{INCLUSIVE}")


def test_a_link_opens_nothing_by_itself(client_as, make, edition):
    applicant = make.applicant()
    client = client_as(make.writer(applicant))
    address = f"/dossiers/nouveau?edition={edition.id}&categorie={COMMUNICATION}"

    for _ in range(3):
        assert Shown(client.get(address)).status == 200

    assert "Brouillon" not in Shown(client.get("/mes-dossiers")).words


def test_a_dossier_is_opened_by_its_button_and_once(client_as, make, edition):
    applicant = make.applicant()
    client = client_as(make.writer(applicant))
    asked = {
        "edition": edition.id,
        "categorie": COMMUNICATION,
        "applicant": applicant.id,
    }

    opened = client.post("/dossiers/nouveau", data=asked)
    page = Shown(client.post("/dossiers/nouveau", data=asked))

    assert re.fullmatch(r"/dossiers/[0-9a-f-]{36}", opened.location)
    assert page.status == 409
    assert "Ce dossier ne peut pas être ouvert" in page.words


def test_before_the_opening_the_refusal_names_the_day(client_as, make, edition, clock):
    late = make.applicant()
    clock.instant = clock.instant.replace(month=8)
    asked = {"edition": edition.id, "categorie": COMMUNICATION, "applicant": late.id}

    page = Shown(client_as(make.writer(late)).post("/dossiers/nouveau", data=asked))

    assert page.status == 409
    assert "lundi 2 septembre 2024" in page.words.replace("\u00a0", " ")


def test_a_page_asks_no_more_when_there_are_more_dossiers(client_as, make, queries_counted):
    applicant = make.applicant()
    for path, category in ((ASR, COMMUNICATION), (IT, "aller-vers")):
        edition = make.edition(path=path)
        make.candidature(S.SUBMITTED, category=category, applicant=applicant, edition=edition)
    client = client_as(make.writer(applicant))
    client.get("/mes-dossiers")

    with queries_counted() as two:
        client.get("/mes-dossiers")
    for category in (INCLUSIVE, RURAL, TRAINING):
        make.candidature(S.SUBMITTED, category=category, applicant=applicant)
    with queries_counted() as five:
        client.get("/mes-dossiers")

    assert len(five) == len(two)


def test_a_dossier_tells_the_moments_that_its_writers_may_see(client_as, make):
    calendar = make.definition(make.edition()).calendar
    stages = tuple(
        Stage(
            slug=reader.value,
            title=f"Temps pour {reader.value}",
            kind=StageKind.OTHER,
            opens=calendar.jury_opens.at,
            seen_by=(reader,),
        )
        for reader in StageReader
    )
    edition = make.edition("phases", calendar=replace(calendar, stages=stages))
    candidature = make.candidature(S.DRAFT, edition=edition)

    page = Shown(client_as(make.writer(candidature)).get(f"/dossiers/{candidature.id}"))

    (told,) = page.tree.findall(".//ol[@aria-label='Les temps forts']")
    labels = [" ".join("".join(one.itertext()).split()) for one in told.findall("./li/b")]
    assert labels == ["Temps pour candidates", "Temps pour public"]
