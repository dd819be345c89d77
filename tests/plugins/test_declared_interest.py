import pytest

from laureat.plugin_api import CompetitorView, JurorView, Suspicion
from laureat_plugins.jury_conflict.declared_interest import DeclaredInterest

MENDE = CompetitorView(id="1", name="PLIE de Mende")


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        pytest.param(
            {"1", "2"},
            Suspicion("Lien professionnel déclaré avec «\u00a0PLIE de Mende\u00a0»."),
            id="declared",
        ),
        pytest.param({"2"}, None, id="another declared"),
        pytest.param(set(), None, id="nothing declared"),
    ],
)
def test_what_is_declared_is_found(declared, found):
    juror = JurorView(name="Camille Martin", email="", declared=frozenset(declared))

    assert DeclaredInterest().detect(juror, MENDE) == found
