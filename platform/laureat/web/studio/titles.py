"""What the studio calls the parts of an edition. Marked here, translated where they are shown."""

from collections.abc import Mapping
from typing import Final


def _(title: str) -> str:
    """Mark a title for translation."""
    return title


TITLES: Final[Mapping[str, str]] = {
    "edition": _("Présentation"),
    "contact": _("Contact"),
    "calendar": _("Calendrier"),
    "applicants": _("Qui peut candidater"),
    "limits": _("Nombre de candidatures"),
    "categories": _("Catégories"),
    "eligibility": _("Règles d’éligibilité"),
    "recognition": _("Reconnaissance par un tiers"),
    "form": _("Formulaire"),
    "attestation": _("Attestation signée"),
    "reclassification": _("Changement de catégorie"),
    "jury": _("Jury et vote"),
    "outcomes": _("Décisions possibles"),
    "prizes": _("Prix"),
    "special_mention": _("Prix hors catégories"),
    "regulation": _("Règlement"),
}
NEW_ONES: Final[Mapping[str, str]] = {
    "categories": _("Nouvelle catégorie"),
    "eligibility": _("Nouvelle règle"),
    "form": _("Nouvelle page du formulaire"),
    "questions": _("Nouvelle question"),
    "clauses": _("Nouvel article"),
    "prizes": _("Nouveau prix"),
    "stages": _("Nouveau temps fort"),
    "statements": _("Nouveau passage"),
    "conflicts": _("Nouveau repérage de liens"),
}
COMBINED: Final[Mapping[str, str]] = {
    "all": _("Toutes ces règles"),
    "any": _("L’une de ces règles"),
    "not": _("Le contraire d’une règle"),
}
NEW_ELEMENT: Final = _("Nouvel élément")
