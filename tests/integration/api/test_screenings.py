from laureat.domain.candidature_states import CandidatureState
from tests.integration.api.problems import problem
from tests.make import COMMUNICATION, INCLUSIVE


def test_a_registered_dossier_is_admitted(make, call):
    candidature = make.candidature()

    screened = call(
        make.organiser,
        "POST",
        f"/candidatures/{candidature.id}/screenings",
        {"verdict": "admitted"},
    )

    assert screened.status_code == 201
    assert screened.json["late"] is False
    assert candidature.state is CandidatureState.ADMITTED


def test_to_set_a_dossier_aside_takes_a_reason(make, call):
    candidature = make.candidature()
    ask = (make.organiser, "POST", f"/candidatures/{candidature.id}/screenings")

    assert problem(call(*ask, {"verdict": "inadmissible"})) == (422, "reason-needed")
    assert call(*ask, {"verdict": "inadmissible", "reason": "Hors sujet."}).status_code == 201


def test_a_candidate_does_not_screen(make, call):
    candidature = make.candidature()
    path = f"/candidatures/{candidature.id}/screenings"

    refused = call(make.writer(candidature), "POST", path, {"verdict": "admitted"})

    assert problem(refused) == (403, "forbidden")


def test_a_draft_is_not_screened(make, call):
    candidature = make.candidature(CandidatureState.DRAFT)
    path = f"/candidatures/{candidature.id}/screenings"

    refused = call(make.organiser, "POST", path, {"verdict": "admitted"})

    assert problem(refused) == (409, "wrong-state")


def test_a_move_is_previewed_then_made(make, call):
    moved = make.admitted()
    juror = make.juror(linked_to=[moved.applicant])

    preview = call(
        make.organiser,
        "GET",
        f"/candidatures/{moved.id}/reclassification-preview?category={INCLUSIVE}",
    )
    done = call(
        make.organiser,
        "POST",
        f"/candidatures/{moved.id}/reclassifications",
        {"category": INCLUSIVE, "reason": "Le projet porte sur les structures inclusives."},
    )

    assert preview.status_code == 200, preview.text
    assert preview.json["obstacle"] is None
    assert preview.json["recused"] == [juror.person.name]
    assert {one["verdict"] for one in preview.json["findings"]} == {"met"}
    assert done.status_code == 201, done.text
    assert done.json["effects"] == {"recused": 1, "voided": 0}
    assert moved.category_id == make.category(INCLUSIVE).id


def test_a_preview_names_the_obstacle_and_the_move_is_refused(make, call):
    moved = make.candidature()
    make.candidature(applicant=moved.applicant, category=INCLUSIVE)

    preview = call(
        make.organiser,
        "GET",
        f"/candidatures/{moved.id}/reclassification-preview?category={INCLUSIVE}",
    ).json
    refused = call(
        make.organiser,
        "POST",
        f"/candidatures/{moved.id}/reclassifications",
        {"category": INCLUSIVE, "reason": "Essai."},
    )

    assert preview["obstacle"] == refused.json["title"]
    assert problem(refused) == (409, "already-in-category")


def test_a_move_needs_its_reason_and_another_category(make, call):
    candidature = make.candidature()
    ask = (make.organiser, "POST", f"/candidatures/{candidature.id}/reclassifications")

    assert problem(call(*ask, {"category": INCLUSIVE}))[0] == 422
    same = call(*ask, {"category": COMMUNICATION, "reason": "Erreur."})
    assert problem(same) == (409, "conflict")


def test_the_trail_says_who_did_what_to_the_organiser_only(make, call):
    candidature = make.candidature()
    path = f"/candidatures/{candidature.id}/trail"

    trail = call(make.organiser, "GET", path).json["items"]

    assert [one["event"] for one in trail] == [
        "candidature.started",
        "candidature.saved",
        "candidature.submitted",
        "attestation.received",
    ]
    assert {one["actor"] for one in trail} == {make.writer(candidature).name}
    assert problem(call(make.writer(candidature), "GET", path)) == (403, "forbidden")
