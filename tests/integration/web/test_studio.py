"""The studio: the organiser edits an edition by part, checks it, publishes it, renews it."""

import pytest

from laureat.configuration.parts import tree_of
from laureat.consequences.definitions import definition_of
from laureat.consequences.saves import files_of
from laureat.domain.vocabulary import EditionState
from laureat.queries.editions import edition_by_slugs, save_to_work_on
from tests.integration.web.pages import Shown
from tests.make import IT

HERE = "/organisation/initiatives-territoriales/2024"
STUDIO = f"{HERE}/configuration"
PART = f"{STUDIO}/partie"

PAGES = [
    STUDIO,
    f"{STUDIO}/verification",
    f"{STUDIO}/publication",
    f"{STUDIO}/historique",
    f"{STUDIO}/historique/comparaison",
    f"{HERE}/edition-suivante",
    f"{PART}/edition",
    f"{PART}/contact",
    f"{PART}/calendar",
    f"{PART}/applicants",
    f"{PART}/limits",
    f"{PART}/categories",
    f"{PART}/categories/0",
    f"{PART}/categories/5",
    f"{PART}/eligibility",
    f"{PART}/eligibility/1",
    f"{PART}/eligibility/3",
    f"{PART}/recognition",
    f"{PART}/form",
    f"{PART}/form/0",
    f"{PART}/form/0/questions/2",
    f"{PART}/form/0/questions/4",
    f"{PART}/attestation",
    f"{PART}/reclassification",
    f"{PART}/jury",
    f"{PART}/jury/recusal/conflicts/0",
    f"{PART}/outcomes",
    f"{PART}/special_mention",
    f"{PART}/regulation",
    f"{PART}/regulation/clauses/3",
]

CHOICES = "form/0/questions/2/choices"
ADDING = {f"{PART}/recognition", f"{PART}/categories/5", f"{PART}/eligibility/3"} | {
    f"{PART}/form/0/questions/4"
}
"""What is not there yet: posting such a page adds it."""


@pytest.fixture
def edition(make):
    return make.edition(path=IT, published=False)


@pytest.fixture
def studio(client_as, make, edition):
    return client_as(make.organiser)


def posted(page, **typed):
    """Give everything that a page's form would post, with what somebody typed in it."""
    form: dict[str, list[str]] = {}
    for one in page.tree.iter():
        name, kind = one.get("name"), one.get("type")
        if not name or one.tag == "button" or (kind in {"checkbox", "radio"} and not chosen(one)):
            continue
        if one.tag == "select":
            found = [each for each in one.iter("option") if each.get("selected") is not None]
            form.setdefault(name, []).append(found[0].get("value") if found else "")
        else:
            form.setdefault(name, []).append(page_value(one))
    return form | typed


def chosen(control):
    return control.get("checked") is not None


def page_value(control):
    if control.tag == "textarea":
        return "".join(control.itertext()).removeprefix("\n")
    return control.get("value", "")


def saved_tree(session, edition):
    return tree_of(files_of(save_to_work_on(session, edition.id)))


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_shown(studio, address):
    assert Shown(studio.get(address)).status == 200


@pytest.mark.parametrize("address", [f"{PART}/nowhere", f"{PART}/categories/9", f"{PART}/format"])
def test_a_part_that_is_not_there_is_not_found(studio, address):
    assert studio.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [one for one in PAGES if one.startswith(PART) and one not in ADDING],
)
def test_a_part_that_is_posted_as_it_was_shown_changes_nothing(studio, address, session, edition):
    page = Shown(studio.get(address))

    response = studio.post(address, data=posted(page))

    assert response.status_code == 303
    assert save_to_work_on(session, edition.id).number == 1


def test_a_title_is_changed_and_the_programme_s_file_stays(studio, session, edition):
    page = Shown(studio.get(f"{PART}/categories/1"))

    studio.post(f"{PART}/categories/1", data=posted(page, **{"categories/1/title": "Aller vers"}))

    save = save_to_work_on(session, edition.id)
    assert saved_tree(session, edition)["categories"][1]["title"] == "Aller vers"
    assert (save.number, save.part) == (2, "categories/1")


