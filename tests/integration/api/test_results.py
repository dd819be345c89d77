import pytest

from tests.integration.api.problems import problem
from tests.make import COMMUNICATION, RURAL


@pytest.fixture
def winner(make):
    """The dossier that leads its category, counted."""
    candidature = make.admitted()
    make.vote(make.category(COMMUNICATION), *[candidature] * 3)
    return candidature


def decision(winner, **more):
    return {"outcome": "laureate", "candidature_ids": [str(winner.id)], **more}


def test_a_decision_is_recorded_and_listed(make, call, winner):
    citations = {str(winner.id): "Pour son ancrage."}

    decided = call(
        make.organiser,
        "POST",
        f"/categories/{winner.category_id}/decisions",
        decision(winner, citations=citations),
    )

    assert decided.status_code == 201
    (line,) = call(make.organiser, "GET", f"/editions/{winner.edition_id}/decisions").json["items"]
    assert line == decided.json | {
        "distinctions": [
            {
                "candidature_id": str(winner.id),
                "number": winner.number,
                "applicant": winner.applicant.name,
                "title": winner.title,
                "kind": "laureate",
                "citation": "Pour son ancrage.",
                "reason": "",
                "prize": "",
            }
        ]
    }


def test_to_depart_from_the_count_takes_a_reason(make, call, winner):
    path = f"/categories/{winner.category_id}/decisions"

    refused = call(make.organiser, "POST", path, {"outcome": "not_awarded"})

    assert problem(refused) == (422, "reason-needed")


def test_an_outcome_of_another_number_is_refused(make, call, winner):
    path = f"/categories/{winner.category_id}/decisions"

    refused = call(make.organiser, "POST", path, decision(winner, outcome="joint_laureates"))

    assert problem(refused) == (422, "outcome-not-allowed")


def test_the_special_mention_is_awarded(make, call, winner):
    awarded = call(
        make.organiser,
        "POST",
        f"/editions/{winner.edition_id}/special-mention",
        {"candidature_id": str(winner.id), "reason": "Pour sa qualité globale."},
    )

    assert awarded.status_code == 201
    assert awarded.json["category_id"] is None
    assert awarded.json["outcome"] == "special_mention"


def test_and_taken_back(make, call, winner):
    prize = f"/editions/{winner.edition_id}/special-mention"
    given = {"candidature_id": str(winner.id), "reason": "Pour sa qualité globale."}
    call(make.organiser, "POST", prize, given)
    listed = call(make.organiser, "GET", f"/editions/{winner.edition_id}/decisions")

    back = call(make.organiser, "POST", f"{prize}/withdrawal", {**given, "reason": "Erreur."})
    after = call(make.organiser, "GET", f"/editions/{winner.edition_id}/decisions")
    again = call(make.organiser, "POST", f"{prize}/withdrawal", given)

    (distinction,) = listed.json["items"][-1]["distinctions"]
    assert distinction["reason"] == "Pour sa qualité globale."
    assert back.status_code == 201
    assert after.json["items"][-1]["distinctions"] == []
    assert problem(again) == (409, "conflict")


def test_a_recused_chair_reads_neither_count_nor_decision(make, call):
    first, second = make.admitted(), make.admitted()
    elsewhere = make.admitted(category=RURAL)
    chair = make.juror(chair=True, linked_to=[second.applicant]).person
    tally = make.vote(first.category, first, first, first)
    make.decide(first.category, first)
    make.vote(elsewhere.category, elsewhere, elsewhere, elsewhere)
    make.decide(elsewhere.category, elsewhere)

    listed = call(chair, "GET", f"/editions/{first.edition_id}/decisions")
    refusals = [
        call(chair, "GET", address)
        for address in (
            f"/rounds/{tally.round_id}",
            f"/rounds/{tally.round_id}/tally",
            f"/categories/{first.category_id}/rounds/latest",
        )
    ]

    assert [one["category_id"] for one in listed.json["items"]] == [str(elsewhere.category_id)]
    assert [problem(one) for one in refusals] == [(409, "seat-closed")] * 3


def test_minutes_want_every_decision(make, call, winner):
    refused = call(make.organiser, "POST", f"/editions/{winner.edition_id}/minutes")

    assert problem(refused) == (409, "conflict")


def test_minutes_are_signed_read_and_printed(make, call, winner):
    edition_id = winner.edition_id
    make.decide(make.category(COMMUNICATION), winner)
    for category in make.definition().categories:
        if category.slug != COMMUNICATION:
            make.decide(make.category(category.slug))
    path = f"/editions/{edition_id}/minutes"

    assert problem(call(make.organiser, "GET", path)) == (404, "not-found")
    signed = call(make.organiser, "POST", path)

    assert signed.status_code == 201
    assert call(make.organiser, "GET", path).json == signed.json
    paper = call(make.organiser, "GET", f"{path}.pdf")
    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF-")
    assert problem(call(make.organiser, "POST", path)) == (409, "decision-signed")
    assert problem(call(make.writer(winner), "GET", path)) == (403, "forbidden")


def test_the_palmares_waits_for_its_hour(make, call, winner, clock):
    make.decide(make.category(COMMUNICATION), winner)
    make.minutes()
    path = f"/editions/{winner.edition_id}/palmares"

    assert problem(call(None, "GET", path)) == (404, "not-found")
    published = call(make.organiser, "POST", path)
    assert published.status_code == 201
    assert problem(call(None, "GET", path)) == (409, "under-embargo")
    clock.move_to(make.definition().calendar.results.at)
    shown = call(None, "GET", path)

    assert shown.status_code == 200
    (first, *others) = shown.json["content"]["categories"]
    assert [one["number"] for one in first["distinctions"]] == [winner.number]
    assert {one["outcome"] for one in others} == {"not_awarded"}
    assert shown.json["digest"] == published.json["digest"]


def test_only_the_organiser_publishes(make, call, winner):
    refused = call(make.writer(winner), "POST", f"/editions/{winner.edition_id}/palmares")

    assert problem(refused) == (403, "forbidden")
