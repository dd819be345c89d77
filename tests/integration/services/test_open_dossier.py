"""A juror reads, behind the wall that the database itself keeps (art. 4.4)."""

import pytest

from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import InterestsUndeclared, NotFound, OutsidePeriod, SeatClosed
from laureat.services.juries.open_dossier import open_dossier
from tests.make import RURAL
from tests.refusals import refused

S = CandidatureState


@pytest.fixture
def open_as(act, make):
    """Let a juror open a dossier, in the jury's period unless told."""

    def read(juror, candidature, *, early=False):
        if not early:
            make.jury_period()
        return act(juror.person, open_dossier, candidature.id)

    return read


def test_a_juror_whose_seat_is_open_reads_what_was_submitted(make, open_as, trail):
    candidature = make.admitted(bilan="Douze personnes")
    juror = make.juror()

    opened = open_as(juror, candidature)

    assert opened.candidature.id == candidature.id
    assert opened.answers["bilan"] == "Douze personnes"
    assert trail(candidature)[-1] is Event.DOSSIER_OPENED


def test_what_is_not_for_the_jury_is_not_asked_before_it(make, open_as):
    candidature = make.admitted()

    opened = open_as(make.juror(), candidature)

    shown = {question.name for section in opened.sections for question in section.questions}
    assert "intitule" in shown
    assert "accord_images" not in shown


def test_nor_does_its_answer_leave_the_engine(make, open_as):
    candidature = make.admitted()

    opened = open_as(make.juror(), candidature)

    assert "intitule" in opened.answers
    assert "accord_images" not in opened.answers


def test_a_recused_juror_reads_nothing_of_the_category(make, open_as):
    linked, other = make.admitted(), make.admitted()
    juror = make.juror(linked_to=[linked.applicant])

    for candidature in (linked, other):
        with refused(SeatClosed, "Cette catégorie vous est fermée", article="4.4"):
            open_as(juror, candidature)


def test_one_declares_before_reading(make, open_as):
    candidature = make.admitted()

    with refused(InterestsUndeclared, "Avant de lire et de voter", article="4.4"):
        open_as(make.juror(declares=False), candidature)


def test_before_the_jurys_period_nothing_is_read(make, open_as, clock):
    candidature = make.admitted()
    juror = make.juror()

    with refused(OutsidePeriod, "le lundi 25 novembre 2024 à 9", article="4.3"):
        open_as(juror, candidature, early=True)

    clock.move_to(make.definition().calendar.jury_opens.at)
    assert open_as(juror, candidature, early=True)


@pytest.mark.parametrize("state", [S.SUBMITTED, S.REGISTERED, S.INELIGIBLE, S.WITHDRAWN])
def test_what_is_not_before_the_jury_is_not_shown(make, open_as, state):
    candidature = make.candidature(state)

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        open_as(make.juror(), candidature)


def test_a_juror_of_another_category_reads_nothing(make, open_as):
    candidature = make.admitted()

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        open_as(make.juror(categories=[RURAL]), candidature)


def test_nor_does_somebody_of_no_jury(act, make):
    with refused(NotFound, "Il n’y a rien à cette adresse"):
        act(make.person(), open_dossier, make.admitted().id)


def test_only_the_people_of_the_seat_open(act, make):
    candidature = make.admitted()
    make.juror()

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        act(make.organiser, open_dossier, candidature.id)


def test_a_juror_of_the_other_organisation_is_nobody_here(act, make, rival):
    candidature = make.admitted()
    with rival() as theirs:
        theirs.admitted()
        stranger = theirs.juror()

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        act(stranger.person, open_dossier, candidature.id)
