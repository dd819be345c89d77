"""Moving a candidature to another category: looked at first, then one checked act (art. 1.3)."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import (
    AlreadyInCategory,
    Conflict,
    Forbidden,
    NotFound,
    OutsidePeriod,
    ReasonNeeded,
)
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import ConflictRulingKind, SeatState, VerdictKind
from laureat.models import BallotVoid, Finding, Reclassification
from laureat.queries.candidatures import latest_findings
from laureat.queries.juries import seat_state, valid_ballots
from laureat.services.candidatures.reclassify import (
    preview_reclassification,
    reclassify_candidature,
)
from laureat.services.candidatures.start import start_candidature
from laureat.services.juries.rule_conflict import rule_conflict
from tests.clock import NOON
from tests.make import ASR, COMMUNICATION, INCLUSIVE, RURAL, bundled, siret
from tests.refusals import refused

S = CandidatureState
REASON = "Le projet parle d’inclusion."


@pytest.fixture
def edition(make):
    """Give an edition in which dossiers may be moved even while the jury votes."""
    return make.edition(
        "souple", reclassification=replace(bundled(ASR).reclassification, until=None)
    )


@pytest.fixture
def look(act, make):
    """Let the organiser, or somebody else, see what a move would do."""

    def preview(candidature, to=INCLUSIVE, by=None):
        return act(by or make.organiser, preview_reclassification, candidature.id, to_category=to)

    return preview


@pytest.fixture
def move(act, make):
    """Let the organiser, or somebody else, move a dossier."""

    def reclassify(candidature, to=INCLUSIVE, reason=REASON, by=None):
        return act(
            by or make.organiser,
            reclassify_candidature,
            candidature.id,
            to_category=to,
            reason=reason,
        )

    return reclassify


def test_the_dossier_moves_with_its_reason_and_its_history(make, move, trail, outbox):
    candidature = make.candidature()
    origin, target = candidature.category_id, make.category(INCLUSIVE)

    moved = move(candidature)

    assert candidature.category_id == target.id
    assert (moved.from_category_id, moved.to_category_id, moved.reason) == (
        origin,
        target.id,
        REASON,
    )
    assert (moved.decided_by, moved.decided_at) == (make.organiser.id, NOON)
    assert trail(candidature)[-1] is Event.CANDIDATURE_RECLASSIFIED
    assert outbox()[-1] is Job.MAIL_RECLASSIFIED


def test_the_candidate_reads_why_and_from_where(make, move, run_jobs, runtime):
    candidature = make.candidature()
    move(candidature)

    run_jobs()

    letter = runtime.mailer.sent[-1]
    assert letter.to == make.writer(candidature).email
    assert REASON in letter.text
    assert "Communication et rayonnement" in letter.text


def test_it_keeps_its_state_its_number_and_its_attestation(make, move):
    candidature = make.candidature()
    before = (candidature.state, candidature.number, candidature.registered_at)

    move(candidature)

    assert (candidature.state, candidature.number, candidature.registered_at) == before


def test_a_reason_is_needed(make, move):
    candidature = make.candidature()

    with refused(ReasonNeeded, "le candidat lira ce motif"):
        move(candidature, reason=" ")

    assert candidature.category_id == make.category(COMMUNICATION).id


def test_the_preview_changes_nothing(make, look, session, trail):
    candidature = make.candidature()
    before = trail(candidature)

    look(candidature)

    assert candidature.category_id == make.category(COMMUNICATION).id
    assert trail(candidature) == before
    assert session.scalar(select(func.count()).select_from(Reclassification)) == 0


# The rule of one dossier a category


def test_an_applicant_who_is_there_already_is_an_obstacle(make, look, move, session):
    applicant = make.applicant()
    candidature = make.candidature(applicant=applicant)
    make.candidature(S.DRAFT, applicant=applicant, category=INCLUSIVE)

    obstacle = look(candidature).obstacle

    assert obstacle is not None
    assert "a déjà un dossier dans la catégorie « Promotion" in obstacle
    with refused(AlreadyInCategory, "a déjà un dossier", article="1.3"):
        move(candidature)


def test_one_that_withdrew_there_is_none(make, look, move):
    applicant = make.applicant()
    make.candidature(S.WITHDRAWN, applicant=applicant, category=INCLUSIVE)
    candidature = make.candidature(applicant=applicant)

    assert look(candidature).obstacle is None
    assert move(candidature)


def test_the_database_refuses_what_slips_in_meanwhile(committing):
    make = committing.make
    applicant = make.applicant()
    candidature = make.candidature(applicant=applicant)
    writer, organiser = make.writer(applicant), make.organiser
    edition_id, applicant_id, candidature_id = make.edition().id, applicant.id, candidature.id
    plugins = committing.act.parts["plugins"]

    with refused(AlreadyInCategory, "dossier", article="1.3"):
        committing.meanwhile(
            (
                committing.actor(writer),
                lambda work: start_candidature(
                    work, edition_id, category=INCLUSIVE, applicant_id=applicant_id
                ),
            ),
            (
                committing.actor(organiser),
                lambda work: reclassify_candidature(
                    work, candidature_id, to_category=INCLUSIVE, reason=REASON, plugins=plugins
                ),
            ),
        )


# Eligibility in the target


def test_the_rules_of_the_target_are_tried_first_and_then_recorded(make, look, move, session):
    candidature = make.candidature(territoires=["departement:34"])

    foreseen = {one.rule: one.kind for one in look(candidature, RURAL).examined}
    move(candidature, RURAL)

    assert foreseen["low-population-territory"] is VerdictKind.NOT_MET
    found = {one.rule: one.verdict for one in latest_findings(session, candidature.id)}
    assert found == foreseen


def test_the_findings_of_the_former_category_no_longer_hold_and_are_kept(make, move, session):
    candidature = make.candidature(category=RURAL, territoires=["departement:34"])

    move(candidature)

    rural = "low-population-territory"
    assert rural not in {one.rule for one in latest_findings(session, candidature.id)}
    assert session.scalars(select(Finding.verdict).where(Finding.rule == rural)).all() == [
        VerdictKind.NOT_MET
    ]


def test_a_draft_moves_without_findings(make, move, session):
    candidature = make.candidature(S.DRAFT)

    move(candidature)

    assert latest_findings(session, candidature.id) == []


# The jury


def test_the_recusal_moves_with_the_dossier(make, look, move, session):
    candidature = make.candidature()
    juror = make.juror("Jeanne Liée", linked_to=[candidature.applicant])
    free = make.juror("Jules Libre")
    here, there = make.seat(juror, COMMUNICATION), make.seat(juror, INCLUSIVE)

    preview = look(candidature)
    moved = move(candidature)

    assert preview.recused == ("Jeanne Liée",)
    assert (preview.voters_left, preview.quorum, preview.voided) == (1, 3, 0)
    assert moved.effects == {"recused": 1, "voided": 0}
    assert seat_state(session, here.id) is SeatState.OPEN
    assert seat_state(session, there.id) is SeatState.RECUSED
    assert seat_state(session, make.seat(free, INCLUSIVE).id) is SeatState.OPEN


@pytest.mark.parametrize("link", ["siret", "email"])
def test_a_link_that_nobody_declared_is_foreseen_too(make, look, move, session, link):
    applicant = make.applicant(identity=siret(900), by=make.person(email="a@maison.example"))
    candidature = make.candidature(applicant=applicant)
    links = {"siret": siret(900, establishment=2), "email": "jeanne@maison.example"}
    juror = make.juror("Jeanne Liée", categories=[INCLUSIVE], **{link: links[link]})

    preview = look(candidature)
    move(candidature)

    assert preview.recused == ("Jeanne Liée",)
    assert seat_state(session, make.seat(juror, INCLUSIVE).id) is SeatState.RECUSED


def test_a_dossier_that_does_not_compete_yet_recuses_nobody(make, look, move, session):
    candidature = make.candidature(S.SUBMITTED)
    juror = make.juror("Jeanne Liée", siret=candidature.applicant.siret)

    preview = look(candidature)
    moved = move(candidature)

    assert preview.recused == ()
    assert moved.effects == {"recused": 0, "voided": 0}
    assert seat_state(session, make.seat(juror, INCLUSIVE).id) is SeatState.OPEN


def test_a_link_that_was_dismissed_before_recuses_nobody(act, make, look, move, session):
    candidature = make.candidature(category=INCLUSIVE)
    juror = make.juror("Jeanne Liée", siret=candidature.applicant.siret, categories=[INCLUSIVE])
    seat = make.seat(juror, INCLUSIVE)
    act(
        make.organiser,
        rule_conflict,
        make.conflict(seat).id,
        ruling=ConflictRulingKind.DISMISSED,
        reason="Homonyme.",
    )
    move(candidature, COMMUNICATION)

    assert look(candidature).recused == ()
    assert move(candidature).effects == {"recused": 0, "voided": 0}
    assert seat_state(session, seat.id) is SeatState.OPEN


def test_the_ballots_of_jurors_who_are_recused_fall_and_are_kept(
    make, edition, look, move, session
):
    linked = make.admitted(edition=edition)
    there = make.admitted(edition=edition, category=INCLUSIVE)
    make.jury_period(edition)
    juror = make.juror("Jeanne Liée", edition=edition, linked_to=[linked.applicant])
    free = make.juror("Jules Libre", edition=edition)
    voting = make.round(there.category)
    fallen, kept = make.ballot(voting, juror, there), make.ballot(voting, free, there)

    preview = look(linked)
    moved = move(linked)

    assert (preview.recused, preview.voided, preview.voters_left) == (("Jeanne Liée",), 1, 1)
    assert moved.effects == {"recused": 1, "voided": 1}
    assert [one.id for one in valid_ballots(session, [voting.id])] == [kept.id]
    assert session.scalars(select(BallotVoid.ballot_id)).all() == [fallen.id]


def test_a_juror_who_has_not_spoken_of_the_newcomer_must_first_do_so(make, move, session):
    make.admitted(category=INCLUSIVE)
    newcomer = make.candidature()
    juror = make.juror(categories=[INCLUSIVE])

    move(newcomer)

    seat = make.seat(juror, INCLUSIVE)
    assert seat_state(session, seat.id) is SeatState.UNDECLARED
    make.declare(juror)
    assert seat_state(session, seat.id) is SeatState.OPEN


# When and who


def test_both_sides_of_the_last_instant(make, look, move, clock):
    candidature = make.candidature()
    until = make.definition().reclassification.until
    assert until is not None
    clock.move_to(until)
    assert look(candidature).obstacle is None

    clock.advance(microseconds=1)

    with refused(OutsidePeriod, "depuis le lundi 25 novembre 2024 à 9", article="1.3"):
        move(candidature)


def test_an_edition_may_allow_no_move_at_all(make, move):
    never = replace(bundled(ASR).reclassification, allowed=False, until=None)
    candidature = make.candidature(edition=make.edition("figee", reclassification=never))

    with refused(OutsidePeriod, "ne permet pas de changer un dossier", article="1.3"):
        move(candidature)


def test_after_a_decision_in_either_category_nothing_moves(make, edition, look, move):
    decided = make.category(INCLUSIVE, edition)
    candidature = make.candidature(edition=edition)
    make.decide(decided)

    assert look(candidature).obstacle == "Le jury a déjà décidé dans l’une de ces deux catégories."
    with refused(Conflict, "Le jury a déjà décidé"):
        move(candidature)
    assert move(candidature, RURAL)


def test_it_is_there_already(make, move):
    with refused(Conflict, "est déjà dans cette catégorie"):
        move(make.candidature(), COMMUNICATION)


def test_a_withdrawn_dossier_stays_where_it_was(make, move):
    with refused(Conflict, "ou il a été retiré"):
        move(make.candidature(S.WITHDRAWN))


def test_a_category_that_is_not_there_is_not_found(make, look):
    with refused(NotFound, "n’existe pas dans cette édition"):
        look(make.candidature(), "inconnue")


def test_a_candidate_neither_moves_nor_looks(make, look, move):
    candidature = make.candidature()
    writer = make.writer(candidature)

    with refused(Forbidden, "ne permet pas"):
        look(candidature, by=writer)
    with refused(Forbidden, "ne permet pas"):
        move(candidature, by=writer)
