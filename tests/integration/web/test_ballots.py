"""The page of each kind of ballot: what it asks, what it keeps, and what it says afterwards."""

from dataclasses import replace

import pytest

from laureat.configuration.definition import PluginUse, Prize, Secrecy
from laureat.models import Ballot, Candidature
from tests.integration.web.pages import Shown
from tests.make import ASR, bundled

CRITERIA = [
    {"slug": "impact", "title": "Impact", "weight": 40},
    {"slug": "technique", "title": "Technique", "weight": 60},
]
RANKING = PluginUse(plugin="positional", options={"points": [3, 1], "tie_rule": "count_of_ranks"})
WEIGHTED = PluginUse(
    plugin="weighted-criteria", options={"scale": {"min": 0, "max": 10}, "criteria": CRITERIA}
)
APPROVAL = PluginUse(plugin="approval", options={"most": 2})
TALK = PluginUse(plugin="deliberation")
ROUNDS = PluginUse(
    plugin="majority-rounds", options={"absolute_rounds": 2, "final_round": "jury_decides"}
)


@pytest.fixture
def booth(make, client_as):
    """Open a round under a method: its page for a juror, how they post, and the dossiers."""

    class Booth:
        def __init__(self, use, **jury):
            terms = replace(bundled(ASR).jury, tally=use, **{"quorum": 1, **jury})
            self.edition = make.edition("bulletins", jury=terms)
            self.dossiers = [
                make.admitted(edition=self.edition, intitule=title)
                for title in ("Le plateau", "La vallée", "Le bourg")
            ]
            self.juror = make.juror(edition=self.edition)
            self.round = make.round(self.dossiers[0].category)
            self.path = f"/jury/categories/{self.dossiers[0].category_id}"

        def page(self):
            return Shown(client_as(self.juror.person).get(self.path))

        def post(self, **data):
            address = f"/jury/scrutins/{self.round.id}"
            return client_as(self.juror.person).post(address, data=data)

        def cast(self):
            return make.desk.query(Ballot).one().content

    return Booth


def test_ranks_are_chosen_from_lists(booth):
    it = booth(RANKING)
    first, second, _third = (str(one.id) for one in it.dossiers)
    assert "Rang 1" in it.page().words
    assert "Rang 3" not in it.page().words

    response = it.post(**{"rang-1": second, "rang-2": first})

    assert response.status_code == 303
    assert it.cast() == {"ranking": [second, first]}
    page = it.page()
    assert "1. La vallée" in page.words
    (chosen,) = [
        one.get("value") for one in page.field("rang-1").iter("option") if "selected" in one.attrib
    ]
    assert chosen == second


def test_an_empty_rank_before_another_is_told_at_its_place(booth):
    it = booth(RANKING)

    page = Shown(it.post(**{"rang-2": str(it.dossiers[0].id)}))

    assert page.status == 422
    assert page.field("rang-1").get("aria-invalid") == "true"
    assert "Ce rang est vide" in page.words


def test_an_abstention_is_said_and_never_guessed(booth):
    it = booth(RANKING)

    assert it.post().status_code == 422
    assert it.post(abstention="oui", **{"rang-1": str(it.dossiers[0].id)}).status_code == 422
    assert it.post(abstention="oui").status_code == 303
    assert it.cast() == {"ranking": []}
    assert "Vous vous êtes abstenu." in it.page().words


def test_each_dossier_is_scored_on_each_criterion_under_its_name(booth):
    it = booth(WEIGHTED)
    one = it.dossiers[0].id
    page = it.page()
    legends = ["".join(each.itertext()).strip() for each in page.tree.iter("legend")]
    assert len([each for each in legends if each.startswith("Le plateau —")]) == 1

    response = it.post(**{f"note-{one}-impact": "7", f"note-{one}-technique": "8"})

    assert response.status_code == 303
    assert it.cast() == {"criteria": {str(one): {"impact": "7", "technique": "8"}}}
    assert "Impact (40 %) 7, Technique (60 %) 8" in it.page().words


