import pytest

from laureat.plugin_api import CompetitorView, JurorView, Suspicion
from laureat_plugins.jury_conflict.member_of_team import MemberOfTeam

FOUND = Suspicion("Le membre du jury écrit pour «\u00a0PLIE de Mende\u00a0» sur la plateforme.")


@pytest.mark.parametrize(
    ("person", "writers", "found"),
    [
        pytest.param("7", {"7", "8"}, FOUND, id="writes for it"),
        pytest.param("9", {"7", "8"}, None, id="others write for it"),
        pytest.param("", {""}, None, id="a person who is not known is nobody's colleague"),
    ],
)
def test_a_juror_in_the_team_is_found(person, writers, found):
    juror = JurorView(name="Camille Martin", email="", id=person)
    mende = CompetitorView(id="1", name="PLIE de Mende", writers=frozenset(writers))

    assert MemberOfTeam().detect(juror, mende) == found
