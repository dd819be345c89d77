import pytest

from laureat.domain.candidature_states import CandidatureState
from tests.integration.api.problems import problem
from tests.make import siret

SIRET = siret(90_000)


def said(**changes):
    return {"kind": "structure", "identity": SIRET, "name": "PLIE fictif", **changes}


def test_somebody_identifies_a_structure_and_manages_it(make, call):
    person = make.person()

    identified = call(person, "POST", "/applicants", said(identity=f" {SIRET[:9]} {SIRET[9:]} "))

    assert identified.status_code == 201
    assert identified.json["siret"] == SIRET
    assert call(person, "GET", "/applicants").json["items"] == [identified.json]
    assert call(person, "GET", f"/applicants/{identified.json['id']}").json == identified.json


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"identity": "123"}, "siret", id="a SIRET that is none"),
        pytest.param({"kind": "club"}, "kind", id="a kind that is none"),
        pytest.param({"name": "   "}, "name", id="a blank name"),
        pytest.param({"departement": "Lozère"}, "departement", id="a name for a code"),
        pytest.param({"color": "red"}, "color", id="an unknown key"),
        pytest.param({"name": "a\u0000b"}, "body", id="a text that cannot be kept"),
        pytest.param({"name": "é" * 501}, "name", id="an endless name"),
        pytest.param({"name": 12}, "name", id="a number for a text"),
    ],
)
def test_what_is_wrong_is_told_by_field_in_french(make, call, changes, field):
    refused = call(make.person(), "POST", "/applicants", said(**changes))

    assert problem(refused) == (422, "invalid")
    assert refused.json["fields"].keys() == {field}
    assert refused.json["fields"][field].endswith((".", "…")) or "parmi" in str(refused.json)


def test_a_structure_that_others_manage_is_not_handed_over(make, call):
    applicant = make.applicant()

    refused = call(make.person(), "POST", "/applicants", said(identity=applicant.siret))

    assert problem(refused) == (409, "conflict")


def test_a_colleague_is_invited_and_the_team_is_listed(make, call):
    applicant = make.applicant()
    writer = make.writer(applicant)
    path = f"/applicants/{applicant.id}/team"

    invited = call(writer, "POST", path, {"email": "Claude@Structure.example", "name": "Claude"})

    assert invited.status_code == 201
    assert [one["email"] for one in invited.json["items"]] == [
        writer.email,
        "claude@structure.example",
    ]
    assert call(writer, "GET", path).json == invited.json
    twice = call(writer, "POST", path, {"email": "claude@structure.example"})
    assert problem(twice) == (409, "conflict")


def test_an_invitation_does_not_tell_whose_address_it_is(make, call):
    make.person("Jeanne Jaspe", email="jeanne@perso.example")
    applicant = make.applicant()

    invited = call(
        make.writer(applicant),
        "POST",
        f"/applicants/{applicant.id}/team",
        {"email": "jeanne@perso.example"},
    )

    (one,) = (one for one in invited.json["items"] if one["email"] == "jeanne@perso.example")
    assert (one["name"], one["accepted_at"]) == ("", None)


def test_others_do_not_see_an_applicant_nor_its_team(make, call):
    applicant = make.applicant()

    for path in (f"/applicants/{applicant.id}", f"/applicants/{applicant.id}/team"):
        assert problem(call(make.person(), "GET", path)) == (404, "not-found")
        assert problem(call(None, "GET", path)) == (401, "sign-in-needed")


def test_the_organiser_marks_a_member(make, call):
    applicant = make.applicant(member=None)
    path = f"/applicants/{applicant.id}/membership"

    assert call(make.organiser, "PUT", path, {"member": True}).json["member"] is True
    assert problem(call(make.writer(applicant), "PUT", path, {"member": True}))[0] == 403


def test_a_referent_sees_who_waits_and_answers(make, call):
    applicant = make.applicant(member=False)
    candidature = make.candidature(CandidatureState.SUBMITTED, applicant=applicant)
    _, referent = make.coordination()

    (line,) = call(referent, "GET", "/recognitions").json["items"]
    answered = call(
        referent,
        "POST",
        f"/applicants/{applicant.id}/recognitions",
        {"programme_id": line["programme_id"], "answer": "recognised"},
    )

    assert line["applicant"]["id"] == str(applicant.id)
    assert [one["id"] for one in line["candidatures"]] == [str(candidature.id)]
    assert line["recognition"] is None
    assert answered.status_code == 201
    (after,) = call(make.organiser, "GET", "/recognitions").json["items"]
    assert after["recognition"] == answered.json


def test_a_refusal_to_recognise_needs_its_reason(make, call):
    applicant = make.applicant(member=False)
    candidature = make.candidature(CandidatureState.SUBMITTED, applicant=applicant)
    body = {"programme_id": str(candidature.edition.programme_id), "answer": "refused"}

    refused = call(make.organiser, "POST", f"/applicants/{applicant.id}/recognitions", body)

    assert problem(refused) == (422, "reason-needed")
    assert refused.json["fields"].keys() == {"reason"}


def test_whoever_answers_for_nobody_sees_no_recognition(make, call):
    assert problem(call(make.person(), "GET", "/recognitions")) == (403, "forbidden")