def test_a_dossier_scored_by_halves_is_refused_and_what_was_typed_is_kept(booth):
    it = booth(WEIGHTED)
    name = f"note-{it.dossiers[0].id}-impact"

    page = Shown(it.post(**{name: "7"}))

    assert page.status == 422
    assert "tous les critères" in page.words
    assert page.value(name) == "7"


def test_dossiers_are_ticked(booth):
    it = booth(APPROVAL)
    first, second, third = (str(one.id) for one in it.dossiers)
    assert "2 au plus." in it.page().words

    assert it.post(retenus=[first, second, third]).status_code == 422
    assert it.post(retenus=[first, third]).status_code == 303
    assert it.cast() == {"approved": [first, third]}


def test_a_jury_without_ballots_says_that_it_is_there(booth, client_as, make):
    it = booth(TALK)
    assert "Délibération ouverte" in Shown(client_as(it.juror.person).get("/jury")).words
    page = it.page()
    assert "Je prends part à la délibération" in page.words
    assert "bulletin reste secret" not in page.words

    assert it.post().status_code == 303

    assert it.cast() == {"present": True}
    assert "Votre présence est notée" in it.page().words
    assert "Présence notée" in Shown(client_as(it.juror.person).get("/jury")).words


def test_its_organiser_closes_a_deliberation_and_records_what_it_decided(booth, client_as, make):
    it = booth(TALK)
    it.post()
    category = f"/deliberation/categories/{it.dossiers[0].category_id}"
    desk = client_as(make.organiser)
    assert "1 membre présent sur 1" in Shown(desk.get(category)).words

    desk.post(f"/deliberation/scrutins/{it.round.id}/cloture")

    page = Shown(desk.get(category))
    assert "Consignez ce que le jury a décidé." in page.words
    assert "Ont pris part à la délibération : 1 membre du jury." in page.words
    posted = {"outcome": "laureate", "candidature_ids": [str(it.dossiers[1].id)]}
    assert desk.post(f"{category}/decision", data=posted).status_code == 303


def test_the_other_prizes_of_a_category_are_given_with_its_decision(client_as, make):
    edition = make.edition(
        "prix",
        jury=replace(bundled(ASR).jury, quorum=1),
        prizes=(
            Prize(slug="or", title="Or", gives="500 €"),
            Prize(slug="argent", title="Argent"),
            Prize(slug="bronze", title="Bronze"),
        ),
    )
    first, second = (str(make.admitted(edition=edition).id) for _ in range(2))
    make.vote(
        make.category(edition=edition), make.desk.get_one(Candidature, (edition.tenant_id, first))
    )
    category = f"/deliberation/categories/{make.category(edition=edition).id}"
    desk = client_as(make.organiser)
    posted = {"outcome": "laureate", "candidature_ids": [first]}

    twice = Shown(
        desk.post(
            f"{category}/decision",
            data={**posted, "prix-argent": [second], "prix-bronze": [second]},
        )
    )
    done = desk.post(f"{category}/decision", data={**posted, "prix-argent": [second]})

    assert (twice.status, done.status_code) == (422, 303)
    assert "gardez l’un des deux" in twice.words
    page = Shown(desk.get(category))
    assert "Autres prix :" in page.words
    ticked = [
        (one.get("name"), one.get("value"))
        for one in page.tree.iter("input")
        if "checked" in one.attrib
    ]
    assert ("prix-argent", second) in ticked
    assert ("candidature_ids", second) not in ticked


def test_a_round_without_the_majority_leads_to_the_next_one(booth, client_as, make):
    it = booth(ROUNDS)
    other = make.juror(edition=it.edition)
    make.ballot(it.round, it.juror, it.dossiers[0])
    make.ballot(it.round, other, it.dossiers[1])
    make.close(it.round)
    category = f"/deliberation/categories/{it.dossiers[0].category_id}"

    page = Shown(client_as(make.organiser).get(category))

    assert "ouvrez le tour suivant" in page.words
    assert "Ouvrir le tour suivant" in page.words


def test_a_vote_that_is_no_secret_says_so_before_it_is_cast(booth):
    it = booth(RANKING, secrecy=Secrecy.NAMED)

    assert "le procès-verbal dira ce que chaque membre a voté" in it.page().words
    assert "reste secret" not in it.page().words
