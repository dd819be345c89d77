"""What happens in a deliberation: votes, counts, decisions, signature, palmarès."""

import pytest
from sqlalchemy import select

from laureat.domain.vocabulary import Outcome
from laureat.models import Round
from laureat.queries.results import decision_lines, minutes_of, palmares_of
from tests.integration.web.pages import Shown
from tests.make import COMMUNICATION, INCLUSIVE

BOARD = "/deliberation/achat-socialement-responsable/2024"


@pytest.fixture
def dossiers(make):
    return [make.admitted(intitule=title) for title in ("Le plateau", "La vallée", "Le bourg")]


@pytest.fixture
def elsewhere(make):
    return make.admitted(category=INCLUSIVE)


@pytest.fixture
def late(make):
    return make.candidature()


@pytest.fixture
def category(dossiers):
    return f"/deliberation/categories/{dossiers[0].category_id}"


@pytest.fixture
def desk(client_as, make, dossiers):
    make.jury_period()
    return client_as(make.organiser)


def decided(make):
    return decision_lines(make.desk, [make.edition().id])


def test_a_vote_opens_counts_who_voted_and_never_says_how(desk, make, dossiers, category):
    jurors = [make.juror(name) for name in ("Jeanne Juge", "Karim Lecteur", "Lina Votante")]

    opened = desk.post(f"{category}/scrutin")
    board = Shown(desk.get(category))
    voting = make.desk.scalars(select(Round)).one()
    make.ballot(voting, jurors[0], dossiers[0])
    page = Shown(desk.get(category))

    assert opened.status_code == 303
    assert "0 bulletin reçu sur 3 attendus" in board.words
    assert "1 bulletin reçu sur 3 attendus" in page.words
    assert "Karim Lecteur" in page.words
    assert "Jeanne Juge" not in page.words
    assert "Le plateau" not in page.words


def test_a_vote_without_quorum_does_not_close(desk, make, dossiers, category):
    juror = make.juror()
    voting = make.round()
    make.ballot(voting, juror, dossiers[0])

    page = Shown(desk.post(f"/deliberation/scrutins/{voting.id}/cloture"))

    assert page.status == 409
    assert "Le quorum n’est pas atteint" in page.words
    assert "Le vote est ouvert" in page.words


def test_a_vote_that_cannot_reach_its_quorum_is_cancelled_with_a_reason(
    desk, make, dossiers, category
):
    make.juror()
    voting = make.round()
    cancelled = f"/deliberation/scrutins/{voting.id}/annulation"

    stuck = Shown(desk.get(category))
    silent = Shown(desk.post(cancelled))
    desk.post(cancelled, data={"reason": "Trop peu de votants."})
    after = Shown(desk.get(category))

    assert "Le quorum de 3 ne peut plus être atteint" in stuck.words
    assert silent.status == 422
    assert "Écrivez le motif de l’annulation." in silent.words
    assert "Tour 1 annulé le" in after.words
    assert "Trop peu de votants." in after.words
    assert "Le vote n’est pas ouvert." in after.words


def test_who_came_after_the_vote_is_voted_on_before_the_decision(
    late, desk, make, dossiers, category
):
    screening = f"/organisation/dossiers/{late.id}"
    voting = make.round()

    open_meanwhile = Shown(desk.get(screening))
    for juror in [make.juror() for _ in range(3)]:
        make.ballot(voting, juror, dossiers[0])
    make.close(voting)
    counted_meanwhile = Shown(desk.get(screening))
    make.screen(late)
    page, board = Shown(desk.get(category)), Shown(desk.get(BOARD))
    admitted = Shown(desk.get(screening))

    assert "sans ce dossier : il faut y voter de nouveau" in admitted.words
    assert "Un scrutin est ouvert dans cette catégorie, sans ce dossier" in open_meanwhile.words
    assert "Le jury a déjà voté dans cette catégorie, sans ce dossier" in counted_meanwhile.words
    assert "Un dossier n’a pas été mis aux voix : il faut voter de nouveau." in page.words
    assert f"le vote sur le dossier de {late.applicant.name}" in page.words
    assert "Ouvrir un nouveau scrutin" in page.words
    assert "Ce que le jury décide" not in page.words
    assert "à reprendre, la situation a changé depuis" in board.words


def test_a_decision_that_stands_on_nothing_any_more_is_told_whole(desk, make, dossiers, category):
    jurors = [make.juror() for _ in range(4)]
    voting = make.round()
    for juror in jurors:
        make.ballot(voting, juror, dossiers[0])
    make.close(voting)
    make.decide(dossiers[0].category, dossiers[0], reason="Un travail remarquable.")
    make.declare(jurors[0], linked_to=[dossiers[1].applicant])

    page = Shown(desk.get(category))

    assert "À reprendre La situation a changé depuis cette décision" in page.words
    assert f"Lauréat : {dossiers[0].applicant.name}" in page.words
    assert "Un travail remarquable." in page.words


