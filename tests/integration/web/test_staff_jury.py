"""What the organiser does with a jury, and what its members declare, read and vote."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from laureat.configuration.stages import Stage, StageKind, StageReader
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.vocabulary import SeatState
from laureat.models import Ballot, Conflict, Juror
from laureat.queries.juries import seat_state
from tests.integration.web.pages import Shown
from tests.make import COMMUNICATION, INCLUSIVE, bundled

JURY = "/organisation/achat-socialement-responsable/2024/jury"


@pytest.fixture
def dossiers(make):
    return [make.admitted(intitule=title) for title in ("Le plateau", "La vallée")]


def state_of(make, juror, category=COMMUNICATION):
    return seat_state(make.desk, make.seat(juror, category).id)


def test_somebody_is_invited_into_some_categories(client_as, make):
    make.edition()

    response = client_as(make.organiser).post(
        JURY,
        data={
            "name": "Jeanne Juge",
            "email": "jeanne@jury.example",
            "organisation": "Réseau fictif",
            "categories": [COMMUNICATION],
            "chair": "oui",
        },
    )

    page = Shown(client_as(make.organiser).get(response.location))
    (juror,) = make.desk.scalars(select(Juror)).all()
    assert juror.chair
    assert "Le jury compte 1 membre ; aucun déport." in page.words
    assert "Jeanne Juge Présidence" in page.words
    assert "ne siège pas" in page.words


def test_an_organiser_who_steps_aside_as_a_juror_is_said_to_read_on(client_as, make, dossiers):
    make.juror("Jeanne Juge", linked_to=[dossiers[0].applicant])
    plain = Shown(client_as(make.organiser).get(JURY))
    make.juror(email=make.organiser.email, linked_to=[dossiers[0].applicant])

    page = Shown(client_as(make.organiser).get(JURY))

    said = "fait aussi partie de l’organisation : lit ces dossiers à ce titre, sans voter"
    assert said not in plain.words
    assert page.words.count(said) == 1


def test_an_invitation_without_an_address_keeps_what_was_typed(client_as, make):
    make.edition()

    page = Shown(
        client_as(make.organiser).post(
            JURY, data={"name": "Jeanne Juge", "categories": [INCLUSIVE]}
        )
    )

    assert page.status == 422
    assert page.value("name") == "Jeanne Juge"
    assert "Écrivez une adresse complète" in page.words
    checked = {one.get("value") for one in page.tree.iter("input") if "checked" in one.attrib}
    assert checked == {INCLUSIVE}


def test_the_matrix_says_who_is_barred_where_and_why(client_as, make, dossiers):
    make.juror("Basile Barré", linked_to=[dossiers[0].applicant])
    make.juror("Ugo Muet", declares=False)

    page = Shown(client_as(make.organiser).get(JURY))

    assert "Déport" in page.words
    assert "À déclarer" in page.words
    assert f"Lien professionnel déclaré avec « {dossiers[0].applicant.name} »" in page.words
    assert "1 pour un quorum de 3" in page.words


def test_a_link_is_dismissed_only_with_a_reason(client_as, make, dossiers):
    barred = make.juror(linked_to=[dossiers[0].applicant])
    conflict = make.desk.scalars(select(Conflict)).one()
    address = f"/organisation/liens/{conflict.id}"
    client = client_as(make.organiser)

    refused = Shown(client.post(address, data={"ruling": "dismissed"}))
    closed = state_of(make, barred)
    done = client.post(
        address, data={"ruling": "dismissed", "reason": "Une simple rencontre en colloque."}
    )

    assert refused.status == 422
    assert "Écrivez pourquoi ce lien est écarté." in refused.words
    assert closed is SeatState.RECUSED
    assert done.status_code == 303
    assert state_of(make, barred) is SeatState.OPEN
    assert "Une simple rencontre en colloque." in Shown(client.get(done.location)).words


def test_a_link_that_is_unsaid_can_still_be_held_to(client_as, make, dossiers):
    juror = make.juror(linked_to=[dossiers[0].applicant])
    conflict = make.desk.scalars(select(Conflict)).one()
    make.declare(juror)

    page = Shown(client_as(make.organiser).get(f"/organisation/liens/{conflict.id}"))

    assert "ce lien n’est plus relevé, et la catégorie est ouverte" in page.words
    assert "fermée par précaution" not in page.words


def test_a_juror_answers_for_every_candidate_before_anything_opens(client_as, make, dossiers):
    juror = make.juror(declares=False)
    first, second = (one.applicant for one in dossiers)
    address = f"/jury/{juror.id}/liens"
    client = client_as(juror.person)

    before = Shown(client.get("/jury"))
    half = Shown(client.post(address, data={f"lien-{first.id}": "non"}))
    done = client.post(address, data={f"lien-{first.id}": "non", f"lien-{second.id}": "non"})

    assert "dites avec quels candidats vous avez un lien professionnel" in before.words
    assert half.status == 422
    assert f"{second.name} : Répondez oui ou non." in half.words
    (checked,) = [one for one in half.tree.iter("input") if "checked" in one.attrib]
    assert checked.get("name") == f"lien-{first.id}"
    assert done.status_code == 303
    assert state_of(make, juror) is SeatState.OPEN


def test_the_declaration_shows_names_and_nothing_of_the_dossiers(client_as, make, dossiers):
    juror = make.juror(declares=False)

    page = Shown(client_as(juror.person).get(f"/jury/{juror.id}/liens"))

    assert dossiers[0].applicant.name in page.words
    assert "Le plateau" not in page.words


def test_a_juror_declares_for_nobody_else(client_as, make, dossiers):
    mine, theirs = make.juror(declares=False), make.juror(declares=False)
    client = client_as(mine.person)

    assert Shown(client.get(f"/jury/{theirs.id}/liens")).status == 404
    assert Shown(client.post(f"/jury/{theirs.id}/liens")).status == 404


def test_a_barred_juror_learns_why_and_reads_and_votes_nothing(client_as, make, dossiers):
    barred = make.juror(linked_to=[dossiers[0].applicant])
    voting = make.round()
    client = client_as(barred.person)

    desk = Shown(client.get("/jury"))
    category = Shown(client.get(f"/jury/categories/{voting.category_id}"))
    dossier = Shown(client.get(f"/jury/dossiers/{dossiers[1].id}"))
    vote = Shown(client.post(f"/jury/scrutins/{voting.id}", data={"choix": str(dossiers[1].id)}))

    assert "Fermée pour vous" in desk.words
    assert f"/jury/categories/{voting.category_id}" not in desk.links()
    for page, status in ((category, 200), (dossier, 409), (vote, 409)):
        assert page.status == status
        assert "Cette catégorie vous est fermée." in page.words
        assert "article 4.4" in page.words
        assert "La vallée" not in page.words
    assert not make.desk.scalars(select(Ballot)).all()


def test_a_dossier_is_read_by_turns(client_as, make, dossiers):
    juror = make.juror()
    make.jury_period()
    client = client_as(juror.person)

    page = Shown(client.get(f"/jury/dossiers/{dossiers[0].id}"))

    assert "Le plateau" in page.words
    assert "1 sur 2 dans cette catégorie" in page.words
    assert f"/jury/dossiers/{dossiers[1].id}" in page.links()
    assert "Les personnes reconnaissables" not in page.words


def test_dossiers_are_not_read_before_their_time(client_as, make, dossiers):
    juror = make.juror()
    client = client_as(juror.person)

    page = Shown(client.get(f"/jury/dossiers/{dossiers[0].id}"))

    assert page.status == 409
    assert "Les dossiers vous seront ouverts le lundi 25 novembre 2024" in page.words


def test_a_juror_votes_sees_it_and_votes_again(client_as, make, dossiers):
    juror = make.juror()
    voting = make.round()
    client = client_as(juror.person)
    address = f"/jury/scrutins/{voting.id}"

    empty = Shown(client.post(address))
    first = client.post(address, data={"choix": str(dossiers[0].id)})
    page = Shown(client.get(first.location))
    client.post(address, data={"choix": "abstention"})
    again = Shown(client.get(first.location))

    assert empty.status == 422
    assert "Choisissez un dossier, ou abstenez-vous." in empty.words
    assert "Vous avez voté Le plateau" in page.words
    assert "Vous vous êtes abstenu." in again.words
    contents = [one.content for one in make.desk.scalars(select(Ballot).order_by(Ballot.serial))]
    assert contents == [{"choice": str(dossiers[0].id)}, {"choice": None}]


def test_a_juror_of_another_category_finds_no_such_page(client_as, make, dossiers):
    elsewhere = make.juror(categories=[INCLUSIVE])
    make.jury_period()
    client = client_as(elsewhere.person)

    assert Shown(client.get(f"/jury/categories/{dossiers[0].category_id}")).status == 404
    assert Shown(client.get(f"/jury/dossiers/{dossiers[0].id}")).status == 404


def test_the_jurys_page_asks_as_many_questions_for_many_categories(
    client_as, make, dossiers, queries_counted
):
    one = make.juror(categories=[COMMUNICATION])
    every = make.juror()
    make.candidature(CandidatureState.ADMITTED, category=INCLUSIVE)
    few, many = client_as(one.person), client_as(every.person)
    few.get("/jury")
    with queries_counted() as asked_for_one:
        few.get("/jury")
    with queries_counted() as asked_for_all:
        many.get("/jury")

    assert len(asked_for_all) == len(asked_for_one)


def test_a_juror_is_told_the_moments_that_the_jury_may_see(client_as, make):
    calendar = bundled().calendar
    stages = tuple(
        Stage(
            slug=reader.value,
            title=f"Temps pour {reader.value}",
            kind=StageKind.JURY,
            opens=calendar.jury_opens.at,
            seen_by=(reader,),
        )
        for reader in StageReader
    )
    make.edition(calendar=replace(calendar, stages=stages))
    make.admitted()
    juror = make.juror()
    voting = make.round()

    page = Shown(client_as(juror.person).get(f"/jury/categories/{voting.category_id}"))

    (told,) = page.tree.findall(".//ol[@aria-label='Les temps forts']")
    labels = [" ".join("".join(one.itertext()).split()) for one in told.findall("./li/b")]
    assert labels == ["Temps pour jury", "Temps pour public"]
