"""French for the sentences of plugins: write plainly, and let ``typeset`` space it."""

from laureat.domain.french import counted as french_count
from laureat.domain.french import exact_instant as french_moment
from laureat.domain.french import listing as french_list
from laureat.domain.french import number as french_number
from laureat.domain.french import typeset
from laureat.plugin_api.verdicts import Evidence

__all__ = [
    "french_count",
    "french_evidence",
    "french_list",
    "french_moment",
    "french_number",
    "typeset",
]


def french_evidence(evidence: Evidence) -> str:
    """Write an observation on one line: ``Mende : 12 464 habitants (INSEE 2023)``."""
    source = f"{evidence.source} {evidence.vintage}" if evidence.vintage else evidence.source
    return typeset(f"{evidence.label} : {evidence.value} ({source})")
