import pytest

from laureat.domain.candidature_states import CandidatureState
from tests.integration.api.problems import problem


@pytest.fixture
def draft(make):
    return make.candidature(CandidatureState.DRAFT)


@pytest.fixture
def title(make, draft):
    """The name of the question that gives a dossier its title."""
    sections = make.definition().sections_for(draft.category.slug)
    return next(one.name for page in sections for one in page.questions if one.kind == "text")


def path(draft):
    return f"/candidatures/{draft.id}/draft"


def test_a_draft_is_read_with_the_etag_that_a_save_must_name(make, call, draft, title):
    writer = make.writer(draft)

    read = call(writer, "GET", path(draft))
    saved = call(
        writer, "PATCH", path(draft), {"answers": {title: "Nouveau"}}, etag=read.json["etag"]
    )

    assert read.headers["ETag"] == f'"{read.json["etag"]}"'
    assert saved.status_code == 200
    assert saved.headers["ETag"] == f'"{saved.json["etag"]}"'
    assert saved.json["etag"] != read.json["etag"]
    again = call(writer, "GET", path(draft)).json
    assert again["answers"] == {**read.json["answers"], title: "Nouveau"}
    assert draft.title == "Nouveau"


def test_a_colleagues_save_is_told_with_their_answers(make, call, draft, title):
    writer, colleague = make.writer(draft), make.colleague(draft.applicant, "Claude Collègue")
    etag = make.etag(draft)
    call(colleague, "PATCH", path(draft), {"answers": {title: "De Claude"}}, etag=etag)

    refused = call(writer, "PATCH", path(draft), {"answers": {title: "De moi"}}, etag=etag)

    assert problem(refused) == (412, "changed-meanwhile")
    assert refused.json["answers"][title] == "De Claude"
    assert refused.json["saved_by"] == "Claude Collègue"
    assert refused.headers["ETag"] == f'"{refused.json["etag"]}"'
    after = call(
        writer, "PATCH", path(draft), {"answers": {title: "De moi"}}, etag=refused.json["etag"]
    )
    assert after.status_code == 200


def test_a_save_without_its_etag_is_refused(make, call, client_as, draft):
    writer = make.writer(draft)

    assert problem(call(writer, "PATCH", path(draft), {"answers": {}})) == (
        428,
        "precondition-needed",
    )
    any_version = client_as(writer).patch(
        f"/api/v1{path(draft)}", json={"answers": {}}, headers={"If-Match": "*"}
    )
    assert problem(any_version) == (428, "precondition-needed")


def test_a_wrong_answer_is_kept_and_told(make, call, draft, title):
    long = "x" * 20_000

    saved = call(
        make.writer(draft),
        "PATCH",
        path(draft),
        {"answers": {title: long}},
        etag=make.etag(draft),
    )

    assert saved.status_code == 200
    assert saved.json["faults"].keys() == {title}


def test_a_question_that_the_form_lacks_is_an_error(make, call, draft):
    refused = call(make.writer(draft), "PATCH", path(draft), {"answers": {"couleur": 1}}, etag="0")

    assert problem(refused) == (422, "invalid")
    assert refused.json["fields"].keys() == {"answers.couleur"}


def test_an_answer_is_stored_in_its_canonical_form(make, call, draft):
    sections = make.definition().sections_for(draft.category.slug)
    number = next(
        (one.name for page in sections for one in page.questions if one.kind == "number"), None
    )
    if number is None:
        pytest.skip("the bundled form asks for no number")
    writer = make.writer(draft)

    call(writer, "PATCH", path(draft), {"answers": {number: 12.50}}, etag=make.etag(draft))

    assert call(writer, "GET", path(draft)).json["answers"][number] == "12.5"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"answers": {"a": NaN}}', id="not a number"),
        pytest.param(b'{"answers": ', id="cut short"),
        pytest.param(b'{"answers": "\xff"}', id="not UTF-8"),
        pytest.param(b"[" * 100_000, id="too deep"),
    ],
)
def test_what_is_not_json_is_malformed(make, client_as, draft, body):
    refused = client_as(make.writer(draft)).patch(
        f"/api/v1{path(draft)}",
        data=body,
        content_type="application/json",
        headers={"If-Match": '"0"'},
    )

    assert problem(refused) == (400, "malformed")


@pytest.mark.parametrize("value", ["\\u0000", "\\ud800"])
def test_a_text_that_cannot_be_kept_is_refused(make, client_as, draft, title, value):
    refused = client_as(make.writer(draft)).patch(
        f"/api/v1{path(draft)}",
        data=f'{{"answers": {{"{title}": ["{value}"]}}}}',
        content_type="application/json",
        headers={"If-Match": '"0"'},
    )

    assert problem(refused) == (422, "invalid")


def test_an_infinite_number_is_refused(make, client_as, draft, title):
    refused = client_as(make.writer(draft)).patch(
        f"/api/v1{path(draft)}",
        data=f'{{"answers": {{"{title}": 1e999}}}}',
        content_type="application/json",
        headers={"If-Match": '"0"'},
    )

    assert problem(refused) == (422, "invalid")


def test_only_writers_see_a_draft(make, call, draft):
    assert problem(call(make.person(), "GET", path(draft))) == (404, "not-found")
    assert problem(call(make.organiser, "GET", path(draft))) == (403, "forbidden")
    assert problem(call(None, "PATCH", path(draft), {"answers": {}}, etag="0"))[0] == 401


def test_after_the_deposit_nothing_is_saved(make, call, clock, draft, title):
    clock.move_to(make.definition().calendar.jury_opens.at)

    refused = call(make.writer(draft), "PATCH", path(draft), {"answers": {title: "Tard"}}, etag="0")

    assert problem(refused) == (409, "outside-period")
