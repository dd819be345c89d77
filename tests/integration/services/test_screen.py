"""Screening: what the jury examines (art. 4.2, 4.3)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Forbidden, ReasonNeeded, WrongState
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import CheckVerdict, RecognitionAnswer, ScreeningVerdict
from laureat.models import Screening
from laureat.queries.candidatures import latest_screening
from laureat.services.attestations.check import check_attestation
from laureat.services.candidatures.screen import screen_candidature
from laureat.services.structures.recognise import recognise
from tests.clock import NOON
from tests.make import RURAL
from tests.refusals import refused

S = CandidatureState
V = ScreeningVerdict


@pytest.fixture
def screen(act, make):
    """Let the organiser, or somebody else, screen a dossier."""

    def decide(candidature, verdict=V.ADMITTED, reason="", by=None):
        return act(
            by or make.organiser, screen_candidature, candidature.id, verdict=verdict, reason=reason
        )

    return decide


def test_a_dossier_that_meets_every_rule_is_admitted_without_a_word(
    make, screen, trail, outbox, session
):
    candidature = make.candidature()

    screening = screen(candidature)

    assert candidature.state is S.ADMITTED
    assert (screening.verdict, screening.reason, screening.overruled, screening.late) == (
        V.ADMITTED,
        "",
        [],
        False,
    )
    assert (screening.decided_by, screening.decided_at, screening.edition_digest) == (
        make.organiser.id,
        NOON,
        candidature.edition.digest,
    )
    assert trail(candidature)[-1] is Event.CANDIDATURE_SCREENED
    assert outbox()[-1] is Job.MAIL_SCREENED


@pytest.mark.parametrize("verdict", [V.INADMISSIBLE, V.INELIGIBLE])
def test_setting_a_dossier_aside_takes_a_reason(make, screen, verdict):
    candidature = make.candidature()

    with refused(ReasonNeeded, "le candidat lira ce motif") as told:
        screen(candidature, verdict, "  ")
    assert told.fields == {"reason": "Écrivez le motif, avec l’article du règlement."}

    screen(candidature, verdict, "Article 1.2.")
    assert candidature.state is S(verdict.value)


def test_admitting_against_a_finding_takes_a_reason_and_names_what_is_overruled(make, screen):
    candidature = make.candidature(category=RURAL, territoires=["departement:34"])

    with refused(ReasonNeeded, "Toutes les conditions ne sont pas établies"):
        screen(candidature)

    screening = screen(candidature, reason="Le projet est mené en Lozère.")
    assert screening.overruled == ["low-population-territory"]


def test_an_undetermined_finding_is_never_taken_for_met(make, screen):
    candidature = make.candidature(applicant=make.applicant(member=None))

    with refused(ReasonNeeded, "ce dossier est admis. L’adhésion de la structure"):
        screen(candidature)


def test_once_the_structure_is_recognised_no_reason_is_needed(act, make, screen):
    candidature = make.candidature(applicant=make.applicant(member=False))
    act(
        make.organiser,
        recognise,
        candidature.applicant_id,
        programme_id=candidature.edition.programme_id,
        answer=RecognitionAnswer.RECOGNISED,
    )

    assert screen(candidature).overruled == []


def test_a_dossier_of_the_last_instant_of_examination_is_in_time(make, screen, clock):
    clock.move_to(make.definition().calendar.examined_until.at)

    assert screen(make.candidature()).late is False


def test_a_dossier_registered_later_is_examined_only_for_a_reason(make, screen, clock):
    clock.move_to(make.definition().calendar.examined_until.at + timedelta(seconds=1))
    candidature = make.candidature()

    with refused(ReasonNeeded, "arrivé après l’heure limite d’examen"):
        screen(candidature)

    screening = screen(candidature, reason="Le serveur de la structure était en panne.")
    assert (screening.late, candidature.state) == (True, S.ADMITTED)


def test_what_counts_is_when_it_was_registered_and_not_when_it_was_submitted(make, screen, clock):
    candidature = make.candidature(S.SUBMITTED)
    clock.move_to(make.definition().calendar.examined_until.at + timedelta(hours=1))
    make.attest(candidature)

    assert screen(candidature, reason="Attestation tardive, admise.").late is True


@pytest.mark.parametrize("state", [S.DRAFT, S.WITHDRAWN])
def test_what_was_not_submitted_is_not_screened(make, screen, state):
    with refused(WrongState, "ne peut pas passer"):
        screen(make.candidature(state), V.INELIGIBLE, "Motif.")


def test_a_dossier_without_its_attestation_is_not_admitted(make, screen):
    with refused(WrongState, "il manque l’attestation signée", article="3.1"):
        screen(make.candidature(S.SUBMITTED), reason="Je passe outre.")


def test_nor_is_one_that_was_set_aside_before_it_came(make, screen):
    candidature = make.candidature(S.SUBMITTED)
    screen(candidature, V.INADMISSIBLE, "Pas d’attestation.")

    with refused(WrongState, "il manque l’attestation signée", article="3.1"):
        screen(candidature, reason="Je change d’avis.")


def test_nor_is_one_whose_attestation_was_refused_since(act, make, screen):
    candidature = make.candidature(S.SUBMITTED)
    returned = make.attest(candidature)
    screen(candidature, V.INADMISSIBLE, "Signature illisible.")
    act(
        make.organiser,
        check_attestation,
        returned.id,
        verdict=CheckVerdict.REFUSED,
        reason="Illisible.",
    )

    with refused(WrongState, "il manque l’attestation signée", article="3.1"):
        screen(candidature, reason="Je change d’avis.")


def test_the_organiser_may_change_their_mind_and_both_decisions_are_kept(make, screen, session):
    candidature = make.candidature()
    screen(candidature, V.INELIGIBLE, "Article 1.2.")
    last = screen(candidature)

    assert candidature.state is S.ADMITTED
    holds = latest_screening(session, candidature.id)
    assert holds is not None
    assert holds.id == last.id
    assert len(session.scalars(select(Screening)).all()) == 2


def test_after_the_minutes_screening_is_over(make, screen):
    candidature = make.candidature(S.INELIGIBLE)
    make.minutes()

    with refused(WrongState, "l’instruction est terminée"):
        screen(candidature)


def test_a_candidate_does_not_screen(make, screen):
    candidature = make.candidature()

    with refused(Forbidden, "ne permet pas"):
        screen(candidature, by=make.writer(candidature))


def test_the_candidate_reads_the_reason(make, screen, run_jobs, runtime):
    candidature = make.candidature()
    screen(candidature, V.INELIGIBLE, "Article 1.2 : pas de facilitateur.")
    run_jobs()

    assert "pas de facilitateur." in runtime.mailer.sent[-1].text
