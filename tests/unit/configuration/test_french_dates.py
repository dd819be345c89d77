from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from laureat.configuration.french_dates import mentions

PARIS = ZoneInfo("Europe/Paris")
NEAR = datetime(2024, 11, 8, tzinfo=PARIS)


def only(text):
    (found,) = mentions(text, near=NEAR, zone=PARIS)
    return found


def at(*figures):
    return datetime(*figures).replace(tzinfo=PARIS)  # noqa: DTZ001 - it has one at once


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("le vendredi 8 Novembre 2024 à 16h", 16, 0),
        ("8 novembre 2024 à 16 h 30", 16, 30),
        ("8 novembre 2024 à 16\u00a0h\u00a030", 16, 30),
        ("8 novembre 2024, 16h30", 16, 30),
        ("8 novembre 2024 à 16:30", 16, 30),
        ("8 novembre 2024 avant 16 heures", 16, 0),
        ("8 novembre 2024 à midi", 12, 0),
        ("08/11/2024 à 9h", 9, 0),
        ("8 novembre à 16h (heure de Paris)", 16, 0),
    ],
)
def test_a_date_with_its_hour_is_one_minute(text, hour, minute):
    found = only(text)

    assert found.spans == ((at(2024, 11, 8, hour, minute), at(2024, 11, 8, hour, minute, 59)),)
    assert found.precision == "minute"


@pytest.mark.parametrize(
    "text", ["8 novembre 2024", "vendredi 8 Novembre 2024.", "8/11/2024", "le 8 novembre prochain"]
)
def test_a_date_alone_is_the_whole_day(text):
    found = only(text)

    assert found.may_mean(at(2024, 11, 8))
    assert found.may_mean(at(2024, 11, 8, 23, 59, 59))
    assert not found.may_mean(at(2024, 11, 9))


def test_midnight_is_two_instants_and_nothing_between():
    found = only("au plus tard le vendredi 8 Novembre 2024 à minuit.")

    assert found.may_mean(at(2024, 11, 8, 0, 0))
    assert found.may_mean(at(2024, 11, 8, 23, 59, 59))
    assert found.may_mean(at(2024, 11, 9, 0, 0))
    assert not found.may_mean(at(2024, 11, 8, 16, 0))


def test_the_first_of_a_month_and_its_weekday():
    found = only("le samedi 1er février 2025")

    assert (found.weekday, found.right_weekday) == ("samedi", "samedi")
    assert found.day.isoformat() == "2025-02-01"


def test_a_part_of_a_month_is_days():
    found = list(mentions("fin novembre/début décembre 2024", near=NEAR, zone=PARIS))

    assert [one.day.isoformat() for one in found] == ["2024-11-21", "2024-12-01"]
    assert found[0].may_mean(at(2024, 11, 25))


def test_a_year_left_unsaid_is_the_closest():
    near = datetime(2025, 1, 5, tzinfo=UTC)

    (found,) = mentions("le 20 décembre", near=near, zone=PARIS)

    assert found.day.isoformat() == "2024-12-20"
    assert not found.year_told


@pytest.mark.parametrize(
    "text",
    [
        "31 avril 2024",
        "25 000 habitants",
        "article 8",
        "novembre",
        "le 45 mai 2024",
        "1978",
        "",
        "mai",
    ],
)
def test_what_is_no_date_is_not_read(text):
    assert list(mentions(text, near=NEAR, zone=PARIS)) == []


def test_an_impossible_hour_leaves_the_day():
    assert only("8 novembre 2024 à 45h").precision == "day"
