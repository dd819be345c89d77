"""The next edition of a programme: dates keep their weekday, texts follow, nothing else moves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laureat.configuration.load import load_edition, load_files
from laureat.configuration.parts import files_with, tree_of
from laureat.configuration.public_holidays import HolidayPlace, is_working
from laureat.configuration.renewal import moved_day, renewed
from laureat.configuration.source import parse_yaml
from tests.make import ASR, IT
from tests.unit.configuration.files import HOST, SMALLEST

PARIS = HolidayPlace.METROPOLE


def tree(text=SMALLEST):
    return parse_yaml(text, "f.yaml").tree


def texts_of(one):
    return {path[-1]: text for path, text in ((each.path, each.after) for each in one.retold)}


def test_a_day_keeps_its_weekday_close_to_the_same_day_of_the_year():
    friday = date(2024, 11, 8)

    assert moved_day(friday, 3, PARIS) == (date(2027, 11, 5), "")


def test_a_working_day_waits_until_after_a_holiday():
    day, feast = moved_day(date(2026, 7, 15), 1, PARIS)

    assert (day, feast) == (date(2027, 7, 15), "Fête nationale")


def test_a_day_of_rest_stays_one():
    sunday = date(2026, 5, 3)

    assert moved_day(sunday, 1, PARIS) == (date(2027, 5, 2), "")


@given(day=st.dates(date(2020, 1, 1), date(2035, 12, 31)), years=st.integers(1, 10))
def test_a_working_day_is_never_moved_to_a_day_of_rest(day, years):
    moved, feast = moved_day(day, years, PARIS)

    assert abs((moved - date(day.year + years, day.month, min(day.day, 28))).days) <= 9
    assert is_working(moved, PARIS) or not is_working(day, PARIS)
    assert feast or moved.weekday() == day.weekday() or is_working(moved, PARIS)


@pytest.mark.parametrize("path", [ASR, IT], ids=["ASR", "IT"])
def test_a_bundled_edition_renews_into_one_that_loads(path):
    old = load_edition(path, plugins=HOST)

    new = renewed(tree_of(old.files), slug="2027", years=3)
    loaded = load_files(files_with(old.files, new.tree), plugins=HOST)

    assert (loaded.definition.slug, loaded.definition.season) == ("2027", "2027")
    assert loaded.definition.title == old.definition.title.replace("2024", "2027")
    assert loaded.definition.calendar.deposit_closes.at.isoformat() == "2027-11-05T23:59:59+01:00"
    assert loaded.definition.acknowledgements == ()
    assert loaded.files.programme == old.files.programme


@pytest.mark.parametrize(
    ("told", "retold"),
    [
        ("le vendredi 8 Novembre 2024 à minuit", "le vendredi 5 Novembre 2027 à minuit"),
        ("le 8 novembre à 16 h", "le 5 novembre à 16 h"),
        ("avant le 1er janvier 2024", "avant le 1er janvier 2024"),
        ("fin novembre 2024", "fin novembre 2027"),
        ("les Journées 2024", "les Journées 2027"),
        ("la loi du 6 janvier 1978", "la loi du 6 janvier 1978"),
        ("le 31 avril 2024", "le 31 avril 2027"),
    ],
)
def test_texts_tell_the_new_dates(told, retold):
    said = tree()
    said["edition"]["season"] = "2024"
    said["calendar"]["deposit_closes"] = "2024-11-08T16:00"
    said["edition"]["description"] = told

    new = renewed(said, slug="2027", years=3)

    assert new.tree["edition"]["description"] == retold
    assert ("description" in texts_of(new)) == (told != retold)


def test_what_was_acknowledged_stays_with_its_year_unless_asked_for():
    said = tree() | {"acknowledgements": [{"finding": "x", "resolution": "y"}]}

    assert "acknowledgements" not in renewed(said, slug="n", years=1).tree
    assert "acknowledgements" in renewed(said, slug="n", years=1, without=()).tree


def test_each_moved_date_is_listed_with_what_it_was():
    new = renewed(tree(), slug="n", years=1)

    (opens,) = (one for one in new.moved if one.path[:2] == ("calendar", "opens"))
    assert opens.before[:4] < opens.after[:4]
    assert opens.before[10:] == opens.after[10:]
