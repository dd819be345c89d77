"""An answer as people read it."""

import pytest

from laureat.configuration.answers import answer_in_words
from laureat.configuration.definition import Question


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ("0", "0 marché"),
        ("1", "1 marché"),
        ("1.5", "1,5 marché"),
        ("2", "2 marchés"),
        ("1250", "1\u202f250 marchés"),
        ("beaucoup", "beaucoup marchés"),
    ],
)
def test_the_unit_agrees_with_the_number(answer, read):
    question = Question(name="q", label="Q", kind="number", unit="marchés", unit_one="marché")

    assert answer_in_words(question, answer).replace("\u00a0", " ") == read


def test_a_unit_that_has_no_singular_stays_as_it_is():
    question = Question(name="q", label="Q", kind="number", unit="%")

    assert answer_in_words(question, "1") == "1\u00a0%"
