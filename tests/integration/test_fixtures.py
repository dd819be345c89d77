"""The fixtures keep their word: legal paths, one transaction a test, two organisations."""

import pytest
from sqlalchemy import func, select

from laureat.domain.candidature_states import CandidatureState
from laureat.models import Candidature, Person
from tests.make import PATHS


def test_every_state_has_a_path():
    assert set(PATHS) == set(CandidatureState)


@pytest.mark.parametrize("state", CandidatureState)
def test_a_dossier_comes_to_each_state_by_the_legal_path(make, state):
    assert make.candidature(state).state is state


@pytest.mark.parametrize("time", ["first", "second"])
def test_nothing_is_left_of_another_test(make, session, time):
    assert session.scalar(select(func.count()).select_from(Person)) == 0

    make.person(time)


def test_the_other_organisation_has_its_own_dossiers(make, rival, session):
    ours = make.candidature()
    with rival() as theirs:
        other = theirs.candidature()

    assert ours.tenant_id != other.tenant_id
    assert list(session.scalars(select(Candidature))) == [ours]


def test_what_an_act_does_shows_in_the_rows_that_the_test_holds(make):
    candidature = make.candidature(CandidatureState.DRAFT)

    make.submit(candidature)

    assert candidature.state is CandidatureState.SUBMITTED


def test_a_committed_dossier_is_seen_from_another_connection(committing):
    made = committing.make.candidature()

    with committing.act.work(None) as work:
        seen = work.session.scalars(select(Candidature.id)).all()

    assert seen == [made.id]
