"""The wall around the jury, asked of the database past every service (art. 4.4)."""

import pytest
from sqlalchemy import func, select

from laureat.domain.actors import THE_ENGINE, Role
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.vocabulary import RecognitionAnswer
from laureat.models import Attestation, AttestationReturn, Draft, Finding, Revision
from laureat.services.people.grant_role import grant_role
from laureat.services.structures.recognise import recognise
from tests.make import RURAL

S = CandidatureState
WRITTEN = (Revision, Draft, Attestation, AttestationReturn, Finding)


@pytest.fixture
def readable(act):
    """Count the rows of a table that somebody's work sees, whatever verb it does."""

    def count(person, table=Revision):
        with act.work(person) as work:
            return work.session.scalar(select(func.count()).select_from(table))

    return count


def test_a_juror_is_shown_the_dossiers_of_open_seats_only(make, readable):
    make.admitted()
    make.admitted()
    linked = make.admitted(category=RURAL)

    assert readable(make.juror(linked_to=[linked.applicant]).person) == 2


def test_a_juror_is_shown_nothing_else_that_candidates_wrote(make, readable):
    make.admitted()
    juror = make.juror()

    assert {table: readable(juror.person, table) for table in WRITTEN} == {
        Revision: 1,
        Draft: 0,
        Attestation: 0,
        AttestationReturn: 0,
        Finding: 0,
    }
    assert all(readable(make.organiser, table) for table in WRITTEN)


def test_an_undeclared_juror_is_shown_none(make, readable):
    make.admitted()

    assert readable(make.juror(declares=False).person) == 0


@pytest.mark.parametrize("state", [S.DRAFT, S.SUBMITTED, S.REGISTERED, S.INELIGIBLE])
def test_no_juror_is_shown_a_dossier_that_is_not_admitted(make, readable, state):
    make.candidature(state)

    assert readable(make.juror().person) == 0


def test_a_recused_juror_is_shown_no_row_of_the_category(make, readable):
    linked = make.admitted()
    make.admitted()

    assert readable(make.juror(linked_to=[linked.applicant]).person) == 0


def test_a_juror_of_another_category_is_shown_none(make, readable):
    make.admitted()

    assert readable(make.juror(categories=[RURAL]).person) == 0


@pytest.mark.parametrize("table", WRITTEN)
def test_a_juror_who_is_a_candidate_reads_what_their_own_structure_wrote(make, readable, table):
    make.admitted()
    own = make.admitted()
    juror = make.juror(email=make.writer(own).email)

    assert 2 * readable(juror.person, table) == readable(make.organiser, table) > 0


def test_an_organiser_who_sits_on_the_jury_reads_all_that_they_run(make, act, readable):
    linked = make.admitted()
    juror = make.juror(linked_to=[linked.applicant])
    act(THE_ENGINE, grant_role, juror.person.email, role=Role.ORGANISER)

    assert readable(juror.person) == 1


def test_the_wall_stands_for_the_work_of_the_juror_only(make, readable):
    make.admitted()
    readable(make.juror(declares=False).person)

    assert readable(make.organiser) == 1


def test_the_engine_examines_again_what_a_juror_who_answers_for_a_territory_may_not_read(
    make, act, readable
):
    applicant = make.applicant(member=False)
    make.candidature(S.REGISTERED, applicant=applicant)
    _, referent = make.coordination(departements=[applicant.departement])
    juror = make.juror(email=referent.email)
    before = readable(make.organiser, Finding)

    act(
        juror.person,
        recognise,
        applicant.id,
        programme_id=make.edition().programme_id,
        answer=RecognitionAnswer.RECOGNISED,
    )

    assert readable(make.organiser, Finding) == 2 * before
    assert readable(juror.person, Finding) == 0
