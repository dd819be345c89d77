import pytest

from tests.integration.api.problems import problem
from tests.make import COMMUNICATION, RURAL

CLAUDE = {"email": "claude@jury.example", "name": "Claude Martin"}


def test_a_juror_is_invited_and_listed(make, call):
    path = f"/editions/{make.edition().id}/jurors"

    invited = call(make.organiser, "POST", path, {**CLAUDE, "categories": [RURAL]})

    assert invited.status_code == 201
    assert invited.json["name"] == "Claude Martin"
    assert call(make.organiser, "GET", path).json["items"] == [invited.json]
    assert problem(call(make.organiser, "POST", path, CLAUDE)) == (409, "conflict")
    assert problem(call(make.person(), "GET", path)) == (403, "forbidden")


def test_an_unknown_category_or_address_is_refused(make, call):
    ask = (make.organiser, "POST", f"/editions/{make.edition().id}/jurors")

    assert problem(call(*ask, {**CLAUDE, "categories": ["nulle-part"]})) == (422, "invalid")
    assert problem(call(*ask, {**CLAUDE, "email": "claude"})) == (422, "invalid")


def test_a_juror_sees_what_is_open_and_why_the_rest_is_not(make, call):
    linked, other = make.admitted(), make.admitted(category=RURAL)
    juror = make.juror(linked_to=[linked.applicant])

    seats = {
        one["category_id"]: one
        for one in call(juror.person, "GET", f"/jurors/{juror.id}/seats").json["items"]
    }

    closed, opened = seats[str(linked.category_id)], seats[str(other.category_id)]
    assert (closed["state"], bool(closed["ground"])) == ("recused", True)
    assert (opened["state"], opened["ground"]) == ("open", "")


def test_a_juror_declares_before_reading(make, call):
    candidature = make.admitted()
    juror = make.juror(declares=False)
    make.jury_period()
    interests = f"/jurors/{juror.id}/interests"
    dossiers = f"/seats/{make.seat(juror).id}/dossiers"

    assert problem(call(juror.person, "GET", dossiers)) == (409, "interests-undeclared")
    (line,) = call(juror.person, "GET", interests).json["items"]
    said = [{"applicant_id": line["applicant_id"], "linked": False}]
    declared = call(juror.person, "POST", interests, {"declarations": said})

    assert line["linked"] is None
    assert line["categories"] == [make.category().title]
    assert {one["state"] for one in declared.json["items"]} == {"open"}
    listed = call(juror.person, "GET", dossiers).json["items"]
    assert [one["id"] for one in listed] == [str(candidature.id)]
    assert call(juror.person, "GET", interests).json["items"][0]["linked"] is False


def test_a_link_closes_the_category(make, call):
    candidature = make.admitted()
    juror = make.juror(declares=False)
    said = [{"applicant_id": str(candidature.applicant_id), "linked": True}]

    call(juror.person, "POST", f"/jurors/{juror.id}/interests", {"declarations": said})

    refused = call(juror.person, "GET", f"/seats/{make.seat(juror).id}/dossiers")
    assert problem(refused) == (409, "seat-closed")
    assert refused.json["article"] == "4.4"


@pytest.mark.parametrize("said", [[], [{"linked": True}], [{"applicant_id": "x", "linked": 3}]])
def test_a_declaration_that_says_nothing_is_refused(make, call, said):
    juror = make.juror()

    refused = call(juror.person, "POST", f"/jurors/{juror.id}/interests", {"declarations": said})

    assert problem(refused) == (422, "invalid")


def test_a_wrong_declaration_is_told_by_its_place(make, call):
    juror = make.juror()
    said = [{"applicant_id": "x", "linked": True}]

    refused = call(juror.person, "POST", f"/jurors/{juror.id}/interests", {"declarations": said})

    assert refused.json["fields"].keys() == {"declarations.0.applicant_id"}


def test_another_juror_sees_and_declares_nothing(make, call):
    one, other = make.juror(), make.juror()

    for path in (f"/jurors/{one.id}/seats", f"/jurors/{one.id}/interests"):
        assert problem(call(other.person, "GET", path)) == (404, "not-found")
    said = {"declarations": [{"applicant_id": str(one.id), "linked": True}]}
    refused = call(other.person, "POST", f"/jurors/{one.id}/interests", said)
    assert problem(refused) == (404, "not-found")


def test_the_organiser_rules_on_a_conflict(make, call):
    candidature = make.admitted()
    juror = make.juror(linked_to=[candidature.applicant])
    conflicts = f"/editions/{make.edition().id}/conflicts"

    (line,) = call(make.organiser, "GET", conflicts).json["items"]
    ask = (make.organiser, "POST", f"/conflicts/{line['id']}/rulings")
    unexplained = call(*ask, {"ruling": "dismissed"})
    ruled = call(*ask, {"ruling": "dismissed", "reason": "Homonymie."})

    assert line["juror"] == juror.person.name
    assert "ruling" not in line
    assert problem(unexplained) == (422, "reason-needed")
    assert ruled.status_code == 201
    (after,) = call(make.organiser, "GET", conflicts).json["items"]
    assert after["ruling"] == "dismissed"
    seats = call(juror.person, "GET", f"/jurors/{juror.id}/seats").json["items"]
    assert {one["state"] for one in seats} == {"open"}
    assert problem(call(juror.person, "GET", conflicts)) == (403, "forbidden")


def test_a_juror_reads_an_admitted_dossier_and_it_is_remembered(make, call, trail):
    candidature = make.admitted()
    juror = make.juror()
    path = f"/candidatures/{candidature.id}/readings"

    assert problem(call(juror.person, "POST", path)) == (409, "outside-period")
    make.jury_period()
    opened = call(juror.person, "POST", path)

    assert opened.status_code == 201
    assert opened.json["candidature"]["number"] == candidature.number
    shown = {one["name"] for page in opened.json["sections"] for one in page["questions"]}
    assert opened.json["answers"].keys() <= shown
    assert trail(candidature)[-1] == "juror.dossier_opened"


def test_a_recused_juror_reads_nothing(make, call):
    candidature = make.admitted()
    juror = make.juror(linked_to=[candidature.applicant])

    refused = call(juror.person, "POST", f"/candidatures/{candidature.id}/readings")

    assert problem(refused) == (409, "seat-closed")


def test_somebody_without_a_seat_reads_nothing(make, call):
    candidature = make.admitted()

    refused = call(make.person(), "POST", f"/candidatures/{candidature.id}/readings")

    assert problem(refused)[0] == 404


@pytest.mark.parametrize(
    "path", ["/jurors/{juror}/interests", "/jurors/{juror}/seats", "/seats/{seat}/dossiers"]
)
def test_the_price_of_a_list_does_not_grow_with_what_is_admitted(
    make, client_as, queries_counted, path
):
    make.admitted()
    juror = make.juror()
    address = "/api/v1" + path.format(juror=juror.id, seat=make.seat(juror, COMMUNICATION).id)
    others = [make.candidature() for _ in range(2)]
    make.declare(juror)
    make.jury_period()
    client = client_as(juror.person)
    with queries_counted() as for_one:
        assert client.get(address).status_code == 200
    for other in others:
        make.screen(other)

    with queries_counted() as for_three:
        assert client.get(address).status_code == 200

    assert len(for_three) == len(for_one)