def test_a_new_category_takes_its_short_name_from_its_title(studio, session, edition):
    page = Shown(studio.get(f"{PART}/categories/5"))
    typed = {
        "categories/5/title": "L’emploi des jeunes",
        "categories/5/description": "Initiatives pour les jeunes.",
    }

    response = studio.post(f"{PART}/categories/5", data=posted(page, **typed))

    assert response.headers["Location"].endswith("/partie/categories")
    assert saved_tree(session, edition)["categories"][5] == {
        "slug": "l-emploi-des-jeunes",
        "title": "L’emploi des jeunes",
        "description": "Initiatives pour les jeunes.",
    }


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(studio, session, edition):
    page = Shown(studio.get(f"{PART}/jury"))
    typed = {"jury/vote/quorum": "trois", "jury/composition": "Des gens du métier."}

    response = studio.post(f"{PART}/jury", data=posted(page, **typed))

    again = Shown(response)
    assert again.status == 422
    assert again.value("jury/vote/quorum") == "trois"
    assert again.value("jury/composition") == "Des gens du métier."
    assert "« trois » n’est pas un nombre entier. Écrivez des chiffres seulement." in again.words
    assert save_to_work_on(session, edition.id).number == 1


def test_a_blank_field_is_said_to_be_filled_in(studio):
    page = Shown(studio.get(f"{PART}/categories/1"))

    answer = studio.post(f"{PART}/categories/1", data=posted(page, **{"categories/1/title": " "}))

    assert "Ce champ est à remplir." in Shown(answer).words


def test_a_short_name_that_was_not_typed_follows_its_title(studio, session, edition):
    address = f"{PART}/form/0/questions/2"
    longer = Shown(
        studio.post(
            address, data={**posted(Shown(studio.get(address))), "acte": f"ajouter:{CHOICES}"}
        )
    )
    twice = Shown(studio.post(address, data=posted(longer, **{f"{CHOICES}/3/label": "Achevé"})))
    assert "« acheve » nomme déjà une autre réponse." in twice.words

    studio.post(address, data=posted(twice, **{f"{CHOICES}/3/label": "Abandonné"}))

    choices = saved_tree(session, edition)["form"][0]["questions"][2]["choices"]
    assert choices[3] == {"value": "abandonne", "label": "Abandonné"}


def test_a_short_name_that_stands_in_addresses_is_not_asked(client_as, make):
    make.edition(path=IT)
    studio = client_as(make.organiser)

    for part, name in (("edition", "edition/slug"), ("categories/0", "categories/0/slug")):
        assert f'name="{name}"' not in studio.get(f"{PART}/{part}").get_data(as_text=True)
    assert 'name="categories/5/slug"' in studio.get(f"{PART}/categories/5").get_data(as_text=True)


def test_two_people_on_one_part_the_second_sees_what_the_first_saved(studio, session, edition):
    page = Shown(studio.get(f"{PART}/contact"))
    studio.post(f"{PART}/contact", data=posted(page, **{"contact/name": "La première"}))

    response = studio.post(f"{PART}/contact", data=posted(page, **{"contact/name": "La seconde"}))

    again = Shown(response)
    assert again.status == 412
    assert "La première" in again.words
    assert again.value("contact/name") == "La seconde"
    assert saved_tree(session, edition)["contact"]["name"] == "La première"

    studio.post(f"{PART}/contact", data=posted(again))
    assert saved_tree(session, edition)["contact"]["name"] == "La seconde"


def test_elements_are_moved_and_removed(studio, session, edition):
    def slugs():
        return [one["slug"] for one in saved_tree(session, edition)["categories"]]

    first, second = slugs()[:2]
    page = Shown(studio.get(f"{PART}/categories"))
    studio.post(f"{PART}/categories", data=posted(page, acte="descendre:categories/0"))
    assert slugs()[:2] == [second, first]

    page = Shown(studio.get(f"{PART}/categories"))
    studio.post(f"{PART}/categories", data=posted(page, acte="retirer:categories/0"))
    assert second not in slugs()


def test_a_row_is_added_without_saving_and_then_saved(studio, session, edition):
    address = f"{PART}/form/0/questions/2"
    page = Shown(studio.get(address))
    longer = Shown(
        studio.post(address, data=posted(page, acte="ajouter:form/0/questions/2/choices"))
    )
    assert save_to_work_on(session, edition.id).number == 1

    typed = {"form/0/questions/2/choices/3/label": "Abandonné"}
    studio.post(address, data=posted(longer, **typed))

    choices = saved_tree(session, edition)["form"][0]["questions"][2]["choices"]
    assert choices[3] == {"value": "abandonne", "label": "Abandonné"}


