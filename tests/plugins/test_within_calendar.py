from datetime import UTC, datetime, timedelta

import pytest

from laureat.plugin_api import Evidence, Met, NotMet, french_moment
from laureat_plugins.eligibility.within_calendar import WithinCalendar
from tests.plugins.facts import facts, plain

OPENS = datetime(2024, 9, 2, 7, tzinfo=UTC)
CLOSES = datetime(2024, 11, 8, 15, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def verdict(received, **edition):
    given = {"opens_at": OPENS, "closes_at": CLOSES, "time_zone": "Europe/Paris", **edition}
    paths = {f"edition.{name}": value for name, value in given.items()}
    return WithinCalendar().examine(facts({"candidature.received_at": received, **paths}))


@pytest.mark.parametrize(
    ("received", "kind"),
    [
        pytest.param(OPENS - MICROSECOND, NotMet, id="just before the opening"),
        pytest.param(OPENS, Met, id="at the opening"),
        pytest.param(CLOSES, Met, id="at the closing"),
        pytest.param(CLOSES + MICROSECOND, NotMet, id="just after the closing"),
    ],
)
def test_both_bounds_are_in_time(received, kind):
    assert type(verdict(received)) is kind


def test_a_late_entry_is_told_when_it_was_due_and_what_to_do():
    late = verdict(CLOSES + timedelta(seconds=1))

    assert plain(late.sentence) == (
        "Le dépôt est clos depuis le vendredi 8 novembre 2024 à 16 h 00 (heure de Paris). "
        "Seule l'organisation peut le rouvrir : écrivez-lui."
    )
    assert late.evidence == (
        Evidence(
            "Reçu le",
            french_moment(CLOSES + timedelta(seconds=1), "Europe/Paris"),
            "horloge du serveur",
        ),
    )


def test_an_early_entry_is_told_when_to_come_back():
    assert plain(verdict(OPENS - timedelta(days=1)).sentence) == (
        "Le dépôt n'est pas encore ouvert : il ouvre le lundi 2 septembre 2024 à 9 h 00 (heure de "
        "Paris). Déposez le dossier à partir de cet instant."
    )


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        pytest.param("Indian/Reunion", "19 h 00 (heure de La Réunion)", id="La Réunion"),
        pytest.param("America/Cayenne", "12 h 00 (heure de Guyane)", id="Guyane"),
        pytest.param("Africa/Abidjan", "15 h 00 (heure d'Abidjan)", id="a zone by its city"),
    ],
)
def test_the_clock_is_the_edition_s(zone, said):
    assert said in plain(verdict(CLOSES, time_zone=zone).sentence)


def test_midnight_is_never_called_so():
    midnight = datetime(2024, 11, 7, 23, tzinfo=UTC)

    assert "vendredi 8 novembre 2024 à 0 h 00" in plain(verdict(OPENS, closes_at=midnight).sentence)
