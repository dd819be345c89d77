"""Rules that an edition combines: one finding for the whole, which explains itself."""

from dataclasses import replace

import pytest

from laureat.configuration.definition import Combination, Combining, PluginUse
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.vocabulary import VerdictKind
from laureat.queries.candidatures import latest_findings
from tests.make import ASR, RURAL, bundled
from tests.unit.configuration.files import spoken

MEMBER = PluginUse(plugin="member-or-recognised", article="1.2")


@pytest.fixture
def edition(make):
    """Give an edition whose rural category is open to small territories, and to members."""
    *others, rural = bundled(ASR).categories
    (small,) = rural.eligibility
    rule = Combination(how=Combining.UNLESS, of=(small, MEMBER), article="9.9")
    return make.edition(
        "combinee", eligibility=(), categories=(*others, replace(rural, eligibility=(rule,)))
    )


@pytest.mark.parametrize(
    ("member", "verdict", "start"),
    [
        (True, VerdictKind.MET, "L'exception s'applique. La structure est adhérente à"),
        (
            False,
            VerdictKind.UNDETERMINED,
            "La règle n'est pas remplie, et il reste à établir si l'exception s'applique. ",
        ),
    ],
)
def test_the_finding_of_a_combination_is_one_and_says_what_decided(
    make, session, edition, member, verdict, start
):
    candidature = make.candidature(
        CandidatureState.SUBMITTED,
        edition=edition,
        category=RURAL,
        applicant=make.applicant(member=member),
        territoires=["departement:34"],
    )

    (finding,) = latest_findings(session, candidature.id)

    assert (finding.rule, finding.article, finding.verdict) == ("unless", "9.9", verdict)
    assert finding.plugin == "low-population-territory, member-or-recognised"
    assert spoken(finding.sentence).startswith(start)
    labels = [one["label"] for one in finding.evidence["items"]]
    assert labels == ["Adhésion", "Reconnaissance"]
    assert finding.plugin_origin.count(",") == 0
