import pytest

from laureat.domain.candidature_states import CandidatureState
from tests.integration.api.problems import problem
from tests.make import COMMUNICATION, CONVERGENCE, INCLUSIVE, RURAL

DRAFT = CandidatureState.DRAFT
SUBMITTED = CandidatureState.SUBMITTED


def started(call, make, applicant, category=COMMUNICATION):
    return call(
        make.writer(applicant),
        "POST",
        f"/editions/{make.edition().id}/candidatures",
        {"category": category, "applicant_id": str(applicant.id)},
    )


def test_a_candidature_is_started_with_a_number(make, call):
    applicant = make.applicant()

    response = started(call, make, applicant)

    assert response.status_code == 201
    assert response.json["state"] == "draft"
    assert response.json["number"] == f"{make.definition().short_title}-2024-0001"


def test_a_second_one_in_the_category_is_refused_by_its_code(make, call):
    applicant = make.applicant()
    started(call, make, applicant)

    assert problem(started(call, make, applicant)) == (409, "already-in-category")


def test_outside_the_period_the_refusal_names_the_instant_and_the_article(make, call, clock):
    applicant = make.applicant()
    make.edition()
    clock.move_to(make.definition().calendar.jury_opens.at)

    refused = started(call, make, applicant)

    assert problem(refused) == (409, "outside-period")
    assert "vendredi 8 novembre 2024" in refused.json["title"]
    assert refused.json["article"] == make.definition().calendar.deposit_closes.article


def test_one_starts_only_for_an_applicant_of_ones_own(make, call):
    body = {"category": RURAL, "applicant_id": str(make.applicant().id)}

    refused = call(make.person(), "POST", f"/editions/{make.edition().id}/candidatures", body)

    assert problem(refused) == (404, "not-found")


def test_a_candidature_shows_the_sentence_what_is_missing_and_the_findings(make, call):
    candidature = make.candidature(SUBMITTED)

    shown = call(make.writer(candidature), "GET", f"/candidatures/{candidature.id}").json

    assert shown["status"]["missing"] == ["l’attestation signée"]
    assert shown["status"]["act"] == "return_attestation"
    assert "n’est pas encore prise en compte" in shown["status"]["sentence"]
    assert shown["faults"] == {}
    assert {one["verdict"] for one in shown["findings"]} == {"met"}
    assert all(one["sentence"] for one in shown["findings"])


def test_an_unfinished_draft_tells_its_writer_what_is_missing(make, call):
    applicant = make.applicant()
    candidature_id = started(call, make, applicant).json["id"]

    shown = call(make.writer(applicant), "GET", f"/candidatures/{candidature_id}").json
    seen_by_organiser = call(make.organiser, "GET", f"/candidatures/{candidature_id}").json

    assert shown["faults"]
    assert seen_by_organiser["faults"] == {}


def test_nobody_else_knows_of_a_candidature(make, call):
    candidature = make.candidature(DRAFT)
    path = f"/candidatures/{candidature.id}"

    assert problem(call(make.person(), "GET", path)) == (404, "not-found")
    assert problem(call(None, "GET", path)) == (401, "sign-in-needed")


def test_ones_own_candidatures_are_listed_with_where_they_stand(make, call, queries_counted):
    applicant = make.applicant()
    writer = make.writer(applicant)
    make.candidature(SUBMITTED, applicant=applicant, category=RURAL)
    make.candidature(DRAFT, applicant=applicant)
    call(writer, "GET", "/candidatures")
    with queries_counted() as for_one_of_each:
        call(writer, "GET", "/candidatures")
    make.candidature(SUBMITTED, applicant=applicant, category=CONVERGENCE)
    make.candidature(DRAFT, applicant=applicant, category=INCLUSIVE)

    with queries_counted() as for_two_of_each:
        listed = call(writer, "GET", "/candidatures").json["items"]

    assert [one["state"] for one in listed] == ["draft", "submitted", "draft", "submitted"]
    assert "attestation" in listed[1]["status"]["sentence"]
    assert len(for_two_of_each) == len(for_one_of_each)


def test_the_organiser_lists_all_piece_by_piece(make, call):
    made = [make.candidature(DRAFT) for _ in range(5)]
    path = f"/editions/{make.edition().id}/candidatures?limit=2&state=draft"

    pieces, links = [], []
    while path:
        response = call(make.organiser, "GET", path)
        pieces.append([one["id"] for one in response.json["items"]])
        links.append(response.headers.get("Link"))
        path = (links[-1] or "").partition("<")[2].partition(">")[0].removeprefix("/api/v1")

    assert [len(piece) for piece in pieces] == [2, 2, 1]
    assert [one for piece in pieces for one in piece] == sorted(str(one.id) for one in made)
    assert links[0].endswith('; rel="next"')
    assert "state=draft" in links[0]
    assert links[-1] is None