def test_a_dossier_that_stood_in_the_vote_is_not_said_to_miss_it(desk, make, dossiers):
    make.vote(make.category(), dossiers[0], dossiers[1], None)
    make.round(candidatures=dossiers[:2])

    page = Shown(desk.get(f"/organisation/dossiers/{dossiers[2].id}"))

    assert "sans ce dossier" not in page.words


def test_a_count_says_how_many_ballots_name_a_dossier_that_has_left(desk, make, dossiers, category):
    jurors = [make.juror() for _ in range(3)]
    voting = make.round()
    for juror, one in zip(jurors, dossiers, strict=True):
        make.ballot(voting, juror, one)
    make.withdraw(dossiers[0])
    make.close(voting)

    page = Shown(desk.get(category))

    assert "1 bulletin désignait un dossier qui n’est plus devant le jury" in page.words


def test_what_is_not_screened_yet_is_named_before_the_signature(
    late, desk, make, dossiers, category
):
    make.vote(make.category(), dossiers[0], dossiers[0], dossiers[1])
    make.decide(make.category(), dossiers[0])
    make.minutes_ready()

    board = Shown(desk.get(BOARD))

    assert "décidées, mais des dossiers restent à instruire." in board.words
    assert f"« {late.category.title} » : 1 dossier déposé à instruire" in board.words
    assert "Relire et signer" not in board.words


def test_a_chair_is_told_where_they_do_not_sit(client_as, make, dossiers, elsewhere, category):
    chair = make.juror(chair=True, categories=[INCLUSIVE]).person
    make.vote(make.category(), dossiers[0], dossiers[0], None)

    page = Shown(client_as(chair).get(category))

    assert "Vous ne siégez pas dans cette catégorie" in page.words
    assert dossiers[0].applicant.name not in page.words


def test_a_tie_is_shown_as_a_tie_and_may_be_voted_again(desk, make, dossiers, category):
    first, second, _third = dossiers
    make.vote(make.category(), first, second, None)

    page = Shown(desk.get(category))
    again = desk.post(
        f"{category}/scrutin", data={"candidature_ids": [str(first.id), str(second.id)]}
    )

    assert "il y a égalité" in page.words
    assert page.words.count("À égalité") == 2
    assert str(first.id) not in page.words
    assert f"« {first.applicant.name} » et « {second.applicant.name} » : 1 voix" in page.words
    assert again.status_code == 303
    after = Shown(desk.get(category))
    assert "tour 2" in after.words


def test_the_decision_of_the_jury_is_kept(desk, make, dossiers, category):
    make.vote(make.category(), dossiers[0], dossiers[0], dossiers[1])

    response = desk.post(
        f"{category}/decision",
        data={
            "outcome": "laureate",
            "candidature_ids": [str(dossiers[0].id)],
            f"citation-{dossiers[0].id}": "Un projet qui ouvre la voie.",
        },
    )

    (line,) = decided(make)
    assert response.status_code == 303
    assert line.decision.outcome is Outcome.LAUREATE
    assert line.distinctions[0][0].citation == "Un projet qui ouvre la voie."
    assert f"Lauréat : {dossiers[0].applicant.name}." in Shown(desk.get(category)).words


def test_a_decision_against_the_count_takes_a_reason_and_keeps_what_was_chosen(
    desk, make, dossiers, category
):
    make.vote(make.category(), dossiers[0], dossiers[0], dossiers[1])

    page = Shown(
        desk.post(
            f"{category}/decision",
            data={"outcome": "laureate", "candidature_ids": [str(dossiers[1].id)]},
        )
    )

    checked = {one.get("value") for one in page.tree.iter("input") if "checked" in one.attrib}
    assert page.status == 422
    assert "Écrivez le motif de la décision du jury." in page.words
    assert checked == {"laureate", str(dossiers[1].id)}
    assert decided(make) == []


def test_nothing_is_guessed_before_the_jury_decides(desk, make, dossiers, category):
    make.vote(make.category(), dossiers[0], dossiers[0], dossiers[1])

    page = Shown(desk.get(category))

    assert "En tête" in page.words
    assert not [one for one in page.tree.iter("input") if "checked" in one.attrib]