def test_a_rule_s_plugin_shows_its_own_options(studio, session, edition):
    page = Shown(studio.get(f"{PART}/jury"))

    typed = {"jury/vote/tally/options/scale/max": "10"}
    studio.post(f"{PART}/jury", data=posted(page, **typed))

    options = saved_tree(session, edition)["jury"]["vote"]["tally"]["options"]
    assert options["scale"]["max"] == 10


def test_the_first_of_a_list_that_the_edition_does_not_have_yet_is_added(studio, session, edition):
    page = Shown(studio.get(f"{PART}/prizes/0"))

    studio.post(f"{PART}/prizes/0", data=posted(page, **{"prizes/0/title": "Grand prix"}))

    assert saved_tree(session, edition)["prizes"] == [{"title": "Grand prix", "slug": "grand-prix"}]


def test_a_page_of_the_form_is_saved_before_its_first_question(studio, session, edition):
    page = Shown(studio.get(f"{PART}/form/5"))
    typed = posted(page, acte="ouvrir:form/5/questions/0", **{"form/5/title": "Le budget"})

    answer = studio.post(f"{PART}/form/5", data=typed)

    assert answer.headers["Location"].endswith("/partie/form/5/questions/0")
    question = Shown(studio.get(answer.headers["Location"]))
    named = {"form/5/questions/0/label": "Le coût", "form/5/questions/0/kind": "money"}
    studio.post(f"{PART}/form/5/questions/0", data=posted(question, **named))
    (section,) = saved_tree(session, edition)["form"][5:]
    assert (section["title"], section["slug"]) == ("Le budget", "le-budget")
    assert section["questions"][0]["name"] == "le_cout"


def test_another_counting_method_leaves_the_programme_s_options_behind(studio, session, edition):
    page = Shown(studio.get(f"{PART}/jury"))
    typed = {"jury/vote/tally/plugin": "approval", "jury/vote/tally/options/most": "2"}

    answer = studio.post(f"{PART}/jury", data=posted(page, **typed))

    assert answer.status_code == 303
    tally = saved_tree(session, edition)["jury"]["vote"]["tally"]
    assert (tally["plugin"], tally["options"]) == ("approval", {"most": 2})


def test_what_is_wrong_and_stands_at_no_field_is_said_at_the_head(studio):
    page = Shown(studio.get(f"{PART}/form/0/questions/0"))
    typed = {"form/0/questions/0/when/equals": "Travaux"}

    answer = Shown(studio.post(f"{PART}/form/0/questions/0", data=posted(page, **typed)))

    assert answer.status == 422
    assert "Une condition dit une seule chose" in answer.words


def test_a_part_that_one_may_do_without_is_taken_away(studio, session, edition):
    page = Shown(studio.get(f"{PART}/special_mention"))

    studio.post(f"{PART}/special_mention", data=posted(page, sans="oui"))

    assert saved_tree(session, edition).get("special_mention") is None


def test_the_last_change_is_undone(studio, session, edition):
    page = Shown(studio.get(f"{PART}/contact"))
    before = saved_tree(session, edition)["contact"]["name"]
    studio.post(f"{PART}/contact", data=posted(page, **{"contact/name": "Une erreur"}))

    late = studio.post(f"{STUDIO}/annulation", data={"presente": "1"})
    assert "regardez ce qui a changé" in Shown(studio.get(late.headers["Location"])).text
    assert saved_tree(session, edition)["contact"]["name"] == "Une erreur"

    studio.post(f"{STUDIO}/annulation", data=posted(Shown(studio.get(STUDIO))))
    assert saved_tree(session, edition)["contact"]["name"] == before


def test_the_verifier_s_faults_lead_to_the_field(studio, session, edition):
    page = Shown(studio.get(f"{PART}/categories"))
    studio.post(f"{PART}/categories", data=posted(page, acte="retirer:categories/4"))

    told = Shown(studio.get(f"{STUDIO}/verification"))

    assert "Aucune catégorie ne s’appelle « transition-ecologique »" in told.words
    assert any("partie/form/2/questions/4" in one for one in told.links())