def test_a_search_and_an_order_are_kept_from_piece_to_piece(make, call):
    for name in ("Zèbre", "Aline", "Mirabelle"):
        make.candidature(DRAFT, applicant=make.applicant(f"Mission {name}"))
    make.candidature(DRAFT, applicant=make.applicant("Atelier"))
    path = f"/editions/{make.edition().id}/candidatures?limit=2&search=mission&sort=applicant"

    first = call(make.organiser, "GET", path)
    following = first.headers["Link"].partition("<")[2].partition(">")[0]
    second = call(make.organiser, "GET", following.removeprefix("/api/v1"))

    listed = [one["applicant"] for one in first.json["items"] + second.json["items"]]
    assert listed == ["Mission Aline", "Mission Mirabelle", "Mission Zèbre"]


def test_a_candidate_lists_only_their_own(make, call):
    own, _ = make.candidature(DRAFT), make.candidature(DRAFT)
    path = f"/editions/{make.edition().id}/candidatures"

    listed = call(make.writer(own), "GET", path).json["items"]

    assert [one["id"] for one in listed] == [str(own.id)]
    assert problem(call(None, "GET", path)) == (401, "sign-in-needed")


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=x", "after=x", "state=lost", "sort=luck"]
)
def test_a_piece_that_cannot_be_given_is_refused(make, call, query):
    refused = call(make.organiser, "GET", f"/editions/{make.edition().id}/candidatures?{query}")

    assert problem(refused) == (422, "invalid")


def test_a_complete_draft_is_submitted_and_once_more_changes_nothing(make, call):
    candidature = make.candidature(DRAFT)
    ask = (make.writer(candidature), "POST", f"/candidatures/{candidature.id}/submission")
    etag = make.etag(candidature)

    first = call(*ask, {"accept_rules": True}, etag=etag)
    second = call(*ask, {"accept_rules": True}, etag=etag)

    assert first.status_code == second.status_code == 200
    assert first.json["state"] == "submitted"
    assert second.json["submitted_at"] == first.json["submitted_at"]


def test_an_incomplete_draft_is_refused_question_by_question(make, call):
    applicant = make.applicant()
    candidature_id = started(call, make, applicant).json["id"]

    refused = call(
        make.writer(applicant),
        "POST",
        f"/candidatures/{candidature_id}/submission",
        {"accept_rules": False},
        etag="0",
    )

    assert problem(refused) == (422, "incomplete")
    assert "accept_rules" in refused.json["fields"]
    assert len(refused.json["fields"]) > 1


def test_a_submission_names_the_text_that_was_read(make, call):
    candidature = make.candidature(DRAFT)
    ask = (make.writer(candidature), "POST", f"/candidatures/{candidature.id}/submission")

    assert problem(call(*ask, {"accept_rules": True})) == (428, "precondition-needed")
    stale = call(*ask, {"accept_rules": True}, etag="ancien")
    assert problem(stale) == (412, "changed-meanwhile")
    assert stale.headers["ETag"] == f'"{make.etag(candidature)}"'


def test_what_was_submitted_is_read_by_its_writers_and_the_organiser(make, call):
    candidature = make.candidature(SUBMITTED)
    path = f"/candidatures/{candidature.id}/dossier"

    dossier = call(make.writer(candidature), "GET", path).json

    assert dossier["number"] == 1
    assert dossier["answers"]
    assert call(make.organiser, "GET", path).json == dossier
    assert problem(call(make.person(), "GET", path)) == (404, "not-found")


def test_what_was_not_submitted_has_no_dossier(make, call):
    candidature = make.candidature(DRAFT)

    refused = call(make.organiser, "GET", f"/candidatures/{candidature.id}/dossier")

    assert problem(refused) == (404, "not-found")


def test_a_candidature_is_withdrawn_once(make, call):
    candidature = make.candidature()
    ask = (make.writer(candidature), "POST", f"/candidatures/{candidature.id}/withdrawal")

    withdrawn = call(*ask, {"reason": "Projet abandonné."})

    assert withdrawn.json["state"] == "withdrawn"
    assert "retirée" in withdrawn.json["status"]["sentence"]
    assert problem(call(*ask, {})) == (409, "wrong-state")
