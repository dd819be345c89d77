"""The moments that an edition adds to its calendar, as its file writes them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from laureat.configuration.diff import differences
from laureat.configuration.public_holidays import HolidayPlace
from laureat.configuration.stages import Stage, StageKind, StageReader
from tests.unit.configuration.files import changed, faults, found, loaded, spoken

PARIS = ZoneInfo("Europe/Paris")
TIME_ZONE = "  time_zone: Europe/Paris\n"


def staged(*stages):
    """Give the smallest edition with stages, which are written from line 7 on."""
    lines = "".join(f"    - {{{stage}}}\n" for stage in stages)
    return changed((TIME_ZONE, f"{TIME_ZONE}  stages:\n{lines}"))


def test_a_stage_has_its_instants_its_readers_and_its_article():
    text = staged(
        'slug: tri, title: Présélection, kind: shortlisting, opens: 2026-11-09T09:00, article: "1",'
        " closes: le vendredi après deposit_closes à 18:00, participants: Le comité,"
        " seen_by: [candidates, jury]"
    )

    assert loaded(text).definition.calendar.stages == (
        Stage(
            slug="tri",
            title="Présélection",
            kind=StageKind.SHORTLISTING,
            opens=datetime(2026, 11, 9, 9, tzinfo=PARIS),
            closes=datetime(2026, 11, 13, 18, tzinfo=PARIS),
            participants="Le comité",
            seen_by=(StageReader.CANDIDATES, StageReader.JURY),
            article="1",
        ),
    )
    assert found(text) == []


def test_a_stage_is_public_unless_told():
    text = staged("slug: soiree, title: Soirée, kind: ceremony, opens: 2026-12-07T19:00")

    (stage,) = loaded(text).definition.calendar.stages

    assert stage.shown_to(StageReader.PUBLIC)
    assert not stage.shown_to(StageReader.CANDIDATES, StageReader.JURY)
    assert stage.ends == stage.opens
    assert found(text) == ["rule-without-article#calendar.stages.soiree"]


ONE = "slug: a, title: A, kind: other, opens: 2026-12-01T10:00"


@pytest.mark.parametrize(
    ("stages", "line", "sentence"),
    [
        ([ONE, ONE], 8, "« a » nomme déjà une autre étape (ligne 7)."),
        ([f"{ONE}, closes: 2026-12-01T09:00"], 7, "« A » finit avant d'avoir commencé."),
        ([f"{ONE}, seen_by: [everyone]"], 7, "« everyone » n'est pas un mot connu ici."),
        ([f"{ONE}, closes: 3 jours après opening à 9:00"], 7, "« opening » n'est pas un instant "),
    ],
)
def test_a_wrong_stage_is_refused_where_it_stands(stages, line, sentence):
    (fault,) = faults(staged(*stages))

    assert fault.line == line
    assert spoken(fault.sentence).startswith(sentence)


def test_a_stage_that_moves_is_told():
    before, after = (
        loaded(staged(ONE.replace("10:00", hour))).definition for hour in ("10:00", "11:00")
    )

    (change,) = differences(before, after)

    assert change.path == "calendar.stages[a].opens"
    assert spoken(change.sentence).startswith("Calendrier, temps fort « A », début : ")


def test_the_holidays_of_a_calendar_are_those_of_a_place():
    text = changed((TIME_ZONE, f"{TIME_ZONE}  holidays: alsace-moselle\n"))

    assert loaded(text).definition.calendar.holidays is HolidayPlace.ALSACE_MOSELLE
    late = text.replace("2026-11-06T16:00", "2026-12-26T16:00")
    assert "deadline-on-holiday#calendar.deposit_closes" in found(late)
    elsewhere = late.replace("  holidays: alsace-moselle\n", "")
    assert "deadline-on-holiday#calendar.deposit_closes" not in found(elsewhere)
