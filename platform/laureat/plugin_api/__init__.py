"""All that a plugin may import: values in, values out, and the protocols between.

A plugin touches neither the database, the network, Flask nor the clock. It is found by its entry
point (groups ``laureat.eligibility``, ``laureat.jury_conflict``, ``laureat.tally``), named by an
edition with its options, and its answers are stored with the edition's digest, so that a decision
can be explained and replayed years later.
"""

from laureat.plugin_api.changes import FindTerritory, changed
from laureat.plugin_api.conflicts import (
    CompetitorView,
    ConflictPlugin,
    ConflictRule,
    JurorView,
    Suspicion,
)
from laureat.plugin_api.eligibility import EligibilityPlugin, EligibilityRule, Sample
from laureat.plugin_api.french import (
    french_count,
    french_evidence,
    french_list,
    french_moment,
    french_number,
    typeset,
)
from laureat.plugin_api.options import PluginOptions
from laureat.plugin_api.tally import (
    BallotKind,
    BallotView,
    TallyMethod,
    TallyPlugin,
    TallyResult,
    TallyStatus,
    criteria_of,
    in_round,
    most_named,
)
from laureat.plugin_api.verdicts import Evidence, Met, NotMet, Undetermined, Verdict, VerdictType
from laureat.plugin_api.views import (
    ApplicantView,
    CandidatureView,
    EditionView,
    Facts,
    OtherCandidature,
    TerritoryView,
)

__all__ = [
    "ApplicantView",
    "BallotKind",
    "BallotView",
    "CandidatureView",
    "CompetitorView",
    "ConflictPlugin",
    "ConflictRule",
    "EditionView",
    "EligibilityPlugin",
    "EligibilityRule",
    "Evidence",
    "Facts",
    "FindTerritory",
    "JurorView",
    "Met",
    "NotMet",
    "OtherCandidature",
    "PluginOptions",
    "Sample",
    "Suspicion",
    "TallyMethod",
    "TallyPlugin",
    "TallyResult",
    "TallyStatus",
    "TerritoryView",
    "Undetermined",
    "Verdict",
    "VerdictType",
    "changed",
    "criteria_of",
    "french_count",
    "french_evidence",
    "french_list",
    "french_moment",
    "french_number",
    "in_round",
    "most_named",
    "typeset",
]
