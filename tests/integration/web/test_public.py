"""What the public reads: calls, the regulation, the palmarès at its hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from laureat.configuration.stages import Stage, StageKind, StageReader
from laureat.domain.candidature_states import CandidatureState
from tests.integration.web.pages import Shown
from tests.make import COMMUNICATION, IT

CALL = "/trophees/achat-socialement-responsable/2024"


@pytest.fixture
def read(client_as):
    """Read a page as somebody whom nobody knows."""

    def shown(path):
        page = Shown(client_as(None).get(path))
        return page, page.words.replace("\u00a0", " ").replace("\u202f", " ")

    return shown


def test_the_call_says_where_it_stands_and_warns_of_the_jurys_hour(make, read):
    make.edition()

    _, words = read(CALL)

    assert "Il reste 24 jours, jusqu’au vendredi 8 novembre 2024 à 23 h 59" in words
    assert "au plus tard le vendredi 8 novembre 2024 à 16 h 00 (heure de Paris)" in words
    assert "minuit" not in words


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (datetime(2024, 9, 1, tzinfo=UTC), "Les candidatures ouvriront le lundi 2 septembre 2024"),
        (datetime(2024, 9, 2, 7, tzinfo=UTC), "Les candidatures sont ouvertes"),
        (datetime(2024, 11, 8, 22, 59, 59, tzinfo=UTC), "Les candidatures sont ouvertes"),
        (datetime(2024, 11, 8, 23, 0, tzinfo=UTC), "Les candidatures sont closes"),
        (datetime(2024, 12, 9, 17, 0, tzinfo=UTC), "La proclamation des résultats, prévue le"),
    ],
)
def test_the_sentence_follows_the_calendar(moment, sentence, make, read, clock):
    make.edition()
    clock.instant = moment

    assert sentence in read(CALL)[1]


def test_the_call_says_all_that_one_needs(make, read):
    make.edition()
    make.edition(path=IT)

    page, words = read(CALL)

    assert "Achat socialement responsable en milieu rural" in words
    assert "25 000 habitants" in words
    assert "Peut candidater toute structure adhérente" in words
    assert "Intitulé du projet" in words
    assert "/trophees/initiatives-territoriales/2024" in page.links()
    assert f"{CALL}/reglement#article-1-2" in page.links()


def test_an_edition_that_is_not_published_is_seen_by_its_organiser_only(make, read, client_as):
    make.edition(published=False)

    assert read(CALL)[0].status == 404
    page = Shown(client_as(make.organiser).get(CALL))
    assert page.status == 200
    assert "Vous voyez un brouillon" in page.words


def test_the_home_lists_what_is_open(make, read):
    make.edition()

    page, words = read("/")

    assert "Candidatures ouvertes" in words
    assert CALL in page.links()


def test_the_home_says_when_nothing_is_open(read):
    assert "Aucun appel à candidatures n’est ouvert" in read("/")[1]


def test_the_regulation_says_what_the_platform_applies(make, read):
    make.edition()

    page, words = read(f"{CALL}/reglement")

    assert "Article 4.4" in words
    assert "ne vote pas dans la catégorie où ce candidat concourt" in words
    assert "#article-4-4" in page.links()


def test_before_its_hour_the_palmares_says_kindly_when_it_comes(make, read):
    make.edition()

    page, words = read(f"{CALL}/palmares")

    assert page.status == 200
    assert "après la proclamation des résultats, le lundi 9 décembre 2024 à 18 h 00" in words


def test_a_published_palmares_waits_for_its_hour(make, read, clock):
    laureate = make.candidature(
        CandidatureState.ADMITTED, category=COMMUNICATION, intitule="Le projet lauréat"
    )
    make.vote(laureate.category, laureate, laureate, laureate)
    make.decide(laureate.category, laureate)
    make.palmares()
    before, hidden = read(f"{CALL}/palmares")
    clock.move_to(datetime(2024, 12, 9, 17, 0, tzinfo=UTC))

    _, words = read(f"{CALL}/palmares")

    assert laureate.applicant.name not in before.text
    assert "après la proclamation" in hidden
    assert f"Lauréat {laureate.applicant.name} Le projet lauréat" in words
    assert "Le jury n’a pas attribué cette catégorie" in words
    assert "Les résultats sont proclamés" in read(CALL)[1]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/accessibilite", "Accessibilité : non conforme"),
        ("/mentions-legales", "Alliance fictive"),
        ("/mentions-legales", "Directeur ou directrice de la publication Nina Fictive"),
        ("/mentions-legales", "Hébergement Hébergeur fictif"),
        ("/donnees-personnelles", "CNIL"),
        ("/donnees-personnelles", "Base légale l’intérêt légitime"),
        ("/donnees-personnelles", "Brouillons 3 mois après la clôture"),
    ],
)
def test_the_legal_pages_are_reached_from_every_page(path, said, read):
    home, _ = read("/")

    assert path in home.links()
    assert said in read(path)[1]


def test_the_calendar_tells_the_moments_that_the_public_may_see(make, read, clock):
    calendar = make.definition().calendar
    stages = tuple(
        Stage(
            slug=slug,
            title=title,
            kind=StageKind.OTHER,
            opens=calendar.deposit_closes.at + timedelta(days=4),
            closes=calendar.deposit_closes.at + timedelta(days=5),
            participants="Un comité fictif",
            seen_by=(reader,),
        )
        for slug, title, reader in (
            ("tri", "Présélection publique", StageReader.PUBLIC),
            ("secret", "Réunion à huis clos", StageReader.ORGANISER),
        )
    )
    make.edition("phases", calendar=replace(calendar, stages=stages))
    clock.instant = calendar.deposit_closes.at + timedelta(days=4, hours=1)

    page, words = read("/trophees/achat-socialement-responsable/phases")

    steps = ["".join(one.itertext()).split("\n")[1].strip() for one in steps_of(page)]
    assert steps == [
        "Ouverture",
        "Dépôt des dossiers",
        "Présélection publique",
        "Examen par le jury",
        "Proclamation",
    ]
    assert "du mardi 12 novembre 2024 à 23 h 59 (heure de Paris) au mercredi 13" in words
    assert "Un comité fictif" in words
    assert "huis clos" not in words
    (current,) = (one for one in steps_of(page) if one.get("aria-current") == "step")
    assert "Présélection publique" in "".join(current.itertext())


def steps_of(page):
    """List the steps of the calendar of a page."""
    return page.tree.findall(".//ol[@aria-label='Calendrier']/li")


@pytest.mark.parametrize(("ending", "starts"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_blank_form_is_taken_away_before_signing_in(make, client_as, ending, starts):
    make.edition()

    answer = client_as(None).get(f"{CALL}/formulaire.{ending}")

    assert answer.status_code == 200
    assert answer.data.startswith(starts)
    assert answer.headers["Content-Disposition"].endswith(f".{ending}")