def test_who_presides_decides_but_opens_no_vote(client_as, make, dossiers, category):
    chair = make.juror(chair=True)
    make.vote(make.category(), dossiers[0], dossiers[0], None)
    client = client_as(chair.person)

    page = Shown(client.get(category))
    done = client.post(
        f"{category}/decision",
        data={"outcome": "laureate", "candidature_ids": [str(dossiers[0].id)]},
    )

    assert "La décision du jury" in page.words
    assert done.status_code == 303
    assert Shown(client.post(f"{category}/scrutin")).status == 403


@pytest.fixture
def linked_chair(make, dossiers, elsewhere):
    """Give a chair to whom the first category, decided by now, is closed."""
    chair = make.juror(chair=True, linked_to=[dossiers[1].applicant])
    make.vote(make.category(), dossiers[0], dossiers[0], None)
    make.decide(make.category(), dossiers[0], reason="Un motif secret.")
    return chair


def test_a_recused_chair_reads_nothing_of_the_category(
    client_as, make, dossiers, category, linked_chair
):
    client = client_as(linked_chair.person)

    page = Shown(client.get(category))
    board = Shown(client.get(BOARD))
    others = [Shown(client.get(f"{BOARD}/{end}")) for end in ("proces-verbal", "palmares")]

    assert page.status == 200
    assert "Cette catégorie vous est fermée : un lien professionnel" in page.words
    assert "L’organisateur, ou une autre présidence du jury" in page.words
    assert "article 4.4" in page.words
    assert "La décision du jury" not in page.words
    assert "Fermée pour vous" in board.words
    for shown in (page, board, *others):
        for secret in (*(one.applicant.name for one in dossiers), "La vallée", "Un motif secret."):
            assert secret not in shown.words


def test_nor_records_a_decision_there(client_as, dossiers, category, linked_chair):
    refused = Shown(
        client_as(linked_chair.person).post(
            f"{category}/decision",
            data={"outcome": "laureate", "candidature_ids": [str(dossiers[1].id)]},
        )
    )

    assert refused.status == 409
    assert "Cette catégorie vous est fermée" in refused.words


def test_who_organises_reads_and_decides_it_all_the_same(linked_chair, desk, category):
    page = Shown(desk.get(category))

    assert "Un motif secret." in page.words
    assert "La décision du jury" in page.words


def test_a_chair_who_has_declared_nothing_is_sent_to_declare(client_as, make, dossiers, category):
    page = Shown(client_as(make.juror(chair=True, declares=False).person).get(category))

    assert "Déclarer mes liens" in page.words
    assert dossiers[0].applicant.name not in page.words


def test_the_special_mention_says_for_what(desk, make, dossiers):
    address = f"{BOARD}/coup-de-coeur"

    nobody = Shown(desk.post(address, data={"form": "mention"}))
    silent = Shown(
        desk.post(address, data={"form": "mention", "candidature_id": str(dossiers[2].id)})
    )
    done = desk.post(
        address,
        data={
            "form": "mention",
            "candidature_id": str(dossiers[2].id),
            "mention_reason": "Son originalité.",
        },
    )

    assert nobody.status == silent.status == 422
    assert "Choisissez le dossier que le jury distingue." in nobody.words
    assert "Écrivez la qualité que le jury veut distinguer." in silent.words
    assert done.status_code == 303
    assert "Son originalité." in Shown(desk.get(done.location)).words


def test_the_special_mention_is_taken_back_before_it_goes_to_another(desk, make, dossiers):
    address = f"{BOARD}/coup-de-coeur"
    given = {"form": "mention", "mention_reason": "Son originalité."}
    desk.post(address, data={**given, "candidature_id": str(dossiers[2].id)})
    board = Shown(desk.get(BOARD))
    back = f"{address}/{dossiers[2].id}/retrait"
    form, field = f"retrait-{dossiers[2].id}", f"motif-{dossiers[2].id}"

    second = Shown(desk.post(address, data={**given, "candidature_id": str(dossiers[0].id)}))
    silent = Shown(desk.post(back, data={"form": form}))
    done = desk.post(back, data={"form": form, field: "Le jury se ravise."})
    again = Shown(desk.post(back, data={"form": form, field: "Le jury se ravise."}))

    assert f"Le retirer à {dossiers[2].applicant.name}" in board.words
    assert "retirez-le d’abord" in board.words
    assert second.status == again.status == 409
    assert "n’en prévoit pas davantage" in second.words
    assert silent.status == 422
    assert "Écrivez pourquoi le jury revient sur ce prix." in silent.words
    assert done.status_code == 303
    assert "Le jury ne l’a pas décerné." in Shown(desk.get(done.location)).words
    assert "n’a pas reçu ce prix" in again.words


