"""An edition's files as one works on them: saved by part, brought back, applied, renewed."""

import pytest

from laureat.configuration.parts import tree_of
from laureat.consequences.definitions import definition_of
from laureat.consequences.saves import before_last_change, files_of
from laureat.domain.actors import THE_ENGINE
from laureat.domain.errors import (
    ChangedMeanwhile,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    ReasonNeeded,
)
from laureat.domain.vocabulary import EditionState
from laureat.queries.editions import edition_by_id, save_to_work_on, saves_of, versions_of
from laureat.services.campaigns.apply_edition import apply_edition
from laureat.services.campaigns.apply_save import apply_save
from laureat.services.campaigns.next_edition import next_edition
from laureat.services.campaigns.restore_save import restore_save
from laureat.services.campaigns.save_part import save_part
from tests.make import ASR, IT, bundled_as
from tests.refusals import refused

TITLE = ("categories", 0, "title")
SUMMARY = ("edition", "summary")


@pytest.fixture
def draft(make):
    """An edition that is not published yet, with its files."""
    return make.edition(path=IT, published=False)


@pytest.fixture
def save(act, make, draft):
    """Save a part as the organiser."""

    def save_it(path, value, *, based_on=1, by=None):
        return act(by or make.organiser, save_part, draft.id, path, value, based_on=based_on)

    return save_it


@pytest.fixture
def bring_back(act, make, session, draft):
    """Bring an earlier save back as the organiser, who has seen the last one unless told."""

    def bring(number, *, based_on=0):
        seen = based_on or save_to_work_on(session, draft.id).number
        return act(make.organiser, restore_save, draft.id, number=number, based_on=seen)

    return bring


def tree(session, edition):
    return tree_of(files_of(save_to_work_on(session, edition.id)))


@pytest.mark.parametrize("path", [ASR, IT], ids=["ASR", "IT"])
def test_the_files_come_back_word_for_word(make, session, path):
    edition = make.edition(path=path)

    kept = files_of(save_to_work_on(session, edition.id))

    assert kept.edition == path.read_text(encoding="utf-8")
    assert kept.programme == path.with_name("programme.yaml").read_text(encoding="utf-8")


def test_a_part_is_saved_and_the_rest_stays_word_for_word(save, session, draft):
    before = files_of(save_to_work_on(session, draft.id)).edition.splitlines()

    saved = save(TITLE, "Lever les freins")

    after = saved.edition_file.splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new.strip() for _, new in changed] == ["title: Lever les freins"]
    assert (saved.number, saved.part) == (2, "categories/0/title")


def test_what_a_programme_says_is_overridden_in_the_edition_s_own_file(save, session, draft):
    saved = save(("jury", "vote", "quorum"), 5)

    assert saved.programme_file == IT.with_name("programme.yaml").read_text(encoding="utf-8")
    assert "jury:\n  vote:\n    quorum: 5\n" in saved.edition_file
    assert tree(session, draft)["jury"]["vote"]["tally"]["plugin"] == "score-mean"


def test_the_same_value_makes_no_save(save):
    save(TITLE, "Lever les freins")

    assert save(TITLE, "Lever les freins", based_on=2).number == 2


def test_two_people_save_two_parts(save, session, draft):
    save(TITLE, "Lever les freins")
    save(("categories", 1, "title"), "Aller vers les gens", based_on=1)

    titles = [one["title"] for one in tree(session, draft)["categories"]]
    assert titles[:2] == ["Lever les freins", "Aller vers les gens"]


def test_the_second_of_two_who_save_one_part_is_told(save, session, draft):
    save(TITLE, "Le premier titre")

    with refused(ChangedMeanwhile, "depuis que vous l’avez ouverte"):
        save(TITLE, "Le second titre", based_on=1)

    assert tree(session, draft)["categories"][0]["title"] == "Le premier titre"


