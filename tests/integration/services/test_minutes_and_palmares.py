"""The signed minutes and the palmarès under embargo (art. 4.5)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from laureat.configuration.definition import SpecialMention
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.digests import digest_of
from laureat.domain.errors import (
    Conflict,
    DecisionSigned,
    Forbidden,
    NotFound,
    UnderEmbargo,
    WrongState,
)
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import CheckVerdict, ConflictRulingKind, ScreeningVerdict
from laureat.models import Minutes, OutboxEntry, Palmares, Round
from laureat.queries.results import palmares_to_show
from laureat.services.attestations.check import check_attestation
from laureat.services.candidatures.reclassify import reclassify_candidature
from laureat.services.candidatures.screen import screen_candidature
from laureat.services.candidatures.withdraw import withdraw_candidature
from laureat.services.juries.open_round import open_round
from laureat.services.juries.rule_conflict import rule_conflict
from laureat.services.results.mention import award_mention
from laureat.services.results.publish import publish_palmares
from laureat.services.results.sign_minutes import sign_minutes
from laureat.services.results.withdraw_mention import withdraw_mention
from tests.make import ASR, COMMUNICATION, INCLUSIVE, RURAL, bundled
from tests.refusals import refused

S = CandidatureState
V = ScreeningVerdict

TWO_MENTIONS = SpecialMention(title="Coup de cœur du jury", description="Deux.", limit=2)


@pytest.fixture
def sign(act, make):
    """Let the organiser, or somebody else, sign the minutes."""

    def put(by=None):
        return act(by or make.organiser, sign_minutes, make.edition().id)

    return put


@pytest.fixture
def publish(act, make):
    """Let the organiser, or somebody else, publish the palmarès."""

    def show(by=None):
        return act(by or make.organiser, publish_palmares, make.edition().id)

    return show


@pytest.fixture
def decided(make):
    """Give a laureate and a dossier that did not win, in one decided category."""
    first, second = make.admitted(intitule="Le premier"), make.admitted(intitule="Le second")
    make.vote(first.category, first, first, second)
    make.decide(first.category, first, citations={first.id: "Pour son audace."})
    return first, second


def test_every_category_is_decided_first(make, decided, sign):
    with refused(Conflict, "il manque une décision pour « Promotion des structures"):
        sign()


def test_every_dossier_that_counts_is_screened_first(make, sign):
    waiting = make.candidature(S.REGISTERED, category=RURAL)
    make.minutes_ready()

    with refused(Conflict, f"en milieu rural » : {waiting.number}). Instruisez-les d’abord."):
        sign()

    make.screen(waiting, V.INADMISSIBLE)
    assert sign()


@pytest.mark.parametrize("state", [S.DRAFT, S.SUBMITTED])
def test_what_was_never_taken_into_account_does_not_keep_them_waiting(make, sign, state):
    make.candidature(state, category=RURAL)
    make.minutes_ready()

    assert sign()


def test_who_joins_the_jury_after_the_count_is_none_of_its_voters(make, decided):
    make.juror()

    told = make.minutes().content["categories"][0]

    assert (told["vote"]["voters"], told["seats"]) == (3, 4)


def test_while_its_attestation_may_still_arrive_a_dossier_keeps_them_waiting(act, make):
    calendar = bundled(ASR).calendar
    early = replace(calendar.jury_opens, at=make.clock())
    edition = make.edition("early", calendar=replace(calendar, jury_opens=early))
    waiting = make.candidature(S.SUBMITTED, category=RURAL, edition=edition)
    make.minutes_ready(edition)

    with refused(Conflict, f"{waiting.number}). Instruisez-les d’abord."):
        act(make.organiser, sign_minutes, edition.id)


def test_the_minutes_say_all_and_no_single_vote(make, decided, session, trail):
    minutes = make.minutes()

    kept = session.scalars(select(Minutes)).one()
    assert kept.content == minutes.content
    assert kept.digest == digest_of(kept.content)
    assert (kept.signed_by, kept.edition_id) == (make.organiser.id, make.edition().id)
    first = kept.content["categories"][0]
    assert (first["title"], first["outcome"], len(first["examined"])) == (
        decided[0].category.title,
        "laureate",
        2,
    )
    assert [(one["title"], one["citation"]) for one in first["distinctions"]] == [
        ("Le premier", "Pour son audace.")
    ]
    assert (first["vote"]["ballots"], first["vote"]["voided"]) == (3, 0)
    assert [one["total"] for one in first["vote"]["totals"]] == ["2", "1"]
    assert [one["outcome"] for one in kept.content["categories"][1:]] == ["not_awarded"] * 4
    assert kept.content["edition_digest"] == make.edition().digest
    assert trail(kept) == [Event.MINUTES_SIGNED]


def test_they_tell_who_stepped_aside(make, session):
    candidature = make.admitted()
    make.juror("Jeanne Liée", linked_to=[candidature.applicant])
    make.vote(candidature.category, candidature, candidature, candidature)
    make.decide(candidature.category, candidature)

    minutes = make.minutes()

    assert [(one["juror"], one["closed"]) for one in minutes.content["recusals"]] == [
        ("Jeanne Liée", True)
    ]
    assert minutes.content["categories"][0]["recused"] == 1
    assert {one["name"]: one["voted"] for one in minutes.content["jury"]}["Jeanne Liée"] is False


def test_they_tell_who_stepped_aside_and_reads_as_organiser_all_the_same(make):
    candidature = make.admitted()
    make.juror("Jeanne Liée", linked_to=[candidature.applicant], categories=[COMMUNICATION])
    make.juror(
        email=make.organiser.email,
        linked_to=[candidature.applicant],
        categories=[COMMUNICATION],
    )
    make.vote(candidature.category, candidature, candidature, candidature)
    make.decide(candidature.category, candidature)

    told = make.minutes().content["recusals"]

    assert {one["juror"]: one["organises"] for one in told} == {
        "Jeanne Liée": False,
        make.organiser.name: True,
    }


def test_they_tell_of_late_dossiers_and_why_the_jury_examined_them(make, clock):
    clock.move_to(make.definition().calendar.examined_until.at + timedelta(hours=1))
    candidature = make.candidature()
    make.screen(candidature, reason="Panne du serveur.")
    make.vote(candidature.category, candidature, candidature, candidature)
    make.decide(candidature.category, candidature)

    (late,) = make.minutes().content["late_admissions"]

    assert (late["number"], late["reason"], late["decided_by"]) == (
        candidature.number,
        "Panne du serveur.",
        make.organiser.name,
    )


def test_they_hold_the_mention(act, make, decided):
    act(
        make.organiser,
        award_mention,
        make.edition().id,
        candidature_id=decided[1].id,
        reason="Son originalité.",
    )

    content = make.minutes().content

    assert content["special_mention_title"] == "Coup de cœur du jury"
    (given,) = content["special_mention"]["distinctions"]
    assert (given["title"], given["reason"]) == ("Le second", "Son originalité.")


def test_they_hold_no_mention_that_was_taken_back(act, make, decided):
    edition_id, candidature_id = make.edition().id, decided[1].id
    named = {"candidature_id": candidature_id, "reason": "Motif."}
    act(make.organiser, award_mention, edition_id, **named)
    act(make.organiser, withdraw_mention, edition_id, **named)

    assert make.minutes().content["special_mention"] is None


def test_the_public_reads_every_mention_and_no_reason_of_the_jury(act, make):
    edition = make.edition("deux", special_mention=TWO_MENTIONS)
    dossiers = [make.admitted(edition=edition, intitule=title) for title in ("Un", "Deux")]
    make.jury_period(edition)
    for one in dossiers:
        act(
            make.organiser,
            award_mention,
            edition.id,
            candidature_id=one.id,
            reason="Un motif du jury.",
            citation="Bravo.",
        )
    make.vote(dossiers[0].category, *dossiers, dossiers[0])
    make.decide(dossiers[0].category, dossiers[0])

    given = make.palmares(edition).content["special_mention"]

    assert [(one["title"], one["citation"]) for one in given] == [
        ("Un", "Bravo."),
        ("Deux", "Bravo."),
    ]
    assert "reason" not in given[0]


def test_they_are_signed_once(make, decided, sign):
    make.minutes()

    with refused(DecisionSigned, "déjà signé"):
        sign()


def test_the_chair_signs_too_and_nobody_else(make, decided, sign):
    make.minutes_ready()

    with refused(Forbidden, "ne permet pas"):
        sign(by=make.juror().person)
    assert sign(by=make.juror(chair=True).person)


@pytest.mark.parametrize(
    "leaves",
    [
        lambda make, one: make.withdraw(one),
        lambda make, one: make.screen(one, V.INELIGIBLE),
    ],
    ids=["withdrawn", "set aside"],
)
def test_a_decision_for_a_dossier_that_left_is_taken_again(make, decided, sign, leaves):
    make.minutes_ready()
    leaves(make, decided[0])

    with refused(Conflict, "puis décidez de nouveau pour « Communication et rayonnement"):
        sign()

    make.decide(decided[0].category, decided[1])
    assert sign()


def test_a_decision_on_a_count_from_which_a_ballot_fell_is_taken_again(make, sign):
    first, second = make.admitted(), make.admitted()
    jurors = [make.juror() for _ in range(4)]
    voting = make.round(first.category)
    for juror in jurors:
        make.ballot(voting, juror, first)
    make.close(voting)
    make.decide(first.category, first)
    make.minutes_ready()
    make.declare(jurors[0], linked_to=[second.applicant])

    with refused(Conflict, "un bulletin a été annulé depuis"):
        sign()


def test_they_are_not_signed_while_a_vote_is_open(make, decided, sign):
    make.minutes_ready()
    voting = make.round(decided[0].category)

    with refused(Conflict, "le vote est ouvert pour « Communication et rayonnement"):
        sign()

    jurors = [make.juror() for _ in range(3)]
    for juror in jurors:
        make.ballot(voting, juror, decided[0])
    make.close(voting)
    assert sign()


def test_nor_on_a_decision_that_a_later_count_has_overtaken(make, decided, sign, clock):
    make.minutes_ready()
    clock.move_to(clock() + timedelta(hours=1))
    make.vote(decided[0].category, decided[1], decided[1], decided[1])

    with refused(Conflict, "un nouveau scrutin a été dépouillé"):
        sign()

    make.decide(decided[0].category, decided[1])
    assert sign()


@pytest.fixture
def deeds(committing):
    """Give, in a database where everything commits, what signs and what comes beside it."""
    make = committing.make
    candidature = make.admitted()
    make.vote(candidature.category, candidature, candidature, candidature)
    make.decide(candidature.category, candidature)
    edition_id = make.minutes_ready().id
    category_id, candidature_id = candidature.category_id, candidature.id
    organiser = committing.actor(make.organiser)
    parts = {"plugins": committing.act.parts["plugins"]}

    return {
        "sign": (organiser, lambda work: sign_minutes(work, edition_id)),
        "open a round": (organiser, lambda work: open_round(work, category_id)),
        "set aside": (
            organiser,
            lambda work: screen_candidature(
                work, candidature_id, verdict=V.INELIGIBLE, reason="Motif.", **parts
            ),
        ),
        "withdraw": (
            committing.actor(make.writer(candidature)),
            lambda work: withdraw_candidature(work, candidature_id, **parts),
        ),
    }


@pytest.mark.parametrize(
    ("beside", "words"),
    [
        ("open a round", "le vote est ouvert"),
        ("set aside", "décidez de nouveau"),
        ("withdraw", "décidez de nouveau"),
    ],
)
def test_who_signs_waits_for_what_is_under_way(committing, deeds, beside, words):
    with refused(Conflict, words):
        committing.meanwhile(deeds[beside], deeds["sign"])


@pytest.mark.parametrize(
    ("beside", "kind"),
    [("open a round", Conflict), ("set aside", WrongState), ("withdraw", WrongState)],
)
def test_nothing_slips_in_while_somebody_signs(committing, deeds, beside, kind):
    with pytest.raises(kind, match=r"signé|a rendu ses décisions"):
        committing.meanwhile(deeds["sign"], deeds[beside])


def test_the_database_too_refuses_minutes_over_an_open_round(act, make, decided):
    make.round(decided[0].category)
    row = Minutes(
        edition_id=make.edition().id,
        content={},
        digest="0",
        signed_by=make.organiser.id,
        signed_at=make.clock(),
    )

    with (
        pytest.raises(IntegrityError, match="a round is open"),
        act.work(make.organiser) as work,
    ):
        work.session.add(row)


def test_and_a_round_after_the_minutes(act, make, decided):
    make.minutes()
    row = Round(
        category_id=decided[0].category_id,
        number=9,
        candidature_ids=[],
        edition_digest=make.edition().digest,
        opened_at=make.clock(),
    )

    with (
        pytest.raises(IntegrityError, match="the minutes are signed"),
        act.work(make.organiser) as work,
    ):
        work.session.add(row)


# After the minutes


def test_the_jury_and_its_register_are_closed(act, make, decided):
    juror = make.juror(linked_to=[decided[0].applicant])
    conflict = make.conflict(make.seat(juror))
    make.minutes()

    with refused(DecisionSigned, "personne ne rejoint plus ce jury"):
        make.juror()
    with refused(DecisionSigned, "les déclarations de liens sont closes"):
        make.declare(juror)
    with refused(DecisionSigned, "le registre des déports est clos"):
        act(make.organiser, rule_conflict, conflict.id, ruling=ConflictRulingKind.PINNED)


def test_no_dossier_moves_and_no_paper_is_checked(act, make):
    waiting = make.candidature(S.SUBMITTED, category=RURAL)
    returned = make.attest(waiting)
    make.screen(waiting, V.INADMISSIBLE)
    make.minutes()

    with refused(DecisionSigned, "aucun dossier ne change de catégorie"):
        act(
            make.organiser,
            reclassify_candidature,
            waiting.id,
            to_category=INCLUSIVE,
            reason="Motif.",
        )
    with refused(WrongState, "l’instruction est terminée"):
        act(make.organiser, check_attestation, returned.id, verdict=CheckVerdict.ACCEPTED)


# The palmarès


def test_nothing_is_published_before_the_minutes(make, decided, publish):
    with refused(Conflict, "signez-le d’abord"):
        publish()


def test_the_palmares_tells_what_the_public_may_read(make, decided, session, trail):
    make.palmares()

    kept = session.scalars(select(Palmares)).one()
    minutes = session.scalars(select(Minutes)).one()
    assert kept.digest == digest_of(kept.content)
    assert kept.content["minutes_digest"] == minutes.digest
    assert set(kept.content) == {
        "edition",
        "programme",
        "minutes_digest",
        "categories",
        "special_mention_title",
        "special_mention",
    }
    assert set(kept.content["categories"][0]) == {"title", "outcome", "distinctions"}
    assert kept.embargo_until == make.definition().calendar.results.at
    assert trail(kept) == [Event.PALMARES_PUBLISHED]


def test_nobody_outside_sees_it_before_its_hour(make, decided, session):
    edition_id = make.edition().id
    hour = make.definition().calendar.results.at
    with refused(NotFound, "n’est pas encore publié"):
        palmares_to_show(session, edition_id, hour)
    make.palmares()

    with refused(UnderEmbargo, "après la proclamation"):
        palmares_to_show(session, edition_id, hour - timedelta(microseconds=1))
    assert palmares_to_show(session, edition_id, hour).edition_id == edition_id


def test_it_is_published_once_and_by_the_organiser(make, decided, publish):
    chair = make.juror(chair=True).person
    make.minutes()
    with refused(Forbidden, "ne permet pas"):
        publish(by=chair)
    publish()

    with refused(Conflict, "déjà publié"):
        publish()


def test_candidates_are_told_when_the_embargo_ends_and_not_before(
    make, decided, run_jobs, runtime, clock
):
    make.palmares()
    hour = make.definition().calendar.results.at
    run_jobs()
    assert not [one for one in runtime.mailer.sent if "jury a rendu" in one.text]

    clock.move_to(hour)

    assert run_jobs() == [Job.MAIL_RESULTS, Job.MAIL_RESULTS]
    won, lost = runtime.mailer.sent[-2:]
    assert (won.to, lost.to) == tuple(make.writer(one).email for one in decided)
    assert "Toutes nos félicitations" in won.text
    assert "Pour son audace." in won.text
    assert "n’est pas lauréat" in lost.text


def test_the_letters_wait_in_the_outbox_with_their_hour(make, decided, session):
    make.palmares()

    due = session.scalars(
        select(OutboxEntry.due_at).where(OutboxEntry.job == Job.MAIL_RESULTS)
    ).all()
    assert due == [make.definition().calendar.results.at] * 2


def test_after_the_hour_they_leave_at_once(make, decided, publish, session, clock):
    make.minutes()
    clock.move_to(make.definition().calendar.results.at + timedelta(days=1))

    publish()

    due = select(OutboxEntry.due_at).where(OutboxEntry.job == Job.MAIL_RESULTS)
    assert set(session.scalars(due)) == {clock()}