def test_the_minutes_are_read_before_they_are_signed_and_end_as_a_paper(desk, make, dossiers):
    make.vote(make.category(), dossiers[0], dossiers[0], None)
    make.decide(make.category(), dossiers[0])

    early = Shown(desk.post(f"{BOARD}/proces-verbal"))
    for slug in (one.slug for one in make.definition().categories if one.slug != COMMUNICATION):
        make.decide(make.category(slug))
    confirm = Shown(desk.get(f"{BOARD}/proces-verbal"))
    signed = desk.post(f"{BOARD}/proces-verbal")
    paper = desk.get(f"{BOARD}/proces-verbal.pdf")
    board = Shown(desk.get(BOARD))

    assert early.status == 409
    assert "il manque une décision" in early.words
    assert "5 décisions seront figées" in confirm.words
    assert f"Lauréat : {dossiers[0].applicant.name}." in confirm.words
    assert "Catégorie non attribuée." in confirm.words
    assert signed.status_code == 303
    assert minutes_of(make.desk, make.edition().id) is not None
    assert paper.data.startswith(b"%PDF")
    assert "Signé par Odile Organise" in board.words


def test_the_palmares_is_published_under_embargo(desk, make, dossiers):
    make.vote(make.category(), dossiers[0], dossiers[0], None)
    make.decide(make.category(), dossiers[0])
    make.minutes()

    confirm = Shown(desk.get(f"{BOARD}/palmares"))
    done = desk.post(f"{BOARD}/palmares")

    assert "Personne ne le voit avant le lundi 9 décembre 2024" in confirm.words
    assert "3 candidats seront informés" in confirm.words
    assert done.status_code == 303
    assert palmares_of(make.desk, make.edition().id) is not None
    assert "sous embargo" in Shown(desk.get(done.location)).words


def test_the_board_asks_as_many_questions_for_one_vote_as_for_several(
    make, elsewhere, desk, queries_counted
):
    make.juror()
    make.round()
    desk.get(BOARD)
    with queries_counted() as one:
        desk.get(BOARD)
    make.juror()
    make.juror()
    make.round(make.category(INCLUSIVE))

    with queries_counted() as two:
        desk.get(BOARD)

    assert len(two) == len(one)


def test_who_presides_finds_the_deliberation_and_who_opens_the_vote(
    client_as, make, dossiers, category
):
    make.jury_period()
    chair = client_as(make.juror(chair=True).person)

    home = Shown(chair.get("/jury"))
    mine = Shown(chair.get("/deliberation"))
    closed = Shown(chair.get(category))
    seat = Shown(chair.get(f"/jury/categories/{dossiers[0].category_id}"))

    assert "/deliberation" in home.links()
    assert BOARD in home.links()
    assert BOARD in mine.links()
    assert "L’organisateur ouvre et clôt le vote de chaque catégorie." in mine.words
    assert "C’est l’organisateur qui ouvre et clôt le vote." in closed.words
    assert "l’organisateur l’ouvrira" in seat.words


def test_who_presides_nothing_is_led_to_no_deliberation(client_as, make):
    juror = client_as(make.juror().person)

    assert "/deliberation" not in Shown(juror.get("/jury")).links()
    assert "Vous ne présidez aucun jury" in Shown(juror.get("/deliberation")).words


def test_the_palmares_is_seen_ahead_by_who_organises_and_by_nobody_else(
    desk, client_as, make, dossiers
):
    chair = make.juror(chair=True).person
    make.vote(make.category(), dossiers[0], dossiers[0], dossiers[1])
    make.decide(make.category(), dossiers[0])
    ahead = f"{BOARD}/palmares/apercu"

    before = desk.get(ahead)
    make.minutes()
    signed, led = Shown(desk.get(ahead)), Shown(desk.get(f"{BOARD}/palmares"))
    desk.post(f"{BOARD}/palmares")
    answer = desk.get(ahead)

    assert before.status_code == 404
    assert ahead in led.links()
    assert "Aperçu confidentiel" in signed.words
    assert dossiers[0].applicant.name in signed.words
    assert dossiers[0].applicant.name in Shown(answer).words
    assert answer.headers["Cache-Control"] == "no-store"
    assert ahead in Shown(desk.get(BOARD)).links()
    for somebody in (chair, make.writer(dossiers[0]), None):
        assert client_as(somebody).get(ahead).status_code == 404


def test_the_vote_is_closed_from_the_quorum_on(desk, make, dossiers, category):
    voting = make.round()
    *early, last = [make.juror() for _ in range(3)]
    for juror in early:
        make.ballot(voting, juror, dossiers[0])

    below = Shown(desk.get(category))
    make.ballot(voting, last, dossiers[0])
    reached = Shown(desk.get(category))

    assert "Clore le vote" not in below.words
    assert "Clore le vote et dépouiller" in reached.words
