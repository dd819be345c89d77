"""The editions that the tests of the rehearsal play."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from laureat.configuration.definition import EditionDefinition, Identity, Limits
from laureat.domain.vocabulary import ApplicantKind

ROOT: Final = Path(__file__).parents[2] / "campaign_config"
BUNDLED: Final = sorted(path for path in ROOT.rglob("*.yaml") if path.name != "programme.yaml")
EXAMPLES: Final = [path for path in BUNDLED if "examples" in path.parts]
EXAMPLE: Final = ROOT / "examples" / "prix-des-ateliers-fictifs" / "2026.yaml"


def alone(edition: EditionDefinition) -> EditionDefinition:
    """Keep one category, for teams, without any detector of links, decided by one voter."""
    return replace(
        edition,
        categories=edition.categories[:1],
        applicants=replace(edition.applicants, kind=ApplicantKind.TEAM, identity=Identity.NAME),
        jury=replace(edition.jury, conflicts=(), quorum=1),
        limits=Limits(per_category=1, per_edition=1, article="2"),
    )
