"""What the plugin API does for plugins: typography, options in French, facts that change."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import fields, validate

from laureat.plugin_api import (
    Evidence,
    OtherCandidature,
    PluginOptions,
    TerritoryView,
    changed,
    french_count,
    french_evidence,
    french_list,
    french_moment,
    french_number,
    typeset,
)
from laureat.plugin_api.testing import facts_of_a_draft

DRAFT = facts_of_a_draft()
MENDE = TerritoryView(
    code="commune:48095", name="Mende", level="commune", population=1, vintage=2023, source="INSEE"
)


def find(code):
    return MENDE if code == MENDE.code else None


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Quoi ? Oui ! Non ; si", "Quoi\u202f? Oui\u202f! Non\u202f; si"),
        ("Ceci : « cela »", "Ceci\u00a0: «\u00a0cela\u00a0»"),
        ("25 000 habitants", "25\u202f000\u00a0habitants"),
        ("2 103 778 en 2023", "2\u202f103\u202f778 en 2023"),
        ("à 16 h 00", "à 16\u00a0h\u00a000"),
        ("le 8 novembre 2024", "le 8\u00a0novembre 2024"),
        ("le 1er mai", "le 1er\u00a0mai"),
        ("n° 12", "n°\u00a012"),
        ("3 voix, 50 %", "3\u00a0voix, 50\u00a0%"),
        ("l'an d'après", "l’an d’après"),
        ("'mot' seul", "'mot' seul"),
        ("12 2024", "12 2024"),
    ],
)
def test_french_spaces_and_apostrophes(typed, set_):
    assert typeset(typed) == set_


@given(st.text("a1 :;!?«»'h°n"))
def test_setting_twice_changes_nothing(text):
    assert typeset(typeset(text)) == typeset(text)


def test_numbers_and_lists():
    assert [french_number(n) for n in (0, 999, 1000, 1_234_567)] == [
        "0",
        "999",
        "1\u202f000",
        "1\u202f234\u202f567",
    ]
    assert [french_list([]), french_list(["A"]), french_list(["A", "B", "C"], "ou")] == [
        "",
        "A",
        "A, B ou C",
    ]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 habitant"),
        (1, "1 habitant"),
        (Decimal("1.5"), "1,5 habitant"),
        (2, "2 habitants"),
        (25_000, "25\u202f000 habitants"),
    ],
)
def test_less_than_two_is_singular(count, said):
    assert french_count(count, "habitant") == said
    assert french_count(count, "cheval", "chevaux").endswith("x") is (count >= 2)


def test_an_observation_on_one_line():
    evidence = Evidence("Mende", "12 464 habitants", "INSEE", "2023")

    assert french_evidence(evidence) == "Mende\u00a0: 12\u202f464\u00a0habitants (INSEE 2023)"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2024, 11, 8, 15, tzinfo=UTC), "vendredi 8 novembre 2024 à 16 h 00"),
        (
            datetime(2024, 11, 8, 22, 59, 59, tzinfo=UTC),
            "vendredi 8 novembre 2024 à la fin de la journée",
        ),
        (datetime(2024, 7, 31, 22, 0, 5, tzinfo=UTC), "jeudi 1er août 2024 à 0 h 00 min 05 s"),
        (
            datetime(2024, 11, 8, 15, 0, 0, 1000, tzinfo=UTC),
            "vendredi 8 novembre 2024 à 16 h 00 min 00,001 s",
        ),
    ],
)
def test_an_instant_has_its_weekday_and_its_zone(at, said):
    assert french_moment(at, "Europe/Paris") == typeset(f"{said} (heure de Paris)")


class Inner(PluginOptions):
    size = fields.Decimal(required=True, data_key="taille")


class Options(PluginOptions):
    count = fields.Integer(strict=True, required=True)
    flag = fields.Boolean()
    names = fields.List(fields.String(validate=validate.Length(min=1, error="Trop court.")))
    inner = fields.Nested(Inner)
    mine = fields.String(error_messages={"invalid": "Un mot, s’il vous plaît."})


@pytest.mark.parametrize(
    ("given_", "messages"),
    [
        ({}, {"count": ["Cette option est obligatoire\u00a0: ajoutez-la."]}),
        (
            {"count": None},
            {"count": ["Cette option est vide\u00a0: donnez une valeur ou retirez la ligne."]},
        ),
        (
            {"count": 1.5},
            {
                "count": [
                    "Ce n’est pas un nombre entier\u00a0: écrivez-le sans espace ni guillemets."
                ]
            },
        ),
        (
            {"count": 1, "flag": "oui !"},
            {"flag": ["Ce n’est ni vrai ni faux\u00a0: écrivez true ou false."]},
        ),
        (
            {"count": 1, "names": [3, ""]},
            {
                "names": {
                    0: ["Ce n’est pas un texte\u00a0: mettez-le entre guillemets."],
                    1: ["Trop court."],
                }
            },
        ),
        ({"count": 1, "mine": 3}, {"mine": ["Un mot, s’il vous plaît."]}),
        (
            {"count": 1, "inner": {"size": 3}},
            {
                "inner": {
                    "taille": ["Cette option est obligatoire\u00a0: ajoutez-la."],
                    "size": [
                        typeset(
                            "Cette option n'existe pas : corrigez-la ou retirez-la. "
                            "Options admises : taille."
                        )
                    ],
                }
            },
        ),
    ],
)
def test_wrong_options_are_told_in_french(given_, messages):
    assert Options().validate(given_) == messages


@pytest.mark.parametrize(
    ("path", "value", "read"),
    [
        ("applicant.member", True, lambda facts: facts.applicant.member),
        ("edition.time_zone", "UTC", lambda facts: facts.edition.time_zone),
        ("candidature.answers.hours", 3, lambda facts: facts.candidature.answers["hours"]),
        (
            "others",
            (OtherCandidature(category="a", number="1"),),
            lambda facts: facts.others,
        ),
    ],
)
def test_a_fact_is_changed_by_its_path(path, value, read):
    assert read(changed(DRAFT, {path: value}, territory=find)) == value


def test_territories_are_named_by_their_codes():
    facts = changed(DRAFT, {"candidature.territories": ["commune:48095"]}, territory=find)

    assert facts.candidature.territories == (MENDE,)


def test_nothing_else_changes():
    facts = changed(
        DRAFT,
        {"candidature.answers.a": 1, "candidature.answers.b": 2},
        territory=find,
    )

    assert facts.candidature.answers == {"a": 1, "b": 2}
    assert (facts.applicant, facts.edition) == (DRAFT.applicant, DRAFT.edition)
    assert DRAFT.candidature.answers == {}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"applicant.colour": 1}, r"applicant\.colour"),
        ({"applicant": 1}, "applicant"),
        ({"candidature.answers.": 1}, "answers"),
        ({"candidature.territories": ["commune:0"]}, "commune:0"),
    ],
)
def test_what_is_no_fact_cannot_be_changed(changes, wrong):
    with pytest.raises(KeyError, match=wrong):
        changed(DRAFT, changes, territory=find)
