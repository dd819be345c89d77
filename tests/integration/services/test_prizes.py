"""A category gives its laureate a prize, and others to other dossiers, as the edition says."""

from dataclasses import replace

import pytest

from laureat.configuration.definition import Prize, WinScope
from laureat.domain.errors import OutcomeNotAllowed
from laureat.domain.vocabulary import DistinctionKind, Outcome
from laureat.jobs.results import distinction_name
from laureat.queries.results import decision_lines
from laureat.services.results.decide import Verdict, decide_category
from tests.integration.services.deciding import ONE_VOTER, voted
from tests.make import ASR, COMMUNICATION, RURAL, bundled
from tests.refusals import refused

PODIUM = (
    Prize(slug="premier", title="Premier prix", gives="3 000 €", article="4.5"),
    Prize(slug="deuxieme", title="Deuxième prix", gives="1 500 €", article="4.5"),
    Prize(slug="finaliste", title="Finaliste", most=2, article="4.5"),
    Prize(slug="rural", title="Prix rural", categories=(RURAL,), article="4.5"),
)


@pytest.fixture
def podium(make):
    """An edition with prizes, and five dossiers of one category that were voted on, best first."""
    outcomes = replace(bundled(ASR).outcomes, one_win=WinScope.EDITION)
    edition = make.edition("podium", prizes=PODIUM, jury=ONE_VOTER, outcomes=outcomes)
    return edition, voted(make, 3, 1, 0, 0, 0, edition=edition)


@pytest.fixture
def give(make, act, podium):
    """Decide for the first dossier, and give other prizes."""

    def decided(prizes, *laureates):
        chosen = laureates or (podium[1][0],)
        outcome = Outcome.LAUREATE if len(chosen) == 1 else Outcome.JOINT_LAUREATES
        verdict = Verdict(
            outcome=outcome,
            candidature_ids=[one.id for one in chosen],
            reason="Le jury en a délibéré.",
            prizes={one.id: slug for one, slug in prizes},
        )
        return act(make.organiser, decide_category, podium[1][0].category_id, verdict)

    return decided


def test_the_laureate_has_the_first_prize_and_others_have_theirs(make, podium, give):
    edition, (first, second, third, fourth, _fifth) = podium

    give([(second, "deuxieme"), (third, "finaliste"), (fourth, "finaliste")])

    (line,) = decision_lines(make.desk, [edition.id])
    assert [(one.id, given.kind, given.prize) for given, one in line.distinctions] == [
        (first.id, DistinctionKind.LAUREATE, "premier"),
        (second.id, DistinctionKind.PRIZE, "deuxieme"),
        (third.id, DistinctionKind.PRIZE, "finaliste"),
        (fourth.id, DistinctionKind.PRIZE, "finaliste"),
    ]
    assert line.winners == (first,)
    names = [distinction_name(given, make.definition(edition)) for given, _ in line.distinctions]
    assert names == ["Lauréat, Premier prix", "Deuxième prix", "Finaliste", "Finaliste"]


def test_a_prize_may_be_withheld(make, podium, give):
    give([])

    (line,) = decision_lines(make.desk, [podium[0].id])
    assert [given.prize for given, _one in line.distinctions] == ["premier"]


def test_a_prize_goes_to_no_more_dossiers_than_it_may(podium, give):
    _edition, (_first, *others) = podium

    with refused(OutcomeNotAllowed, "« Finaliste » est remis trop de fois : 2", article="4.5"):
        give([(one, "finaliste") for one in others[:3]])


@pytest.mark.parametrize("slug", ["premier", "rural", "inconnu"])
def test_only_the_prizes_of_the_category_below_the_first_are_given_so(podium, give, slug):
    with refused(OutcomeNotAllowed, "n’est pas de ceux que la catégorie", article="4.5"):
        give([(podium[1][1], slug)])


def test_a_laureate_has_no_second_prize(podium, give):
    with refused(OutcomeNotAllowed, "qui n’en est pas le lauréat", article="4.5"):
        give([(podium[1][0], "deuxieme")])


def test_without_a_laureate_no_prize_is_given(make, act, podium):
    _edition, (first, second, *_others) = podium
    verdict = Verdict(
        outcome=Outcome.NOT_AWARDED, reason="Rien ne convainc.", prizes={second.id: "deuxieme"}
    )

    with refused(OutcomeNotAllowed, "sans lauréat, il n’est pas remis", article="4.5"):
        act(make.organiser, decide_category, first.category_id, verdict)


def test_a_dossier_of_another_category_has_none(make, act):
    edition = make.edition("podium", prizes=PODIUM, jury=ONE_VOTER)
    first, elsewhere = (
        make.admitted(category=one, edition=edition) for one in (COMMUNICATION, RURAL)
    )
    make.vote(first.category, first)
    verdict = Verdict(
        outcome=Outcome.LAUREATE,
        candidature_ids=[first.id],
        prizes={elsewhere.id: "deuxieme"},
    )

    with refused(OutcomeNotAllowed, "un dossier admis de la catégorie", article="4.5"):
        act(make.organiser, decide_category, first.category_id, verdict)


def test_a_prize_is_no_win(make, act):
    outcomes = replace(bundled(ASR).outcomes, one_win=WinScope.EDITION)
    edition = make.edition("podium", prizes=PODIUM, jury=ONE_VOTER, outcomes=outcomes)
    first, second = (make.admitted(edition=edition) for _ in range(2))
    again = make.admitted(category=RURAL, edition=edition, applicant=second.applicant)
    make.vote(first.category, first)
    make.vote(again.category, again)
    verdict = Verdict(
        outcome=Outcome.LAUREATE,
        candidature_ids=[first.id],
        prizes={second.id: "deuxieme"},
    )
    act(make.organiser, decide_category, first.category_id, verdict)

    assert make.decide(again.category, again, reason="")


def test_the_minutes_and_the_palmares_name_the_prizes(make, podium, give):
    edition, (_first, second, *_others) = podium
    give([(second, "deuxieme")])

    palmares = make.palmares(edition)

    (told,) = (one for one in palmares.content["categories"] if one["distinctions"])
    assert [(one["kind"], one["prize"], one["gives"]) for one in told["distinctions"]] == [
        ("laureate", "Premier prix", "3 000 €"),
        ("prize", "Deuxième prix", "1 500 €"),
    ]


def test_without_prizes_nothing_is_said_of_any(make):
    (first,) = voted(make, 1, edition=make.edition("sans-prix", jury=ONE_VOTER))
    make.decide(first.category, first)

    content = make.minutes(make.edition("sans-prix")).content

    (told,) = (one for one in content["categories"] if one["distinctions"])
    assert "prize" not in told["distinctions"][0]
    assert first.category.slug == COMMUNICATION
