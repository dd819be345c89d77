from tests.integration.api.problems import problem
from tests.make import RURAL


def test_the_public_lists_the_published_editions(make, call):
    edition = make.edition()
    make.edition("2025", published=False)

    listed = call(None, "GET", "/editions").json["items"]

    assert [one["id"] for one in listed] == [str(edition.id)]
    assert listed[0]["programme"]["title"] == make.definition(edition).programme_title


def test_an_organiser_also_sees_what_is_not_published(make, call):
    make.edition()
    hidden = make.edition("2025", published=False)

    listed = call(make.organiser, "GET", "/editions").json["items"]

    assert str(hidden.id) in {one["id"] for one in listed}
    assert call(make.organiser, "GET", f"/editions/{hidden.id}").status_code == 200
    assert problem(call(None, "GET", f"/editions/{hidden.id}")) == (404, "not-found")


def test_an_edition_tells_its_calendar_its_categories_and_its_rules(make, call):
    edition = make.edition()

    shown = call(None, "GET", f"/editions/{edition.id}").json

    examined = next(one for one in shown["calendar"] if one["name"] == "examined_until")
    assert examined["at"] == "2024-11-08T15:00:00+00:00"
    assert examined["words"] == "vendredi 8 novembre 2024 à 16\xa0h\xa000 (heure de Paris)"
    rural = next(one for one in shown["categories"] if one["slug"] == RURAL)
    assert rural["id"] == str(make.category(RURAL).id)
    assert [rule["plugin"] for rule in rural["rules"]] == ["low-population-territory"]
    assert all(rule["sentence"].endswith(".") for rule in shown["rules"])
    assert shown["needs_attestation"] is True
    assert shown["special_mention"]


def test_a_form_is_given_as_pages_and_as_json_schema(make, call):
    edition = make.edition()

    form = call(None, "GET", f"/editions/{edition.id}/form?category={RURAL}").json

    questions = {one["name"]: one for page in form["sections"] for one in page["questions"]}
    assert form["json_schema"]["properties"].keys() == questions.keys()
    required = {name for name, one in questions.items() if one["required"]}
    assert set(form["json_schema"]["required"]) == required


def test_a_form_without_its_category_is_refused_in_french(make, call):
    path = f"/editions/{make.edition().id}/form"

    missing = call(None, "GET", path)
    assert problem(missing) == (422, "invalid")
    assert missing.json["fields"] == {"category": "Ce champ est obligatoire."}
    assert problem(call(None, "GET", f"{path}?category=nulle-part")) == (404, "not-found")


def test_an_unknown_key_of_a_query_is_an_error(make, call):
    path = f"/editions/{make.edition().id}/form?category={RURAL}&langue=fr"

    assert call(None, "GET", path).json["fields"].keys() == {"langue"}


def test_an_organiser_publishes_once_or_twice(make, call):
    edition = make.edition(published=False)
    path = f"/editions/{edition.id}/publication"

    assert call(make.organiser, "PUT", path).json["state"] == "published"
    assert call(make.organiser, "PUT", path).status_code == 200
    assert problem(call(make.person(), "PUT", path)) == (403, "forbidden")


def test_the_price_of_a_list_does_not_grow_with_its_rows(make, call, queries_counted):
    make.edition()
    with queries_counted() as for_one:
        call(None, "GET", "/editions")
    for year in range(2025, 2028):
        make.edition(str(year))

    with queries_counted() as for_four:
        assert len(call(None, "GET", "/editions").json["items"]) == 4

    assert len(for_four) == len(for_one)
