import pytest

from laureat.plugin_api import Evidence, Met, NotMet, OtherCandidature
from laureat_plugins.eligibility.one_dossier_per_category import OneDossierPerCategory
from tests.plugins.facts import facts, plain


def verdict(*others):
    changes = {"candidature.category": "ruralite", "others": others}
    return OneDossierPerCategory().examine(facts(changes))


@pytest.mark.parametrize(
    "others",
    [
        pytest.param((), id="no other entry"),
        pytest.param((OtherCandidature(category="filiere", number="3"),), id="one elsewhere"),
    ],
)
def test_the_only_entry_of_its_category_is_admitted(others):
    assert verdict(*others) == Met("Ce candidat n’a pas d’autre dossier dans cette catégorie.")


def test_a_second_entry_is_told_which_the_first_is():
    second = verdict(OtherCandidature(category="ruralite", number="ASR-2024-12"))

    assert isinstance(second, NotMet)
    assert plain(second.sentence) == (
        "Ce candidat a déjà un dossier dans cette catégorie (n° ASR-2024-12), et le règlement n'en "
        "admet qu'un : retirez celui qui est de trop ou déposez-le ailleurs."
    )
    assert second.evidence == (
        Evidence("Autre dossier", "n°\u00a0ASR-2024-12", "dossiers de l’édition"),
    )
