"""One entry of an applicant in each category."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from laureat.plugin_api import (
    Evidence,
    Facts,
    Met,
    NotMet,
    OtherCandidature,
    PluginOptions,
    Sample,
    Verdict,
    french_list,
    typeset,
)

CATEGORY = "exemple"


class OneDossierPerCategoryOptions(PluginOptions):
    """This rule has no option."""

    heading = "Un seul dossier par catégorie"


@dataclass(frozen=True, slots=True)
class OneDossierPerCategory:
    """Accepts an entry when its applicant has no other live one in the same category.

    Campaign configuration::

        eligibility:
          - plugin: one-dossier-per-category
            article: "1.3"
    """

    Options: ClassVar[type[PluginOptions]] = OneDossierPerCategoryOptions
    reads: ClassVar[tuple[str, ...]] = ("candidature.category", "others")

    def examine(self, facts: Facts) -> Verdict:
        """Look for another entry in the same category."""
        category = facts.candidature.category
        numbers = [other.number for other in facts.others if other.category == category]
        if not numbers:
            return Met(typeset("Ce candidat n'a pas d'autre dossier dans cette catégorie."))

        named = french_list([f"n° {number}" for number in numbers])
        return NotMet(
            typeset(
                f"Ce candidat a déjà un dossier dans cette catégorie ({named}), et le règlement "
                "n'en admet qu'un : retirez celui qui est de trop ou déposez-le ailleurs."
            ),
            tuple(
                Evidence("Autre dossier", typeset(f"n° {number}"), "dossiers de l’édition")
                for number in numbers
            ),
        )

    def describe(self) -> str:
        """Say the limit."""
        return typeset("Un candidat ne peut présenter qu'un seul dossier dans chaque catégorie.")

    def samples(self) -> Sequence[Sample]:
        """Name no other entry, one elsewhere, and one in the same category."""
        cases = (
            ("Seul dossier du candidat", (), Met),
            ("Autre dossier dans une autre catégorie", ("ailleurs",), Met),
            ("Autre dossier dans la même catégorie", (CATEGORY,), NotMet),
        )
        return tuple(
            Sample(
                label,
                {
                    "candidature.category": CATEGORY,
                    "others": tuple(OtherCandidature(category=slug, number="12") for slug in slugs),
                },
                expected,
            )
            for label, slugs, expected in cases
        )
