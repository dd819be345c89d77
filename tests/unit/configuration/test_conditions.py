from datetime import UTC, datetime, timedelta

import pytest

from laureat.configuration.conditions import holds
from laureat.configuration.definition import Choice, Condition, Question, Section
from laureat.configuration.form_dates import frozen_questions, in_force
from laureat.configuration.forms import (
    asked,
    canonical,
    complete_faults,
    computed,
    missing_questions,
    questions_of,
)

WOODS = (Choice(value="oak", label="Chêne"), Choice(value="ash", label="Frêne"))
QUESTIONS = {
    "wood": Question(name="wood", label="Bois", kind="choice", choices=WOODS),
    "woods": Question(name="woods", label="Bois", kind="choices", choices=WOODS),
    "aided": Question(name="aided", label="Aidé", kind="yes_no"),
    "hours": Question(name="hours", label="Heures", kind="number"),
    "day": Question(name="day", label="Jour", kind="date"),
}
ANSWERS = {
    "wood": "oak",
    "woods": ["oak", "ash"],
    "aided": False,
    "hours": "100",
    "day": "2026-03-01",
}
OAK = Condition(question="wood", one_of=("oak",))
ASH = Condition(question="wood", one_of=("ash",))
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (OAK, True),
        (ASH, False),
        (Condition(question="woods", one_of=("ash", "elm")), True),
        (Condition(question="aided", one_of=("false",)), True),
        (Condition(question="aided", answered=True), True),
        (Condition(question="absent", answered=False), True),
        (Condition(question="absent", one_of=("oak",)), False),
        (Condition(question="hours", at_least="99.5", at_most="100"), True),
        (Condition(question="hours", at_least="100.1"), False),
        (Condition(question="day", at_most="2026-02-28"), False),
        (Condition(every=(OAK, Condition(opposite=ASH))), True),
        (Condition(some=(ASH, Condition(question="hours", at_least="1"))), True),
        (Condition(every=(OAK, ASH)), False),
    ],
)
def test_a_condition_tests_the_answers(condition, expected):
    assert holds(condition, ANSWERS, QUESTIONS) is expected


def form():
    """Ask how much aid there was where there was some, then who gave it where it was much."""
    aid = Question(
        name="aid", label="Aide", kind="money", when=Condition(question="aided", one_of=("true",))
    )
    giver = Question(
        name="giver", label="Financeur", kind="text", when=Condition(question="aid", at_least="500")
    )
    double = Question(name="double", label="Double", kind="computed", formula="aid * 2")
    return (
        Section(slug="aide", title="Aide", questions=(QUESTIONS["aided"], aid, giver, double)),
        Section(
            slug="merci",
            title="Merci",
            questions=(Question(name="thanks", label="Merci", kind="text"),),
            when=Condition(question="giver", answered=True),
        ),
    )


def names(sections):
    return [one.name for one in questions_of(sections)]


def test_a_hidden_question_is_not_asked_and_hides_those_that_wait_for_it():
    answers = {"aided": False, "aid": "900.00", "giver": "Une banque", "thanks": ""}

    assert names(asked(form(), answers)) == ["aided", "double"]
    assert complete_faults(form(), answers) == {}
    assert computed(form(), answers) == {"double": None}


def test_what_was_typed_in_a_hidden_question_counts_again_once_it_is_asked():
    answers = {"aided": True, "aid": "900.00", "giver": "Une banque"}

    assert names(asked(form(), answers)) == ["aided", "aid", "giver", "double", "thanks"]
    assert [one.name for one in missing_questions(form(), answers)] == ["thanks"]
    assert computed(form(), answers) == {"double": "1800"}


def test_a_computed_value_that_is_sent_is_left_out():
    assert canonical(form(), {"double": "1", "aid": "3"}) == {"aid": "3.00"}


def dated(**when):
    question = Question(name="q", label="Q", kind="text", **when)
    return (Section(slug="s", title="S", questions=(question,)),)


@pytest.mark.parametrize(("late", "required"), [(-1, False), (0, True), (1, True)])
def test_an_answer_is_required_from_its_instant_on(late, required):
    sections = in_force(dated(required_from=NOON), NOON + timedelta(seconds=late))

    assert ("q" in complete_faults(sections, {})) is required


@pytest.mark.parametrize(("late", "frozen"), [(0, set()), (1, {"q"})])
def test_an_answer_is_frozen_after_its_instant(late, frozen):
    assert frozen_questions(dated(frozen_after=NOON), NOON + timedelta(seconds=late)) == frozen
