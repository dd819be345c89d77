"""The list of an edition's dossiers: what a search finds, in which order, piece by piece."""

import pytest

from laureat.domain.actors import Actor, Role
from laureat.domain.candidature_states import CandidatureState
from laureat.queries.candidature_lists import Chosen, Order, candidature_lines
from laureat.queries.desks import counts_by_category
from tests.make import COMMUNICATION, INCLUSIVE, RURAL, siret

S = CandidatureState


@pytest.fixture
def found(make, session):
    """List titles, as the organiser sees them."""

    def titles(**chosen):
        actor = Actor(person_id=make.organiser.id, roles=frozenset({Role.ORGANISER}))
        given = {name: chosen.pop(name) for name in ("after", "limit") if name in chosen}
        edition_id = make.edition().id
        lines = candidature_lines(session, actor, edition_id, chosen=Chosen(**chosen), **given)
        return [one.title for one in lines]

    return titles


@pytest.fixture
def dossiers(make, clock):
    """Make three dossiers whose every order is another one."""
    epinal = make.applicant("Mission Cœur d’Épinal", identity=siret(4242))
    made = [
        make.candidature(
            S.SUBMITTED, category=RURAL, applicant=epinal, intitule="Le plateau à 100 %"
        )
    ]
    clock.advance(hours=1)
    zebre = make.applicant("Zèbre et compagnie")
    made.append(
        make.candidature(
            S.REGISTERED, category=COMMUNICATION, applicant=zebre, intitule="La vallée"
        )
    )
    clock.advance(hours=1)
    atelier = make.applicant("atelier Dupré")
    made.append(
        make.candidature(S.DRAFT, category=INCLUSIVE, applicant=atelier, intitule="Le Bourg")
    )
    return made


@pytest.mark.parametrize(
    ("sought", "titles"),
    [
        pytest.param("epinal", ["Le plateau à 100 %"], id="a name without its accent"),
        pytest.param("DUPRÉ atelier", ["Le Bourg"], id="words in another order"),
        pytest.param("vallee", ["La vallée"], id="a title"),
        pytest.param("coeur d'epinal", ["Le plateau à 100 %"], id="a ligature, an apostrophe"),
        pytest.param("le bourg zèbre", [], id="words of two dossiers"),
        pytest.param("100 %", ["Le plateau à 100 %"], id="a sign that means itself"),
        pytest.param("_", [], id="a sign that is nowhere"),
        pytest.param("", ["Le plateau à 100 %", "La vallée", "Le Bourg"], id="nothing"),
    ],
)
def test_a_search_finds_every_word_whatever_its_accents(dossiers, found, sought, titles):
    assert found(sought=sought) == titles


def test_a_search_finds_a_siret_as_it_is_written_and_a_number(dossiers, found):
    digits = siret(4242)
    spaced = f"{digits[:3]} {digits[3:6]} {digits[6:9]} {digits[9:]}"

    assert found(sought=digits) == found(sought=spaced) == ["Le plateau à 100 %"]
    assert found(sought=dossiers[1].number.lower()) == ["La vallée"]


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        (Order.STARTED, ["Le plateau à 100 %", "La vallée", "Le Bourg"]),
        (Order.NUMBER, ["Le plateau à 100 %", "La vallée", "Le Bourg"]),
        (Order.APPLICANT, ["Le Bourg", "Le plateau à 100 %", "La vallée"]),
        (Order.CATEGORY, ["La vallée", "Le Bourg", "Le plateau à 100 %"]),
        (Order.LATEST, ["Le Bourg", "La vallée", "Le plateau à 100 %"]),
    ],
)
def test_every_order_is_read_piece_by_piece(make, dossiers, found, order, titles):
    ids = {one.title: one.id for one in dossiers}

    assert found(order=order) == titles
    pieces = [found(order=order, limit=1, after=ids[one]) for one in titles]
    assert pieces == [[titles[1]], [titles[2]], []]


def test_equals_are_in_the_order_in_which_they_were_begun(make, found):
    made = [make.candidature(S.REGISTERED, intitule=f"Projet {one}") for one in "abc"]

    first = found(order=Order.CATEGORY, limit=2)
    rest = found(order=Order.CATEGORY, limit=2, after=made[1].id)

    assert (first, rest) == (["Projet a", "Projet b"], ["Projet c"])


def test_the_counts_are_those_of_the_search(make, session, dossiers):
    counts = counts_by_category(session, make.edition().id, sought="le")

    assert sum(counts.values()) == 3
    assert sum(counts_by_category(session, make.edition().id, sought="zebre").values()) == 1