def test_a_part_that_is_wrong_is_refused_with_the_place_and_the_remedy(save, session, draft):
    with refused(Invalid, "corrigez ce qui est signalé") as told:
        save(("calendar", "opens"), "2027-09-01T24:00")

    (address,) = told.fields
    assert address.startswith("calendar/opens")
    assert save_to_work_on(session, draft.id).number == 1


def deep(levels):
    value: object = "fond"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (deep(40), "s’emboîte trop"),
        (float("nan"), "n’est pas fini"),
        ("a\x00b", "caractère"),
        ("\ud800", "caractère"),
        ("x" * 1_100_000, "dépasse"),
    ],
    ids=["deep", "not-a-number", "null-character", "half-a-character", "endless"],
)
def test_a_value_that_no_file_can_hold_is_refused(save, value, words):
    with refused(Invalid, words):
        save(("edition", "description"), value)


def test_a_number_of_a_program_is_written_as_a_number(save, session, draft):
    save(("jury", "vote", "tally", "options", "scale", "step"), 0.5)

    assert "step: 0.5\n" in save_to_work_on(session, draft.id).edition_file


def test_what_a_change_breaks_elsewhere_does_not_stop_it(save, session, draft):
    said = tree(session, draft)["categories"]

    saved = save(("categories",), [one for one in said if one["slug"] != "transition-ecologique"])

    assert saved.number == 2


def test_a_path_to_nowhere_is_refused(save):
    with refused(NotFound, "n’existe plus"):
        save(("categories", 99, "title"), "x")


def test_only_an_organiser_saves(save, make):
    with refused(NotFound, "rien"):
        save(TITLE, "x", by=make.person())


def test_undoing_goes_back_step_by_step(bring_back, save, session, draft):
    first = tree(session, draft)["categories"][0]["title"]
    save(TITLE, "Deux")
    save(TITLE, "Trois", based_on=2)
    seen = []
    while number := before_last_change(session, save_to_work_on(session, draft.id)):
        bring_back(number)
        seen.append(tree(session, draft)["categories"][0]["title"])

    assert seen == ["Deux", first]
    assert [one.number for one, _ in saves_of(session, draft.id, limit=9)] == [5, 4, 3, 2, 1]


def test_undoing_after_an_undo_does_not_bring_back_what_was_undone(
    bring_back, save, session, draft
):
    def undo():
        number = before_last_change(session, save_to_work_on(session, draft.id))
        bring_back(number)
        return tree(session, draft)["categories"][0]["title"]

    first = tree(session, draft)["categories"][0]["title"]
    save(TITLE, "B")
    save(TITLE, "C", based_on=2)
    assert undo() == "B"
    save(TITLE, "D", based_on=4)

    assert [undo(), undo()] == ["B", first]


def test_any_earlier_save_can_be_brought_back(bring_back, save, session, draft):
    save(TITLE, "Deux")
    save(TITLE, "Trois", based_on=2)

    restored = bring_back(2)

    assert (restored.number, restored.restores) == (4, 2)
    assert tree(session, draft)["categories"][0]["title"] == "Deux"


def test_what_was_saved_since_is_not_put_aside_unseen(bring_back, save, session, draft):
    save(TITLE, "Deux")

    with refused(ChangedMeanwhile, "regardez ce qui a changé"):
        bring_back(1, based_on=1)

    assert tree(session, draft)["categories"][0]["title"] == "Deux"


def test_a_key_that_no_edition_has_is_refused(save, session, draft):
    with refused(Invalid, "corrigez ce qui est signalé") as told:
        save(("foo", "bar"), "x")

    assert list(told.fields) == ["foo"]
    assert save_to_work_on(session, draft.id).number == 1


def test_a_file_that_is_applied_already_leaves_the_work_on_pages_alone(act, make, save, session):
    edition = make.edition(path=IT, published=False)
    save(TITLE, "En chantier")

    act(THE_ENGINE, apply_edition, bundled_as("2024", IT))

    assert tree(session, edition)["categories"][0]["title"] == "En chantier"


