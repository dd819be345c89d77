"""What the tests of decisions share: the organiser keeps what the jury has decided."""

import pytest

from laureat.queries.editions import edition_by_id
from laureat.services.results.decide import Verdict, decide_category
from laureat.services.results.mention import award_mention


@pytest.fixture
def decide(act, make):
    """Let the organiser, or somebody else, keep the jury's decision."""

    def keep(category, outcome, *laureates, reason="", by=None):
        verdict = Verdict(
            outcome=outcome, candidature_ids=[one.id for one in laureates], reason=reason
        )
        make.jury_period(edition_by_id(make.desk, category.edition_id))
        return act(by or make.organiser, decide_category, category.id, verdict)

    return keep


@pytest.fixture
def mention(act, make):
    """Let the organiser, or somebody else, award the special mention."""

    def award(candidature, reason="Son originalité.", by=None):
        make.jury_period(edition_by_id(make.desk, candidature.edition_id))
        return act(
            by or make.organiser,
            award_mention,
            candidature.edition_id,
            candidature_id=candidature.id,
            reason=reason,
            citation=" Un projet rare. ",
        )

    return award