def test_a_finding_is_answered_and_the_answer_taken_back(studio, session, edition):
    first = saved_tree(session, edition)["acknowledgements"][0]["finding"]
    studio.post(f"{STUDIO}/verification", data={"retirer": first})
    assert Shown(studio.get(STUDIO)).words.count("constat") >= 1

    blank = studio.post(
        f"{STUDIO}/verification", data={"constat": first, f"resolution:{first}": " "}
    )
    assert Shown(blank).status == 422
    studio.post(
        f"{STUDIO}/verification",
        data={
            "constat": first,
            f"resolution:{first}": "C’est voulu.",
            f"par:{first}": "Le comité fictif",
        },
    )

    (last,) = saved_tree(session, edition)["acknowledgements"][-1:]
    assert (last["finding"], last["resolution"]) == (first, "C’est voulu.")
    assert Shown(studio.get(f"{STUDIO}/verification")).words.count("Le comité fictif") == 1


def test_history_compares_and_brings_back(studio, session, edition):
    page = Shown(studio.get(f"{PART}/edition"))
    studio.post(f"{PART}/edition", data=posted(page, **{"edition/summary": "Cinq catégories."}))

    told = Shown(studio.get(f"{STUDIO}/historique/comparaison?avant=1&apres=2"))
    assert "Résumé" in told.words
    assert [one.text for one in told.tree.iter("ins")] != []
    assert studio.get(f"{STUDIO}/historique/comparaison?avant=1&apres=7").status_code == 404

    studio.post(f"{STUDIO}/historique", data={"enregistrement": "1", "presente": "2"})
    assert saved_tree(session, edition)["edition"]["summary"] != "Cinq catégories."
    assert "Retour à l’enregistrement n° 1" in Shown(studio.get(f"{STUDIO}/historique")).words


def test_what_was_saved_is_read_and_published(studio, session, edition):
    page = Shown(studio.get(f"{PART}/edition"))
    studio.post(f"{PART}/edition", data=posted(page, **{"edition/summary": "Cinq catégories."}))

    recap = Shown(studio.get(f"{STUDIO}/publication"))
    assert "Un candidat a une seule candidature dans une même catégorie." in recap.words
    response = studio.post(f"{STUDIO}/publication", data=posted(recap))

    assert response.status_code == 303
    found = edition_by_slugs(session, "initiatives-territoriales", "2024")
    assert found.state is EditionState.PUBLISHED
    assert definition_of(session, found).summary == "Cinq catégories."


def test_an_amendment_needs_its_reason_and_shows_what_changes(studio, make, session, edition):
    studio.post(f"{STUDIO}/publication", data={"enregistrement": "1"})
    page = Shown(studio.get(f"{PART}/edition"))
    studio.post(f"{PART}/edition", data=posted(page, **{"edition/summary": "Cinq catégories."}))

    recap = Shown(studio.get(f"{STUDIO}/publication"))
    assert "1 changement" in recap.words
    refused = studio.post(f"{STUDIO}/publication", data=posted(recap))
    assert Shown(refused).status == 422
    studio.post(f"{STUDIO}/publication", data=posted(recap, reason="Plus court."))

    assert "Plus court." in Shown(studio.get(f"{STUDIO}/historique")).words


def test_the_next_edition_is_begun_from_this_one(studio, session, edition):
    page = Shown(studio.get(f"{HERE}/edition-suivante?years=3"))
    assert page.value("slug") == "2027"
    assert "5 novembre 2027" in page.words

    response = studio.post(f"{HERE}/edition-suivante", data=posted(page))

    assert response.headers["Location"].endswith("/initiatives-territoriales/2027/configuration")
    assert Shown(studio.get(response.headers["Location"])).status == 200
    again = studio.post(f"{HERE}/edition-suivante", data=posted(page))
    assert Shown(again).status == 409


def test_an_edition_without_files_says_what_to_do(studio, make):
    make.edition("2025", path=IT, title="Sans fichiers")

    answer = studio.get("/organisation/initiatives-territoriales/2025/configuration")

    assert answer.status_code == 404
    assert "laureat config apply" in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", PAGES[:8])
def test_the_studio_is_the_organiser_s_alone(client_as, make, edition, address):
    assert client_as(make.person()).get(address).status_code in {403, 404}
    assert client_as(None).get(address).status_code == 303
