"""Submitting a dossier: frozen, numbered, and not yet registered (art. 3.1)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from laureat.consequences.fingerprints import fingerprint
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import (
    ChangedMeanwhile,
    Forbidden,
    Incomplete,
    OutsidePeriod,
    WrongState,
)
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import VerdictKind
from laureat.models import Attestation, Finding, OutboxEntry, Revision
from laureat.queries.attestations import latest_attestation
from laureat.queries.candidatures import draft_of, latest_findings
from laureat.services.candidatures.save_draft import save_draft
from laureat.services.candidatures.submit import submit_candidature
from tests.clock import NOON
from tests.make import COMMUNICATION, RURAL
from tests.refusals import refused

S = CandidatureState
SOON = timedelta(microseconds=1)


@pytest.fixture
def submit(act, make):
    """Let somebody submit a dossier as it is saved."""

    def send(candidature, *, etag=None, accept_rules=True, by=None):
        return act(
            by or make.writer(candidature),
            submit_candidature,
            candidature.id,
            etag=etag or make.etag(candidature),
            accept_rules=accept_rules,
        )

    return send


def test_what_is_written_is_frozen_and_an_attestation_is_issued(make, submit, session, trail):
    candidature = make.candidature(S.DRAFT)

    submit(candidature)

    revision = session.scalars(select(Revision)).one()
    answers = draft_of(session, candidature.id).answers
    assert (candidature.state, candidature.submitted_at, candidature.registered_at) == (
        S.SUBMITTED,
        NOON,
        None,
    )
    assert candidature.revision_id == revision.id
    assert (revision.number, revision.answers, revision.submitted_at, revision.author_id) == (
        1,
        answers,
        NOON,
        make.writer(candidature).id,
    )
    assert revision.digest == fingerprint(candidature, answers)
    assert revision.edition_digest == candidature.edition.digest
    attestation = session.scalars(select(Attestation)).one()
    assert (attestation.revision_id, attestation.reference, attestation.fingerprint) == (
        revision.id,
        f"{candidature.number}-1",
        revision.digest,
    )
    assert trail(candidature)[-1] is Event.CANDIDATURE_SUBMITTED


def test_the_receipt_leaves_by_mail_and_nothing_else_does_for_a_member(make, submit, session):
    candidature = make.candidature(S.DRAFT)

    submit(candidature)

    entry = session.scalars(select(OutboxEntry)).one()
    assert (Job(entry.job), entry.arguments, entry.due_at, entry.done_at) == (
        Job.MAIL_SUBMITTED,
        {"candidature_id": str(candidature.id)},
        NOON,
        None,
    )


def test_recognition_is_asked_for_once_where_the_structure_is_no_member(make, submit, outbox):
    candidature = make.candidature(S.DRAFT, applicant=make.applicant(member=None))
    submit(candidature)
    make.write(candidature, bilan="Autre bilan")
    submit(candidature)

    assert outbox() == [
        Job.MAIL_SUBMITTED,
        Job.MAIL_RECOGNITION_REQUESTED,
        Job.MAIL_SUBMITTED,
    ]


def test_submitting_again_what_is_submitted_changes_nothing(make, submit, session, trail, outbox):
    candidature = make.candidature(S.SUBMITTED)
    before = (trail(candidature), outbox(), candidature.revision_id)

    submit(candidature)
    submit(candidature, etag="an older page")

    assert (trail(candidature), outbox(), candidature.revision_id) == before
    assert len(session.scalars(select(Revision)).all()) == 1


def test_a_registered_dossier_stays_registered_when_nothing_changed(make, submit):
    candidature = make.candidature(S.REGISTERED)

    submit(candidature)

    assert candidature.state is S.REGISTERED


def test_a_new_version_needs_a_newly_signed_attestation(make, submit, session):
    candidature = make.candidature(S.REGISTERED)
    first = latest_attestation(session, candidature.id)
    make.write(candidature, bilan="Un meilleur bilan")

    submit(candidature)

    assert (candidature.state, candidature.registered_at) == (S.SUBMITTED, None)
    second = latest_attestation(session, candidature.id)
    assert first is not None
    assert second is not None
    assert second.reference == f"{candidature.number}-2"
    assert second.fingerprint != first.fingerprint
    make.attest(candidature)
    assert candidature.state is S.REGISTERED


def test_earlier_versions_are_kept(make, submit, session):
    candidature = make.candidature(S.SUBMITTED, bilan="Premier")
    make.write(candidature, bilan="Second")
    submit(candidature)

    kept = session.scalars(select(Revision).order_by(Revision.number)).all()
    assert [(one.number, one.answers["bilan"]) for one in kept] == [(1, "Premier"), (2, "Second")]


def test_an_older_page_does_not_submit_what_a_colleague_has_changed(make, submit):
    candidature = make.candidature(S.DRAFT)
    seen = make.etag(candidature)
    make.write(candidature, bilan="D’une collègue")

    with refused(ChangedMeanwhile, "Relisez-le, puis déposez-le") as told:
        submit(candidature, etag=seen)

    assert told.refusal.facts == {"etag": make.etag(candidature)}
    assert candidature.state is S.DRAFT


def test_all_that_is_missing_is_told_at_once(act, make, submit, session):
    candidature = make.candidature(S.DRAFT)
    act(
        make.writer(candidature),
        save_draft,
        candidature.id,
        answers={"intitule": "", "territoires": [], "accord_images": False, "marches": ""},
        etag=make.etag(candidature),
    )

    with refused(Incomplete, "Il manque des éléments") as told:
        submit(candidature, accept_rules=False)

    fields = told.fields
    assert set(fields) == {"intitule", "territoires", "accord_images", "accept_rules"}
    assert fields["accept_rules"] == "Cochez la case pour accepter le règlement."
    assert session.scalars(select(Revision)).all() == []


def test_each_category_asks_its_own_questions(act, make, submit):
    candidature = make.candidature(S.DRAFT, category=RURAL)
    act(
        make.writer(candidature),
        save_draft,
        candidature.id,
        answers={"volet_rural": None},
        etag=make.etag(candidature),
    )

    with refused(Incomplete, "Il manque des éléments") as told:
        submit(candidature)

    assert list(told.fields) == ["volet_rural"]


@pytest.mark.parametrize("moment", ["opens", "deposit_closes"])
def test_both_bounds_of_the_period_are_inside(make, submit, clock, moment):
    clock.instant = getattr(make.definition().calendar, moment).at
    candidature = make.candidature(S.DRAFT)

    assert submit(candidature).submitted_at == clock()


def test_after_the_last_instant_nothing_is_taken(make, submit, clock):
    candidature = make.candidature(S.DRAFT)
    clock.move_to(make.definition().calendar.deposit_closes.at + SOON)

    with refused(OutsidePeriod, "à 23 h 59".replace(" h ", "\u00a0h\u00a0"), article="3.1") as told:
        submit(candidature)

    assert told.refusal.facts["contact"] == make.definition().contact.email


@pytest.mark.parametrize("state", [S.ADMITTED, S.INADMISSIBLE, S.INELIGIBLE, S.WITHDRAWN])
def test_what_the_organiser_or_the_candidate_has_settled_is_not_submitted(make, submit, state):
    candidature = make.candidature(state)

    with refused(WrongState, "ne peut plus être déposé"):
        submit(candidature)


def test_only_the_people_of_the_applicant_submit(make, submit):
    with refused(Forbidden, "ne permet pas"):
        submit(make.candidature(S.DRAFT), by=make.organiser)


def test_an_edition_without_attestation_registers_at_once(make, submit, session):
    edition = make.edition("sans-attestation", attestation=None)
    candidature = make.candidature(S.DRAFT, edition=edition)

    submit(candidature)

    assert (candidature.state, candidature.registered_at) == (S.REGISTERED, NOON)
    assert session.scalars(select(Attestation)).all() == []


# Findings


def test_each_rule_leaves_a_finding_with_its_article_and_its_evidence(make, session):
    candidature = make.candidature(S.SUBMITTED, category=RURAL)

    found = {one.rule: one for one in latest_findings(session, candidature.id)}

    assert {rule: (one.article, one.verdict) for rule, one in found.items()} == {
        "within-calendar": ("3.1", VerdictKind.MET),
        "structure-kind": ("1.1", VerdictKind.MET),
        "member-or-recognised": ("1.2", VerdictKind.MET),
        "one-dossier-per-category": ("1.3", VerdictKind.MET),
        "low-population-territory": ("1.3", VerdictKind.MET),
    }
    rural = found["low-population-territory"]
    assert rural.plugin_origin.startswith("laureat ")
    assert (rural.edition_digest, rural.examined_at) == (candidature.edition.digest, NOON)
    assert any("Lozère" in str(item) for item in rural.evidence["items"])


@pytest.mark.parametrize(
    ("territories", "verdict"),
    [
        (["departement:48"], VerdictKind.MET),
        (["departement:34"], VerdictKind.NOT_MET),
        (["departement:48", "departement:34"], VerdictKind.UNDETERMINED),
    ],
)
def test_eligibility_has_three_values_and_none_of_them_stops_the_deposit(
    make, session, territories, verdict
):
    candidature = make.candidature(S.SUBMITTED, category=RURAL, territoires=territories)

    (rural,) = (
        one
        for one in latest_findings(session, candidature.id)
        if one.rule == "low-population-territory"
    )
    assert rural.verdict is verdict
    assert candidature.state is S.SUBMITTED


def test_a_new_version_is_examined_anew_and_old_findings_are_kept(make, session):
    candidature = make.candidature(S.SUBMITTED, category=RURAL, territoires=["departement:34"])
    make.write(candidature, territoires=["departement:48"])
    make.submit(candidature)

    kept = session.scalars(
        select(Finding.verdict)
        .where(Finding.rule == "low-population-territory")
        .order_by(Finding.serial)
    ).all()
    assert kept == [VerdictKind.NOT_MET, VerdictKind.MET]


def test_the_rule_on_one_dossier_sees_the_others_of_the_applicant(make, session):
    applicant = make.applicant()
    make.candidature(S.SUBMITTED, applicant=applicant, category=COMMUNICATION)
    other = make.candidature(S.SUBMITTED, applicant=applicant, category=RURAL)

    (found,) = (
        one for one in latest_findings(session, other.id) if one.rule == "one-dossier-per-category"
    )
    assert found.verdict is VerdictKind.MET


# Two at once


def test_a_double_click_makes_one_revision(committing):
    make = committing.make
    candidature = make.candidature(S.DRAFT)
    writer = committing.actor(make.writer(candidature))
    parts = {"etag": make.etag(candidature), "plugins": committing.act.parts["plugins"]}
    candidature_id = candidature.id

    def send(work):
        return submit_candidature(work, candidature_id, accept_rules=True, **parts)

    committing.meanwhile((writer, send), (writer, send))

    assert len(make.desk.scalars(select(Revision)).all()) == 1


def test_a_save_that_overtakes_a_deposit_sends_it_back_to_be_read(committing):
    make = committing.make
    candidature = make.candidature(S.DRAFT)
    writer = committing.actor(make.writer(candidature))
    etag, candidature_id = make.etag(candidature), candidature.id

    def save(work):
        save_draft(work, candidature_id, answers={"bilan": "Changé"}, etag=etag)

    def send(work):
        plugins = committing.act.parts["plugins"]
        submit_candidature(work, candidature_id, etag=etag, accept_rules=True, plugins=plugins)

    with refused(ChangedMeanwhile, "Relisez-le"):
        committing.meanwhile((writer, save), (writer, send))
