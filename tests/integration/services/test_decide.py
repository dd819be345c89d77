"""The jury's decisions: never by the count alone, one win for each (art. 1.3, 2, 4.5)."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from laureat.configuration.definition import SpecialMention, WinScope
from laureat.domain.audit import Event
from laureat.domain.errors import (
    Conflict,
    DecisionSigned,
    Forbidden,
    InterestsUndeclared,
    OutcomeNotAllowed,
    OutsidePeriod,
    ReasonNeeded,
    SeatClosed,
    WinsAlready,
)
from laureat.domain.vocabulary import DistinctionKind, Outcome
from laureat.models import Decision, Distinction
from laureat.queries.editions import edition_by_id
from laureat.queries.results import decision_lines
from laureat.services.juries.declare_interests import Interest, declare_interests
from laureat.services.results.decide import Verdict, decide_category
from laureat.services.results.mention import award_mention
from laureat.services.results.withdraw_mention import withdraw_mention
from tests.make import ASR, COMMUNICATION, INCLUSIVE, IT, RURAL, bundled
from tests.refusals import refused

ONE_VOTER = replace(bundled(ASR).jury, quorum=1)


@pytest.fixture(autouse=True)
def _a_small_jury(make):
    """Let one ballot be a quorum in the edition of the test."""
    make.edition(jury=ONE_VOTER)


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


def voted(make, *shares, category=COMMUNICATION, edition=None):
    """Give dossiers that have received as many votes as told, in a counted round."""
    dossiers = [make.admitted(category=category, edition=edition) for _ in shares]
    choices = [one for one, share in zip(dossiers, shares, strict=True) for _ in range(share)]
    make.vote(dossiers[0].category, *choices)
    return dossiers


def holding(session, edition):
    """List what the decisions that hold give, by number of dossier."""
    return {
        candidature.number[-4:]: distinction.kind
        for line in decision_lines(session, [edition.id])
        for distinction, candidature in line.distinctions
    }


def test_what_the_count_says_is_decided_without_a_word(make, decide, session, trail):
    first, _ = voted(make, 1, 0)

    decision = decide(first.category, Outcome.LAUREATE, first)

    assert (decision.outcome, decision.reason, decision.category_id) == (
        Outcome.LAUREATE,
        "",
        first.category_id,
    )
    assert (decision.decided_by, decision.edition_digest) == (
        make.organiser.id,
        make.edition().digest,
    )
    assert holding(session, make.edition()) == {"0001": DistinctionKind.LAUREATE}
    assert trail(decision) == [Event.DECISION_TAKEN]


def test_the_chair_decides_too(make, decide):
    first, _ = voted(make, 1, 0)
    chair = make.juror(chair=True)

    assert decide(first.category, Outcome.LAUREATE, first, by=chair.person)


def test_nobody_else_does(make, decide):
    first, _ = voted(make, 1, 0)

    for stranger in (make.juror().person, make.writer(first)):
        with refused(Forbidden, "ne permet pas"):
            decide(first.category, Outcome.LAUREATE, first, by=stranger)


@pytest.mark.parametrize("reason", ["", "  "])
def test_departing_from_the_count_takes_a_reason(make, decide, reason):
    first, second = voted(make, 1, 0)

    with refused(ReasonNeeded, "s’écarte du dépouillement"):
        decide(first.category, Outcome.LAUREATE, second, reason=reason)
    with refused(ReasonNeeded, "s’écarte du dépouillement"):
        decide(first.category, Outcome.NOT_AWARDED, reason=reason)

    assert decide(first.category, Outcome.LAUREATE, second, reason="Le fond l’emporte.")


def test_equals_may_win_together_without_a_word(make, decide, session):
    first, second = voted(make, 1, 1)

    decide(first.category, Outcome.JOINT_LAUREATES, first, second)

    assert holding(session, make.edition()) == {
        "0001": DistinctionKind.JOINT_LAUREATE,
        "0002": DistinctionKind.JOINT_LAUREATE,
    }


def test_breaking_a_tie_takes_a_reason(make, decide):
    first, second = voted(make, 1, 1)

    with refused(ReasonNeeded, "s’écarte du dépouillement"):
        decide(first.category, Outcome.LAUREATE, second)

    assert decide(first.category, Outcome.LAUREATE, second, reason="Voix de la présidence.")


def test_a_category_without_a_dossier_is_not_awarded_without_a_word(make, decide):
    assert decide(make.category(RURAL), Outcome.NOT_AWARDED).outcome is Outcome.NOT_AWARDED


def test_nothing_is_decided_before_the_jurys_period(act, make):
    nobody = Verdict(outcome=Outcome.NOT_AWARDED)

    with refused(OutsidePeriod, "commence le lundi 25 novembre 2024 à 9", article="4.3"):
        act(make.organiser, decide_category, make.category(RURAL).id, nobody)


def test_nothing_is_decided_before_the_count(make, decide):
    candidature = make.admitted()
    with refused(Conflict, "n’est pas dépouillé"):
        decide(candidature.category, Outcome.LAUREATE, candidature, reason="Évident.")

    make.round(candidature.category)
    with refused(Conflict, "n’est pas dépouillé"):
        decide(candidature.category, Outcome.NOT_AWARDED, reason="Évident.")


def test_nor_while_another_round_is_open(make, decide):
    first, second = voted(make, 1, 1)
    make.round(first.category, candidatures=[first, second])

    with refused(Conflict, "n’est pas dépouillé"):
        decide(first.category, Outcome.LAUREATE, first, reason="Déjà clair.")


def test_nor_on_a_count_from_which_a_ballot_has_fallen(make, decide):
    first, second = make.admitted(), make.admitted()
    linked, other = make.juror(), make.juror()
    jurors = [linked, other]
    voting = make.round(first.category)
    for juror in jurors:
        make.ballot(voting, juror, first)
    make.close(voting)
    make.declare(linked, linked_to=[second.applicant])

    with refused(Conflict, "Un bulletin a été annulé depuis le dépouillement"):
        decide(first.category, Outcome.LAUREATE, first)

    again = make.round(first.category)
    make.ballot(again, other, first)
    make.close(again)
    assert decide(first.category, Outcome.LAUREATE, first)


@pytest.mark.parametrize(
    ("outcome", "many"),
    [
        (Outcome.LAUREATE, 0),
        (Outcome.LAUREATE, 2),
        (Outcome.JOINT_LAUREATES, 1),
        (Outcome.NOT_AWARDED, 1),
    ],
)
def test_the_number_of_laureates_is_that_of_the_outcome(make, decide, outcome, many):
    dossiers = voted(make, 1, 0)

    with refused(OutcomeNotAllowed, "au moins deux pour des ex æquo", article="4.5"):
        decide(dossiers[0].category, outcome, *dossiers[:many], reason="Motif.")


def test_joint_laureates_are_two_different_dossiers(make, decide):
    first, _ = voted(make, 1, 0)

    with refused(OutcomeNotAllowed, "au moins deux", article="4.5"):
        decide(first.category, Outcome.JOINT_LAUREATES, first, first, reason="Motif.")


@pytest.mark.parametrize(
    ("outcomes", "outcome", "many"),
    [
        (replace(bundled(ASR).outcomes, joint_laureates=False), Outcome.JOINT_LAUREATES, 2),
        (replace(bundled(ASR).outcomes, not_awarded=False), Outcome.NOT_AWARDED, 0),
    ],
)
def test_an_edition_may_forbid_an_outcome(make, decide, outcomes, outcome, many):
    dossiers = voted(make, 1, 1, edition=make.edition("stricte", outcomes=outcomes, jury=ONE_VOTER))

    with refused(OutcomeNotAllowed, "ne prévoit pas cette issue", article="4.5"):
        decide(dossiers[0].category, outcome, *dossiers[:many], reason="Motif.")


def test_the_mention_is_no_outcome_of_a_category(make, decide):
    first, _ = voted(make, 1, 0)

    with refused(OutcomeNotAllowed, "ne prévoit pas cette issue", article="4.5"):
        decide(first.category, Outcome.SPECIAL_MENTION, first, reason="Motif.")


def test_a_laureate_is_an_admitted_dossier_of_the_category(make, decide):
    registered, elsewhere = make.candidature(), make.admitted(category=RURAL)
    first, _ = voted(make, 1, 0)

    for other in (registered, elsewhere):
        with refused(OutcomeNotAllowed, "un dossier admis dans cette catégorie"):
            decide(first.category, Outcome.LAUREATE, other, reason="Motif.")


def test_a_later_decision_replaces_an_earlier_one_and_both_are_kept(make, decide, session):
    first, second = voted(make, 1, 0)
    decide(first.category, Outcome.LAUREATE, first)
    decide(first.category, Outcome.LAUREATE, second, reason="Après relecture.")

    assert holding(session, make.edition()) == {"0002": DistinctionKind.LAUREATE}
    assert len(session.scalars(select(Decision)).all()) == 2


# Who presides and is recused


def test_a_recused_chair_decides_nothing_in_the_category(make, decide):
    elsewhere = make.admitted(category=RURAL)
    first, second = voted(make, 1, 0)
    chair = make.juror(chair=True, linked_to=[second.applicant])
    make.vote(elsewhere.category, elsewhere)

    for outcome, laureates in ((Outcome.LAUREATE, [first]), (Outcome.NOT_AWARDED, [])):
        with refused(SeatClosed, "L’organisateur, ou une autre présidence", article="4.4"):
            decide(first.category, outcome, *laureates, reason="Motif.", by=chair.person)

    assert decide(elsewhere.category, Outcome.LAUREATE, elsewhere, by=chair.person)
    assert decide(first.category, Outcome.LAUREATE, first)
    assert decide(first.category, Outcome.LAUREATE, first, by=make.juror(chair=True).person)


def test_a_chair_who_has_declared_nothing_decides_nothing(make, decide):
    first, _ = voted(make, 1, 0)
    chair = make.juror(chair=True, declares=False)

    with refused(InterestsUndeclared, "Avant de décider", article="4.4"):
        decide(first.category, Outcome.LAUREATE, first, by=chair.person)

    make.declare(chair)
    assert decide(first.category, Outcome.LAUREATE, first, by=chair.person)


def test_a_chair_without_a_seat_in_the_category_decides_nothing_there(make, decide):
    first, _ = voted(make, 1, 0)
    elsewhere = make.juror(chair=True, categories=[RURAL])

    with refused(SeatClosed, "Vous ne siégez pas dans cette catégorie", article="4.4"):
        decide(first.category, Outcome.LAUREATE, first, by=elsewhere.person)


def test_who_organises_records_it_even_with_a_seat_that_is_closed(make, decide):
    first, second = voted(make, 1, 0)
    organiser = make.organiser
    make.juror(email=organiser.email, chair=True, linked_to=[second.applicant])

    assert decide(first.category, Outcome.LAUREATE, first, by=organiser)


@pytest.mark.parametrize("seated", [[COMMUNICATION], [RURAL]], ids=["recused", "without a seat"])
def test_the_database_too_refuses_a_chair_whose_seat_is_not_open(act, make, seated):
    first, second = voted(make, 1, 0)
    chair = make.juror(chair=True, categories=seated, linked_to=[second.applicant])
    row = Decision(
        edition_id=first.edition_id,
        category_id=first.category_id,
        outcome=Outcome.NOT_AWARDED,
        reason="Motif.",
        edition_digest=make.edition().digest,
        decided_by=chair.person_id,
        decided_at=make.clock(),
    )

    with (
        pytest.raises(IntegrityError, match="this chair may not decide here"),
        act.work(chair.person) as work,
    ):
        work.session.add(row)


def test_a_decision_waits_for_a_recusal_that_is_under_way(committing):
    make = committing.make
    make.edition(jury=ONE_VOTER)
    candidature = make.admitted()
    make.vote(candidature.category, candidature)
    chair = make.juror(chair=True)
    somebody = committing.actor(chair.person)
    juror_id, applicant_id = chair.id, candidature.applicant_id
    category_id = candidature.category_id
    plugins = committing.act.parts["plugins"]
    verdict = Verdict(outcome=Outcome.LAUREATE, candidature_ids=[candidature.id])

    def links(work):
        told = {applicant_id: Interest(linked=True)}
        declare_interests(work, juror_id, declarations=told, plugins=plugins)

    with refused(SeatClosed, "L’organisateur, ou une autre présidence", article="4.4"):
        committing.meanwhile(
            (somebody, links), (somebody, lambda work: decide_category(work, category_id, verdict))
        )


# One win


@pytest.fixture
def twice(make):
    """Give two dossiers of one applicant, each ahead in its category."""

    def of(edition):
        applicant = make.applicant("Structure deux fois")
        dossiers = [
            make.admitted(applicant=applicant, category=category, edition=edition)
            for category in (COMMUNICATION, INCLUSIVE)
        ]
        for one in dossiers:
            make.vote(one.category, one)
        return dossiers

    return of


def test_an_applicant_wins_once_in_an_edition(make, decide, twice):
    first, second = twice(make.edition())
    decide(first.category, Outcome.LAUREATE, first)

    with refused(WinsAlready, "« Structure deux fois » est déjà lauréat", article="1.3"):
        decide(second.category, Outcome.LAUREATE, second)


def test_a_win_that_was_given_to_another_is_free_again(make, decide, twice):
    first, second = twice(make.edition())
    decide(first.category, Outcome.LAUREATE, first)
    decide(first.category, Outcome.NOT_AWARDED, reason="Le jury se ravise.")

    assert decide(second.category, Outcome.LAUREATE, second)


def test_the_same_win_may_be_decided_again(make, decide):
    first, _ = voted(make, 1, 0)
    decide(first.category, Outcome.LAUREATE, first)

    assert decide(first.category, Outcome.LAUREATE, first)


def scores(make, category, candidature):
    """Let three jurors give a dossier the same score."""
    edition = candidature.edition
    jurors = [make.juror(edition=edition) for _ in range(3)]
    voting = make.round(category)
    for juror in jurors:
        make.scores(voting, juror, {str(candidature.id): "15"})
    make.close(voting)


@pytest.mark.parametrize("scope", [WinScope.EDITION, WinScope.SEASON])
def test_the_scope_may_be_the_edition_or_the_whole_season(make, decide, scope):
    asr = make.edition(
        "asr", outcomes=replace(bundled(ASR).outcomes, one_win=scope), jury=ONE_VOTER
    )
    it = make.edition(path=IT, outcomes=replace(bundled(IT).outcomes, one_win=scope))
    applicant = make.applicant(structure_kind="plie")
    first = make.admitted(applicant=applicant, edition=asr)
    second = make.admitted(applicant=applicant, edition=it, category="aller-vers")
    make.vote(first.category, first)
    scores(make, second.category, second)
    decide(first.category, Outcome.LAUREATE, first)

    if scope is WinScope.EDITION:
        assert decide(second.category, Outcome.LAUREATE, second)
        return
    with refused(WinsAlready, "est déjà lauréat", article="1.3"):
        decide(second.category, Outcome.LAUREATE, second)


def test_an_edition_may_allow_several_wins(make, decide, twice):
    outcomes = replace(bundled(ASR).outcomes, one_win=WinScope.NONE)
    first, second = twice(make.edition("plusieurs", outcomes=outcomes, jury=ONE_VOTER))
    decide(first.category, Outcome.LAUREATE, first)

    assert decide(second.category, Outcome.LAUREATE, second)


def test_of_two_wins_at_once_the_second_is_refused(committing):
    make = committing.make
    make.edition(jury=ONE_VOTER)
    applicant = make.applicant()
    dossiers = [
        make.admitted(applicant=applicant, category=slug) for slug in (COMMUNICATION, INCLUSIVE)
    ]
    for one in dossiers:
        make.vote(one.category, one)
    organiser = committing.actor(make.organiser)

    def winning(candidature):
        verdict = Verdict(outcome=Outcome.LAUREATE, candidature_ids=[candidature.id])
        category_id = candidature.category_id
        return organiser, lambda work: decide_category(work, category_id, verdict)

    with refused(WinsAlready, "est déjà lauréat", article="1.3"):
        committing.meanwhile(winning(dossiers[0]), winning(dossiers[1]))


# The special mention


def test_the_mention_goes_to_any_admitted_dossier(make, mention, session, trail):
    candidature = make.admitted(category=RURAL)

    decision = mention(candidature)

    assert (decision.outcome, decision.category_id, decision.reason) == (
        Outcome.SPECIAL_MENTION,
        None,
        "Son originalité.",
    )
    given = session.scalars(select(Distinction)).one()
    assert (given.candidature_id, given.kind, given.citation) == (
        candidature.id,
        DistinctionKind.SPECIAL_MENTION,
        "Un projet rare.",
    )
    assert trail(decision) == [Event.DECISION_TAKEN]


def test_the_mention_says_for_what_quality(make, mention):
    with refused(ReasonNeeded, "Dites ce que le jury récompense", article="2"):
        mention(make.admitted(), reason=" ")


@pytest.fixture
def take_back(act, make):
    """Let the organiser, or somebody else, take the special mention back."""

    def take(candidature, reason="Le jury se ravise.", by=None):
        return act(
            by or make.organiser,
            withdraw_mention,
            candidature.edition_id,
            candidature_id=candidature.id,
            reason=reason,
        )

    return take


def mentioned(session, edition):
    """List who has the mention and for what, by number of dossier."""
    return {
        candidature.number[-4:]: (given.reason, given.citation)
        for line in decision_lines(session, [edition.id])
        for given, candidature in line.distinctions
        if given.kind is DistinctionKind.SPECIAL_MENTION
    }


def test_of_one_mention_the_second_waits_until_the_first_is_taken_back(
    make, mention, take_back, session, trail
):
    first, second = make.admitted(), make.admitted()
    mention(first)

    with refused(Conflict, "n’en prévoit pas davantage", article="2"):
        mention(second)

    taken = take_back(first)
    assert mentioned(session, make.edition()) == {}
    assert (taken.reason, trail(taken)) == ("Le jury se ravise.", [Event.DECISION_TAKEN])
    mention(second)
    assert mentioned(session, make.edition()) == {"0002": ("Son originalité.", "Un projet rare.")}


def test_given_again_to_the_same_dossier_it_is_said_anew(make, mention, session):
    candidature = make.admitted()
    mention(candidature)
    mention(candidature, "Sa rigueur.")

    assert mentioned(session, make.edition()) == {"0001": ("Sa rigueur.", "Un projet rare.")}
    assert len(session.scalars(select(Decision)).all()) == 2


TWO_MENTIONS = SpecialMention(
    title="Coup de cœur du jury", description="Deux au plus.", limit=2, article="2"
)


def test_an_edition_may_have_several_mentions_each_to_another_dossier(
    make, mention, take_back, session
):
    edition = make.edition("deux", special_mention=TWO_MENTIONS, jury=ONE_VOTER)
    first, second, third = (make.admitted(edition=edition) for _ in range(3))
    mention(first, "Son audace.")
    mention(second, "Sa rigueur.")

    with refused(Conflict, "n’en prévoit pas davantage", article="2"):
        mention(third)
    assert {number: said for number, (said, _) in mentioned(session, edition).items()} == {
        "0001": "Son audace.",
        "0002": "Sa rigueur.",
    }

    take_back(first)
    mention(third, "Son ancrage.")
    assert {number: said for number, (said, _) in mentioned(session, edition).items()} == {
        "0002": "Sa rigueur.",
        "0003": "Son ancrage.",
    }


def test_two_mentions_that_count_do_not_go_to_one_applicant(make, mention):
    outcomes = replace(bundled(ASR).outcomes, special_mention_counts=True)
    edition = make.edition("deux", special_mention=TWO_MENTIONS, outcomes=outcomes, jury=ONE_VOTER)
    applicant = make.applicant()
    first, second = (
        make.admitted(applicant=applicant, category=slug, edition=edition)
        for slug in (COMMUNICATION, INCLUSIVE)
    )
    mention(first)

    with refused(WinsAlready, "est déjà lauréat", article="1.3"):
        mention(second)
    assert mention(first, "Autrement dit.")


def test_of_two_mentions_at_once_the_second_is_refused(committing):
    make = committing.make
    dossiers = [make.admitted(), make.admitted()]
    make.jury_period()
    organiser, edition_id = committing.actor(make.organiser), make.edition().id

    def giving(candidature_id):
        return organiser, lambda work: award_mention(
            work, edition_id, candidature_id=candidature_id, reason="Motif."
        )

    with refused(Conflict, "n’en prévoit pas davantage", article="2"):
        committing.meanwhile(*(giving(one.id) for one in dossiers))


def test_what_is_taken_back_was_given_and_the_decision_says_why(make, mention, take_back):
    first, second = make.admitted(), make.admitted()
    mention(first)

    with refused(Conflict, "n’a pas reçu ce prix"):
        take_back(second)
    with refused(ReasonNeeded, "Dites pourquoi le jury retire ce prix", article="2"):
        take_back(first, " ")


def test_a_mention_is_taken_back_from_a_dossier_that_has_left(make, mention, take_back, session):
    candidature = make.admitted()
    mention(candidature)
    make.withdraw(candidature)

    assert take_back(candidature)
    assert mentioned(session, make.edition()) == {}


def test_a_recused_chair_neither_gives_nor_takes_back_a_mention_there(make, mention, take_back):
    elsewhere, candidature = make.admitted(category=RURAL), make.admitted()
    chair = make.juror(chair=True, linked_to=[candidature.applicant]).person

    with refused(SeatClosed, "L’organisateur, ou une autre présidence", article="4.4"):
        mention(candidature, by=chair)
    mention(candidature)
    with refused(SeatClosed, "L’organisateur, ou une autre présidence", article="4.4"):
        take_back(candidature, by=chair)

    take_back(candidature)
    assert mention(elsewhere, by=chair)


def test_a_chair_keeps_a_mention_that_others_gave_where_it_is_recused(make, mention, session):
    edition = make.edition("deux", special_mention=TWO_MENTIONS, jury=ONE_VOTER)
    elsewhere = make.admitted(category=RURAL, edition=edition)
    candidature = make.admitted(edition=edition)
    chair = make.juror(edition=edition, chair=True, linked_to=[candidature.applicant]).person
    mention(candidature)
    mention(elsewhere, by=chair)

    assert set(mentioned(session, edition)) == {candidature.number[-4:], elsewhere.number[-4:]}


def test_no_mention_is_given_before_the_jurys_period(act, make):
    candidature = make.admitted()

    with refused(OutsidePeriod, "commence le lundi 25 novembre 2024 à 9", article="4.3"):
        act(
            make.organiser,
            award_mention,
            candidature.edition_id,
            candidature_id=candidature.id,
            reason="Motif.",
        )


def test_the_mention_wants_an_admitted_dossier_of_the_edition(act, make, mention):
    elsewhere = make.admitted(edition=make.edition("autre"))

    with refused(OutcomeNotAllowed, "qu’à un dossier admis de cette édition", article="2"):
        mention(make.candidature())
    with refused(OutcomeNotAllowed, "qu’à un dossier admis de cette édition", article="2"):
        act(
            make.organiser,
            award_mention,
            make.edition().id,
            candidature_id=elsewhere.id,
            reason="Motif.",
        )


def test_an_edition_may_have_no_mention(make, mention):
    candidature = make.admitted(edition=make.edition("sans", special_mention=None))

    with refused(OutcomeNotAllowed, "seulement si le règlement le prévoit"):
        mention(candidature)


@pytest.mark.parametrize("counts", [True, False])
def test_whether_the_mention_is_a_win_is_configuration(make, decide, mention, counts):
    outcomes = replace(bundled(ASR).outcomes, special_mention_counts=counts)
    first, _ = voted(make, 1, 0, edition=make.edition("mention", outcomes=outcomes, jury=ONE_VOTER))
    decide(first.category, Outcome.LAUREATE, first)

    if not counts:
        assert mention(first)
        return
    with refused(WinsAlready, "est déjà lauréat", article="1.3"):
        mention(first)


def test_a_mention_that_counts_stands_in_the_way_of_a_win(make, decide, mention):
    outcomes = replace(bundled(ASR).outcomes, special_mention_counts=True)
    first, _ = voted(make, 1, 0, edition=make.edition("mention", outcomes=outcomes, jury=ONE_VOTER))
    mention(first)

    with refused(WinsAlready, "est déjà lauréat", article="1.3"):
        decide(first.category, Outcome.LAUREATE, first)


def test_a_juror_who_does_not_preside_awards_no_mention(make, mention):
    candidature = make.admitted()

    with refused(Forbidden, "ne permet pas"):
        mention(candidature, by=make.juror().person)


# The seal of the minutes


def test_after_the_minutes_no_decision_changes(make, decide, mention):
    first, second = voted(make, 1, 0)
    decide(first.category, Outcome.LAUREATE, first)
    make.minutes()

    with refused(DecisionSigned, "Le procès-verbal est signé"):
        decide(first.category, Outcome.LAUREATE, second, reason="Trop tard.")
    with refused(DecisionSigned, "Le procès-verbal est signé"):
        mention(second)


def test_the_database_refuses_a_decision_after_the_minutes(act, make, decide):
    first, _ = voted(make, 1, 0)
    decision = decide(first.category, Outcome.LAUREATE, first)
    make.minutes()
    row = Decision(
        edition_id=first.edition_id,
        category_id=first.category_id,
        outcome=Outcome.NOT_AWARDED,
        reason="",
        edition_digest="",
        decided_by=make.organiser.id,
        decided_at=decision.decided_at,
    )

    with (
        pytest.raises(IntegrityError, match="the minutes are signed"),
        act.work(make.organiser) as work,
    ):
        work.session.add(row)


def test_and_a_distinction_added_to_an_earlier_decision(act, make, decide):
    first, second = voted(make, 1, 0)
    decision = decide(first.category, Outcome.LAUREATE, first)
    make.minutes()
    row = Distinction(
        decision_id=decision.id, candidature_id=second.id, kind=DistinctionKind.LAUREATE
    )

    with (
        pytest.raises(IntegrityError, match="the minutes are signed"),
        act.work(make.organiser) as work,
    ):
        work.session.add(row)
