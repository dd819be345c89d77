"""The special mention of the jury, an extra prize outside the categories (art. 2)."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from laureat.configuration.definition import SpecialMention
from laureat.domain.audit import Event
from laureat.domain.errors import (
    Conflict,
    Forbidden,
    OutcomeNotAllowed,
    OutsidePeriod,
    ReasonNeeded,
    SeatClosed,
    WinsAlready,
)
from laureat.domain.vocabulary import DistinctionKind, Outcome
from laureat.models import Decision, Distinction
from laureat.queries.results import decision_lines
from laureat.services.results.mention import award_mention
from laureat.services.results.withdraw_mention import withdraw_mention
from tests.integration.services.deciding import ONE_VOTER, voted
from tests.make import ASR, COMMUNICATION, INCLUSIVE, RURAL, bundled
from tests.refusals import refused


@pytest.fixture(autouse=True)
def _a_small_jury(make):
    """Let one ballot be a quorum in the edition of the test."""
    make.edition(jury=ONE_VOTER)


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