def test_what_was_saved_is_applied_and_published_at_once(act, make, save, session, draft):
    save(SUMMARY, "Des initiatives pour l’emploi.")

    act(make.organiser, apply_save, draft.id, number=2, reason="")

    edition = edition_by_id(session, draft.id)
    assert edition.state is EditionState.PUBLISHED
    assert definition_of(session, edition).summary == "Des initiatives pour l’emploi."
    assert [one.number for one in versions_of(session, draft.id)] == [2, 1]


def test_a_published_edition_is_amended_with_a_reason(act, make, session):
    edition = make.edition(path=IT)
    act(make.organiser, save_part, edition.id, SUMMARY, "Plus court.", based_on=1)

    with refused(ReasonNeeded, "dites pourquoi"):
        act(make.organiser, apply_save, edition.id, number=2, reason=" ")
    act(make.organiser, apply_save, edition.id, number=2, reason="Un résumé plus clair.")

    assert versions_of(session, edition.id)[0].reason == "Un résumé plus clair."


def test_faults_and_open_findings_keep_an_edition_from_being_published(
    act, make, save, session, draft
):
    said = tree(session, draft)
    save(("categories",), said["categories"][:4])
    with refused(Conflict, "à corriger avant de publier"):
        act(make.organiser, apply_save, draft.id, number=2, reason="")

    save(("categories",), said["categories"], based_on=2)
    save(("acknowledgements",), [], based_on=3)
    with refused(Conflict, "attend une correction ou une réponse"):
        act(make.organiser, apply_save, draft.id, number=4, reason="")


def test_what_was_saved_since_the_page_was_read_is_not_published_unseen(act, make, save, draft):
    save(TITLE, "Lever les freins")

    with refused(Conflict, "relisez"):
        act(make.organiser, apply_save, draft.id, number=1, reason="")


def test_the_name_in_the_addresses_does_not_change(act, make, save, draft):
    save(("edition", "slug"), "2025")

    with refused(Conflict, "adresses"):
        act(make.organiser, apply_save, draft.id, number=2, reason="")


def test_the_next_edition_begins_as_a_draft_with_its_dates_moved(act, make, session):
    old = make.edition(path=IT)

    new = act(make.organiser, next_edition, old.id, slug="2027", years=3)

    edition = edition_by_id(session, new.id)
    assert (edition.state, edition.slug, edition.programme_id) == (
        EditionState.DRAFT,
        "2027",
        old.programme_id,
    )
    definition = definition_of(session, edition)
    assert definition.calendar.results.at.date().isoformat() == "2027-12-06"
    assert save_to_work_on(session, new.id).number == 1


def test_a_part_that_is_not_taken_is_left_to_be_written(act, make, session):
    old = make.edition(path=IT)

    new = act(
        make.organiser,
        next_edition,
        old.id,
        slug="2027",
        years=3,
        without=["acknowledgements", "special_mention"],
    )

    assert save_to_work_on(session, new.id).number == 2
    assert tree(session, edition_by_id(session, new.id)).get("special_mention") is None


@pytest.mark.parametrize(
    ("given", "kind", "words"),
    [
        ({"slug": "2024", "years": 1}, Conflict, "a déjà une édition « 2024 »"),
        ({"slug": "L’an prochain", "years": 1}, Invalid, "ne convient pas"),
        ({"slug": "2027", "years": 0}, Invalid, "de un à dix ans"),
    ],
)
def test_a_next_edition_that_cannot_be_is_refused(act, make, given, kind, words):
    with refused(kind, words):
        act(make.organiser, next_edition, make.edition(path=IT).id, **given)


def test_nobody_else_begins_an_edition(act, make):
    with refused(Forbidden, "Votre compte"):
        act(make.person(), next_edition, make.edition(path=IT).id, slug="2027", years=3)
