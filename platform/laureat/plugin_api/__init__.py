"""All that a plugin may import: values in, values out, and the protocols between.

A plugin touches neither the database, the network, Flask nor the clock. It is found by its entry
point (groups ``laureat.eligibility``, ``laureat.fields``, ``laureat.jury_conflict``,
``laureat.tally``), named by an edition with its options, and its answers are stored with the
edition's digest, so that a decision can be explained and replayed years later.
"""

from laureat.plugin_api.answers import (
    counted_answers,
    described_list,
    listed_answers,
    read_count,
    shortened,
)
from laureat.plugin_api.changes import FindTerritory, changed
from laureat.plugin_api.conflicts import (
    CompetitorView,
    ConflictPlugin,
    ConflictRule,
    JurorView,
    Suspicion,
)
from laureat.plugin_api.eligibility import EligibilityPlugin, EligibilityRule, Sample
from laureat.plugin_api.fields import FRENCH, FieldType, Post, RefusedAnswer, Tongue, Widget
from laureat.plugin_api.french import (
    french_count,
    french_evidence,
    french_list,
    french_moment,
    french_number,
    typeset,
)
from laureat.plugin_api.options import PluginOptions, asked
from laureat.plugin_api.questions import Choice, Condition, Question, Sensitivity
from laureat.plugin_api.reading import (
    grouped_number,
    number_in_words,
    plain_number,
    plain_text,
    read_date,
    read_number,
)
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
from laureat.plugin_api.words import count_characters, count_words, has_more_words

__all__ = [
    "FRENCH",
    "ApplicantView",
    "BallotKind",
    "BallotView",
    "CandidatureView",
    "Choice",
    "CompetitorView",
    "Condition",
    "ConflictPlugin",
    "ConflictRule",
    "EditionView",
    "EligibilityPlugin",
    "EligibilityRule",
    "Evidence",
    "Facts",
    "FieldType",
    "FindTerritory",
    "JurorView",
    "Met",
    "NotMet",
    "OtherCandidature",
    "PluginOptions",
    "Post",
    "Question",
    "RefusedAnswer",
    "Sample",
    "Sensitivity",
    "Suspicion",
    "TallyMethod",
    "TallyPlugin",
    "TallyResult",
    "TallyStatus",
    "TerritoryView",
    "Tongue",
    "Undetermined",
    "Verdict",
    "VerdictType",
    "Widget",
    "asked",
    "changed",
    "count_characters",
    "count_words",
    "counted_answers",
    "criteria_of",
    "described_list",
    "french_count",
    "french_evidence",
    "french_list",
    "french_moment",
    "french_number",
    "grouped_number",
    "has_more_words",
    "in_round",
    "listed_answers",
    "most_named",
    "number_in_words",
    "plain_number",
    "plain_text",
    "read_count",
    "read_date",
    "read_number",
    "shortened",
    "typeset",
]
