"""Instants told by another: one grammar, working days, and everything that is not one instant."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laureat.configuration.instants import WrongInstant
from laureat.configuration.public_holidays import HolidayPlace, is_working
from laureat.configuration.relative_dates import InstantReader
from laureat.configuration.source import Value
from tests.unit.configuration.files import changed, faults, found, loaded, spoken

PARIS = ZoneInfo("Europe/Paris")
RESULTS = "2026-12-07T18:00"
CLOSES = "2026-11-06T16:00"
CALENDAR: dict[str, Value] = {"deposit_closes": {"at": CLOSES, "article": "1"}, "results": RESULTS}


def read(written, zone=PARIS, **more):
    return InstantReader(zone, {**CALENDAR, **more}).read(written)


def local(written, **more):
    return f"{read(written, **more):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("3 semaines avant results à 16:00", "2026-11-16 16:00:00"),
        ("une semaine avant results à la même heure", "2026-11-30 18:00:00"),
        ("2 jours après deposit_closes à 9:30", "2026-11-08 09:30:00"),
        ("1 mois après deposit_closes à 23:59:59", "2026-12-06 23:59:59"),
        ("48 heures avant results", "2026-12-05 18:00:00"),
        ("90 minutes après results", "2026-12-07 19:30:00"),
        ("le vendredi après deposit_closes à 18:00", "2026-11-13 18:00:00"),
        ("le lundi avant results à 18:00", "2026-11-30 18:00:00"),
        ("le mardi après results à 08:00", "2026-12-08 08:00:00"),
        ("3 Semaines  avant results à 16:00", "2026-11-16 16:00:00"),
        ("0 jour après results à 20:00", "2026-12-07 20:00:00"),
        ("1 jour après examined_until à 10:00", "2026-11-07 10:00:00"),
        ("2 jours ouvrés après deposit_closes à 12:00", "2026-11-10 12:00:00"),
        ("3 jours ouvrés après deposit_closes à 12:00", "2026-11-12 12:00:00"),
        ("1 jour ouvré avant results à 12:00", "2026-12-04 12:00:00"),
    ],
)
def test_a_phrase_is_one_instant(written, instant):
    assert local(written) == instant


def test_a_milestone_may_rest_on_another_that_rests_on_a_third():
    told = {
        "jury_closes": "2 semaines avant results à 18:00",
        "jury_opens": {"at": "10 jours avant jury_closes à 09:00"},
    }

    assert local("1 jour avant jury_opens à 12:00", **told) == "2026-11-12 12:00:00"


def test_public_holidays_are_those_of_the_place_that_is_told():
    told = {"results": "2026-12-28T18:00"}

    assert local("1 jour ouvré avant results à 9:00", **told) == "2026-12-24 09:00:00"
    alsace = {**told, "results": "2026-12-28T18:00", "holidays": "alsace-moselle"}
    assert local("1 jour ouvré avant results à 9:00", **alsace) == "2026-12-24 09:00:00"
    good_friday = {"results": "2026-04-07T18:00"}
    assert local("1 jour ouvré avant results à 9:00", **good_friday) == "2026-04-03 09:00:00"
    good_friday["holidays"] = "alsace-moselle"
    assert local("1 jour ouvré avant results à 9:00", **good_friday) == "2026-04-02 09:00:00"


def test_hours_are_hours_even_in_the_night_when_clocks_change():
    told = {"results": "2026-10-25T12:00"}

    assert read("24 heures avant results", **told).astimezone(UTC) == datetime(
        2026, 10, 24, 11, tzinfo=UTC
    )
    assert local("1 jour avant results à la même heure", **told) == "2026-10-24 12:00:00"


@pytest.mark.parametrize(
    ("written", "more", "sentence", "remedy"),
    [
        (
            "3 semaines avant results",
            {},
            "« 3 semaines avant results » dit le jour sans l'heure.",
            "ajoutez « à 16:00 », ou « à la même heure ».",
        ),
        (
            "48 heures avant results à 16:00",
            {},
            "« 48 heures avant results à 16:00 » compte en heures et dit aussi l'heure.",
            "gardez l'un des deux",
        ),
        (
            "3 semaines avant resultats à 16:00",
            {},
            "« resultats » n'est pas un instant du calendrier.",
            "vouliez-vous écrire « results » ?",
        ),
        (
            "trois semaines avant results à 16:00",
            {},
            "« trois semaines avant results à 16:00 » n'est pas un instant compté d'un autre.",
            "écrivez par exemple « 3 semaines avant results à 16:00 »",
        ),
        (
            "5 jours ouvrables avant results à 16:00",
            {},
            (
                "« 5 jours ouvrables avant results à 16:00 » : les jours ouvrables ne se "
                "comptent pas ici."
            ),
            "comptez en jours ouvrés",
        ),
        (
            "1 jour avant results à minuit",
            {},
            (
                "« 1 jour avant results à minuit » : le mot « minuit » désigne deux instants, "
                "le début ou la fin du jour."
            ),
            "écrivez « à 23:59:59 » pour la fin du jour, ou « à 00:00 » pour son début.",
        ),
        (
            "1 jour avant results à 25:00",
            {},
            "« 25:00 » n'est pas une heure.",
            "écrivez-la de 00:00 à 23:59:59.",
        ),
        (
            "1 mois après results à 10:00",
            {"results": "2026-01-31T10:00"},
            "« 1 mois après results à 10:00 » : ce mois-là n'a pas de 31.",
            "comptez en semaines ou en jours.",
        ),
        (
            "1 jour avant results à 02:30",
            {"results": "2026-10-26T10:00"},
            (
                "dimanche 25 octobre 2026 à 2 h 30 (heure de Paris) a lieu deux fois : on recule "
                "les horloges cette nuit-là."
            ),
            "choisissez une autre heure dans cette phrase.",
        ),
        (
            "1 jour avant results à 02:30",
            {"results": "2026-03-30T10:00"},
            (
                "dimanche 29 mars 2026 à 2 h 30 (heure de Paris) n'existe pas : on avance les "
                "horloges cette nuit-là."
            ),
            "choisissez une autre heure dans cette phrase.",
        ),
        (
            "1 jour avant results à 10:00",
            {"results": "le 7 décembre"},
            "« results », d'où cet instant se compte, ne se lit pas.",
            "corrigez d'abord calendar.results.",
        ),
        (
            "1 jour avant jury_opens à 10:00",
            {},
            "« jury_opens », d'où cet instant se compte, ne se lit pas.",
            "corrigez d'abord calendar.jury_opens.",
        ),
        (
            "1 jour avant results à 10:00",
            {
                "results": "1 jour après jury_closes à 10:00",
                "jury_closes": "2 heures avant results",
            },
            "ces instants se comptent l'un par l'autre : results → jury_closes → results.",
            "donnez une date à l'un d'eux.",
        ),
        (
            "9999 mois après results à 10:00",
            {"results": "9900-01-01T10:00"},
            "« 9999 mois après results à 10:00 » sort du calendrier.",
            "comptez moins loin.",
        ),
    ],
)
def test_what_is_not_one_instant_is_refused_with_its_remedy(written, more, sentence, remedy):
    with pytest.raises(WrongInstant) as wrong:
        read(written, **more)

    assert spoken(str(wrong.value.lesson)) == sentence
    assert spoken(wrong.value.lesson.remedy).startswith(remedy)


def test_working_days_need_holidays_that_are_known():
    with pytest.raises(WrongInstant) as wrong:
        read("1 jour ouvré avant results à 9:00", ZoneInfo("Europe/Brussels"))

    assert str(wrong.value.lesson) == "les jours fériés de Europe/Brussels ne sont pas connus."
    told = InstantReader(ZoneInfo("Europe/Brussels"), {**CALENDAR, "holidays": "metropole"})
    assert told.read("1 jour ouvré avant results à 9:00").day == 4


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 60), st.dates(date(2024, 1, 1), date(2032, 1, 1)))
def test_there_are_so_many_working_days_between(count, start):
    told = {"results": f"{start}T12:00"}

    reached = read(f"{count} jours ouvrés après results à 12:00", **told).date()

    days = [start + timedelta(days=step) for step in range(1, (reached - start).days + 1)]
    assert sum(is_working(day, HolidayPlace.METROPOLE) for day in days) == count
    assert is_working(reached, HolidayPlace.METROPOLE)


@settings(max_examples=50, deadline=None)
@given(
    st.integers(0, 300),
    st.sampled_from(["jours", "semaines"]),
    st.dates(date(2024, 1, 1), date(2032, 1, 1)),
)
def test_there_and_back_is_the_same_instant(count, unit, start):
    there = read(f"{count} {unit} après results à la même heure", results=f"{start}T12:00")

    back = read(f"{count} {unit} avant results à 12:00", results=f"{there:%Y-%m-%dT%H:%M}")

    assert f"{back:%Y-%m-%dT%H:%M}" == f"{start}T12:00"


@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from("avntprèsujo 0123:àl_c"), max_size=30))
def test_any_words_are_an_instant_or_a_lesson(words):
    try:
        told = read(f"1 jour avant {words}").isoformat()
    except WrongInstant as wrong:
        told = f"{wrong.lesson} {wrong.lesson.remedy}"

    assert told.startswith("2026-") or told.endswith(".")


def test_a_file_may_count_its_instants_from_another():
    fixed, counted = "2026-11-27T18:00", "10 jours avant results à 18:00"
    until = "1 jour ouvré avant jury_opens à 18:00"
    text = changed(
        (fixed, counted),
        (
            "regulation:",
            f"reclassification: {{allowed: true, article: '1', until: {until}}}\nregulation:",
        ),
    )

    edition = loaded(text)

    assert edition.digest == loaded(text.replace(counted, fixed)).digest
    moves = edition.definition.reclassification
    assert moves.until == datetime(2026, 11, 13, 18, tzinfo=PARIS)
    assert found(text) == []


def test_a_phrase_that_is_wrong_has_its_line():
    (fault,) = faults(
        changed(
            (
                "jury_closes: {at: 2026-11-27T18:00,",
                "jury_closes: {at: 10 jours avant result à 18:00,",
            )
        )
    )

    assert (fault.line, fault.path) == (9, "calendar.jury_closes.at")


def test_instants_that_run_in_a_circle_are_all_told():
    told = faults(
        changed(
            ("jury_opens: {at: 2026-11-16T09:00,", "jury_opens: {at: 1 heure avant jury_closes,"),
            ("jury_closes: {at: 2026-11-27T18:00,", "jury_closes: {at: 1 heure après jury_opens,"),
        )
    )

    assert [(one.line, one.path) for one in told] == [
        (8, "calendar.jury_opens.at"),
        (9, "calendar.jury_closes.at"),
    ]
