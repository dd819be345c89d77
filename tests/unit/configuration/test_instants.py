from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from laureat.configuration.instants import WrongInstant, read_instant, written_instant

PARIS = ZoneInfo("Europe/Paris")
NIGHTS = (
    "écrivez 2024-11-08T23:59:59 pour sa fin, dans la nuit du vendredi au samedi, ou "
    "2024-11-08T00:00 pour son début, dans la nuit du jeudi au vendredi."
)


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2024-11-08T16:00", datetime(2024, 11, 8, 15, tzinfo=UTC)),
        ("2024-11-08 16:00", datetime(2024, 11, 8, 15, tzinfo=UTC)),
        ("2024-11-08T23:59:59", datetime(2024, 11, 8, 22, 59, 59, tzinfo=UTC)),
        ("2024-07-14T10:00", datetime(2024, 7, 14, 8, tzinfo=UTC)),
        ("2024-11-08T16:00+01:00", datetime(2024, 11, 8, 15, tzinfo=UTC)),
        ("2026-10-25T02:30+02:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:30+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2024-11-08T00:00", datetime(2024, 11, 7, 23, tzinfo=UTC)),
    ],
)
def test_a_local_time_is_one_instant(written, instant):
    assert read_instant(written, PARIS).astimezone(UTC) == instant


@pytest.mark.parametrize(
    ("written", "sentence", "remedy"),
    [
        (
            "2024-11-08",
            "« 2024-11-08 » dit le jour sans l'heure.",
            "ajoutez l'heure : 2024-11-08T16:00, ou 2024-11-08T23:59:59 pour la fin de la journée.",
        ),
        (
            "minuit",
            "« minuit » : le mot « minuit » désigne deux instants, le début ou la fin du jour.",
            "écrivez la fin du jour (2026-11-06T23:59:59) ou son début (2026-11-06T00:00).",
        ),
        (
            "2024-11-08 minuit",
            (
                "« 2024-11-08 minuit » désigne deux instants : le début ou la fin du vendredi "
                "8 novembre 2024."
            ),
            NIGHTS,
        ),
        (
            "vendredi 8 novembre 2024 à minuit",
            (
                "« vendredi 8 novembre 2024 à minuit » désigne deux instants : le début ou la fin "
                "du vendredi 8 novembre 2024."
            ),
            NIGHTS,
        ),
        (
            "2024-11-08T24:00",
            (
                "« 2024-11-08T24:00 » désigne deux instants : le début ou la fin du vendredi "
                "8 novembre 2024."
            ),
            NIGHTS,
        ),
        (
            "2026-02-30T10:00",
            "« 2026-02-30T10:00 » n'existe pas au calendrier.",
            "vérifiez le jour, le mois et l'heure : 2026-11-06T16:00.",
        ),
        (
            "le 8 novembre",
            "« le 8 novembre » n'est pas une date et une heure.",
            "écrivez année-mois-jour, la lettre T et l'heure : 2026-11-06T16:00.",
        ),
        (
            "2024-11-08T16:00+02:00",
            "le décalage +02:00 n'est pas celui de Europe/Paris à cette date.",
            (
                "retirez-le pour lire l'heure de Europe/Paris (2024-11-08T16:00), ou écrivez "
                "2024-11-08T15:00+01:00 si vous vouliez cet instant-là."
            ),
        ),
        (
            "2026-10-25T02:30",
            (
                "dimanche 25 octobre 2026 à 2\u00a0h\u00a030 (heure de Paris) a lieu deux fois : "
                "on recule les "
                "horloges cette nuit-là."
            ),
            (
                "ajoutez le décalage : 2026-10-25T02:30+02:00 (heure d'été) ou "
                "2026-10-25T02:30+01:00 "
                "(heure d'hiver)."
            ),
        ),
        (
            "2026-03-29T02:30",
            (
                "dimanche 29 mars 2026 à 2\u00a0h\u00a030 (heure de Paris) n'existe pas : on "
                "avance les "
                "horloges cette nuit-là."
            ),
            "choisissez 2026-03-29T01:30 ou 2026-03-29T03:30.",
        ),
    ],
)
def test_what_is_not_one_instant_is_refused(written, sentence, remedy):
    with pytest.raises(WrongInstant) as wrong:
        read_instant(written, PARIS)

    assert (
        str(wrong.value.lesson).replace("25\u00a0o", "25 o").replace("29\u00a0m", "29 m")
        == sentence
    )
    assert wrong.value.lesson.remedy == remedy


@pytest.mark.parametrize("written", ["2026-11-06T16:00", "2026-11-06T23:59:59"])
def test_an_instant_is_written_as_it_is_read(written):
    assert written_instant(read_instant(written, PARIS)) == written


@pytest.mark.parametrize("written", ["0001-01-01T00:00", "9999-12-31T23:30"])
def test_the_edge_of_the_calendar_is_no_instant(written):
    with pytest.raises(WrongInstant, match="au bord du calendrier"):
        read_instant(written, ZoneInfo("America/Guadeloupe" if written > "2" else "Europe/Paris"))
