import pytest
from hypothesis import given
from hypothesis import strategies as st

from laureat.configuration.formulas import WrongFormula, read_formula

ANSWERS = {
    "aid": "250.00",
    "days": "3",
    "nothing": "0",
    "word": "douze",
    "costs": [{"amount": "1000.10"}, {"amount": "0.2"}, {}, {"amount": "cher"}],
}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("sum(costs.amount)", "1000.3"),
        ("sum(costs.amount) - aid", "750.3"),
        ("sum(absent.amount)", "0"),
        ("percent(aid, sum(costs.amount))", "24.99"),
        ("aid / days", "83.33"),
        ("1 - 2 - 3", "-4"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("0.1 + 0.2", "0.3"),
        ("1 / 8", "0.13"),
        ("0 - 1 / 8", "-0.13"),
        ("aid / nothing", None),
        ("percent(aid, nothing)", None),
        ("aid - absent", None),
        ("aid - word", None),
    ],
)
def test_a_value_is_computed_exactly_and_rounded_to_the_cent(formula, value):
    assert read_formula(formula).value(ANSWERS) == value


def test_a_formula_names_what_it_reads():
    assert read_formula("percent(aid, sum(costs.amount)) + aid").answers == ("aid", "costs.amount")


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("", "la formule s'arrête avant la fin."),
        ("aid +", "la formule s'arrête avant la fin."),
        ("aid aid", "« aid » n'a rien à faire à cette place."),
        ("* aid", "« * » n'a rien à faire à cette place."),
        ("(aid", "la formule s'arrête avant la fin."),
        ("costs.amount", "« costs.amount » est une colonne : écrivez sum(costs.amount)."),
        ("sum(aid)", "sum(…) attend une colonne : sum(groupe.colonne)."),
        ("__import__('os')", "« __import__('os') » ne se lit pas."),
        ("(" * 30, "trop de parenthèses s'emboîtent."),
    ],
)
def test_what_is_no_formula_is_refused(formula, sentence):
    with pytest.raises(WrongFormula) as refused:
        read_formula(formula)

    assert str(refused.value) == sentence


@given(st.text(alphabet="ab1.+-*/(), sumpercent", max_size=60))
def test_no_text_whatever_breaks_the_reader(text):
    try:
        value = read_formula(text).value({"a": "1", "b": [{"a": "2"}]})
    except WrongFormula:
        return
    assert value is None or isinstance(value, str)
