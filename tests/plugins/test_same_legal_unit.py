import pytest

from laureat.plugin_api import CompetitorView, JurorView
from laureat_plugins.jury_conflict.same_legal_unit import SameLegalUnit
from tests.plugins.facts import plain


def found(employer, competitor):
    return SameLegalUnit().detect(
        JurorView(name="Camille Martin", email="", siren=employer),
        CompetitorView(id="1", name="PLIE de Mende", siren=competitor),
    )


@pytest.mark.parametrize(
    ("employer", "competitor"),
    [
        pytest.param("732829320", "732829320", id="the same number"),
        pytest.param("732 829\u00a0320", "732829320", id="the same number, spaced"),
    ],
)
def test_the_employer_that_competes_is_found(employer, competitor):
    suspicion = found(employer, competitor)

    assert suspicion is not None
    assert plain(suspicion.sentence) == (
        "L'employeur du membre du jury et « PLIE de Mende » sont la même personne morale "
        "(SIREN 732 829 320)."
    )


@pytest.mark.parametrize(
    ("employer", "competitor"),
    [
        pytest.param("732829320", "356000000", id="two numbers"),
        pytest.param(None, None, id="neither known"),
        pytest.param(None, "732829320", id="one known"),
        pytest.param("123456789", "123456789", id="not a SIREN"),
        pytest.param("000000000", "000000000", id="nine zeros"),
        pytest.param("", "", id="empty"),
    ],
)
def test_anything_else_proves_nothing(employer, competitor):
    assert found(employer, competitor) is None
