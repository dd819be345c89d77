import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laureat.configuration.definition import Choice, Question, Section
from laureat.configuration.field_types import field_type, field_types
from laureat.configuration.forms import (
    answers_schema,
    canonical,
    complete_faults,
    draft_faults,
    from_form_post,
    json_schema,
    located_faults,
    missing_questions,
)
from laureat.plugin_api import FRENCH
from tests.unit.configuration.files import spoken

CHOICES = (Choice(value="oak", label="Chêne"), Choice(value="ash", label="Frêne"))


COLUMNS = (
    Question(name="post", label="Poste", kind="text"),
    Question(name="amount", label="Montant", kind="money", required=False),
)
ANSWERED = sorted(name for name, one in field_types().items() if one.answered)
ONE_CONTROL = [name for name in ANSWERED if name not in ("period", "person")]


def form(kind="text", **given_):
    question = Question(**{"name": "q", "label": "Question", "kind": kind, **given_})
    return (Section(slug="s", title="S", questions=(question,)),)


def told(sections, answer, check=complete_faults):
    return spoken(check(sections, {"q": answer}).get("q", ""))


CASES = [
    ("text", {"characters": 5}, "abcde", "abcde"),
    ("long_text", {}, "a\r\nb", "a\nb"),
    ("long_text", {}, "a\x00b\ud800", "ab"),
    ("number", {}, "1 234,50", "1234.5"),
    ("number", {}, "1\u202f234", "1234"),
    ("number", {}, 12, "12"),
    ("number", {}, 0.5, "0.5"),
    ("number", {}, "-0,0", "0"),
    ("number", {"minimum": "0", "maximum": "10"}, "10", "10"),
    ("date", {}, "08/11/2024", "2024-11-08"),
    ("date", {}, "2024-11-08", "2024-11-08"),
    ("yes_no", {}, False, False),
    ("choice", {"choices": CHOICES}, "oak", "oak"),
    ("choices", {"choices": CHOICES}, ["oak", "ash", "oak"], ["oak", "ash"]),
    ("email", {}, " a@b.fr ", "a@b.fr"),
    ("url", {}, "https://exemple.fr/a?b=c", "https://exemple.fr/a?b=c"),
    (
        "territory",
        {},
        ["commune:48095", "departement:48"],
        ["commune:48095", "departement:48"],
    ),
    ("consent", {}, True, True),
    ("money", {}, "1 250,5 €", "1250.50"),
    ("money", {}, 12, "12.00"),
    ("money", {}, "-0,00", "0.00"),
    ("money", {"maximum": "100"}, "100.000", "100.00"),
    ("siret", {}, "732 829 320 00074", "73282932000074"),
    (
        "period",
        {},
        {"from": "1/2/2026", "to": "2026-02-01"},
        {"from": "2026-02-01", "to": "2026-02-01"},
    ),
    (
        "person",
        {"options": {"ask": ["phone"], "optional": ["phone"]}},
        {"name": "Ada Fictive", "phone": " "},
        {"name": "Ada Fictive"},
    ),
    (
        "group",
        {"columns": COLUMNS},
        [{"post": "Bois", "amount": "12,5"}, {"post": " "}, {"post": "Clous"}],
        [{"post": "Bois", "amount": "12.50"}, {"post": "Clous"}],
    ),
    ("siret", {}, "35600000000048", "35600000000048"),
    ("siret", {}, "35600000049837", "35600000049837"),
]


@pytest.mark.parametrize(("kind", "limits", "given_", "kept"), CASES)
def test_an_answer_has_one_canonical_form(kind, limits, given_, kept):
    sections = form(kind, **limits)

    assert answers_schema(sections, partial=False).load({"q": given_}) == {"q": kept}
    assert answers_schema(sections, partial=True).load({"q": given_}) == {"q": kept}
    assert canonical(sections, {"q": given_}) == {"q": kept}


def test_each_kind_of_question_has_a_case():
    assert {case[0] for case in CASES} == set(ANSWERED)


WRONG = [
    (
        "text",
        {"characters": 5},
        "abcdefgh",
        "« Question » compte 8 caractères, soit 3 de trop : raccourcissez à 5 caractères au plus.",
    ),
    (
        "long_text",
        {"words": 1},
        "deux mots",
        "« Question » compte 2 mots, soit 1 de trop : raccourcissez à 1 mot au plus.",
    ),
    (
        "text",
        {},
        "une\nligne",
        "« Question » tient sur une ligne : retirez les retours.",
    ),
    ("text", {}, 12, "« Question » attend un texte."),
    (
        "number",
        {},
        "beaucoup",
        "« Question » attend un nombre, et non « beaucoup » : écrivez par exemple 1250 ou 12,5.",
    ),
    (
        "number",
        {"maximum": "25000", "unit": "heures", "unit_one": "heure"},
        "25001",
        "« Question » : 25 000 heures au plus.",
    ),
    ("number", {"minimum": "0.5"}, "0", "« Question » : 0,5 au moins."),
    (
        "date",
        {},
        "31/02/2024",
        "« Question » attend une date, par exemple 08/11/2026.",
    ),
    (
        "date",
        {"maximum": "2024-11-08"},
        "2024-11-09",
        "« Question » : pas après le 08/11/2024.",
    ),
    (
        "money",
        {},
        "12,505",
        "« Question » s'écrit au centime : deux chiffres au plus après la virgule.",
    ),
    (
        "period",
        {},
        {"from": "2026-03-01", "to": "2026-02-01"},
        "« Question » se termine avant de commencer : échangez les deux jours.",
    ),
    ("period", {}, "2026", "« Question » attend un bloc de réponses : from, to."),
    (
        "person",
        {},
        {"name": "Ada", "email": "ada"},
        "« Adresse électronique » attend une adresse électronique, par exemple nom@exemple.fr.",
    ),
    (
        "group",
        {"columns": COLUMNS},
        ["Bois"],
        "« Question » attend une liste de lignes : amount, post.",
    ),
    (
        "group",
        {"columns": COLUMNS},
        [{"post": "Bois"}, {"post": "Clous", "amount": "cher"}],
        (
            "« Question », ligne 2 : « Montant » attend un nombre, et non « cher » : écrivez par "
            "exemple 1250 ou 12,5."
        ),
    ),
    (
        "group",
        {"columns": COLUMNS, "maximum": "1"},
        [{"post": "Bois"}, {"post": "Clous"}],
        "« Question » : 1 ligne au plus, et vous en avez 2 ; retirez-en.",
    ),
    ("computed", {}, "beaucoup", "« Question » se calcule : n'y répondez pas."),
    ("money", {"minimum": "500"}, "12", "« Question » : 500 € au moins."),
    ("money", {}, True, "« Question » attend un montant en euros, par exemple 1250 ou 12,50."),
    (
        "siret",
        {},
        "732829320",
        (
            "« Question » attend les 14 chiffres d'un SIRET ; vous les trouverez sur "
            "annuaire-entreprises.data.gouv.fr."
        ),
    ),
    (
        "siret",
        {},
        "73282932000075",
        "« Question » : ce SIRET n'existe pas, un chiffre est sans doute faux ; recopiez-le.",
    ),
    ("yes_no", {}, "peut-être", "« Question » attend oui ou non."),
    (
        "choice",
        {"choices": CHOICES},
        "pine",
        "« Question » : choisissez parmi Chêne, Frêne.",
    ),
    (
        "choices",
        {"choices": CHOICES, "maximum": "1"},
        ["oak", "ash"],
        "« Question » : 1 réponse au plus, et vous en avez 2 ; retirez-en.",
    ),
    (
        "email",
        {},
        "moi",
        "« Question » attend une adresse électronique, par exemple nom@exemple.fr.",
    ),
    (
        "url",
        {},
        "javascript:alert(1)",
        "« Question » attend l'adresse d'une page, par exemple https://www.exemple.fr.",
    ),
    (
        "territory",
        {},
        ["commune:00000"],
        (
            "« Question » : « commune:00000 » n'est pas un territoire connu ; choisissez-le dans "
            "la "
            "liste proposée."
        ),
    ),
]


@pytest.mark.parametrize(("kind", "limits", "answer", "sentence"), WRONG)
def test_a_wrong_answer_is_told_in_a_draft_as_at_the_end(kind, limits, answer, sentence):
    sections = form(kind, **limits)

    assert told(sections, answer) == sentence
    assert told(sections, answer, draft_faults) == sentence
    assert canonical(sections, {"q": answer}) == ({} if kind == "computed" else {"q": answer})


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("text", "Répondez à cette question : « Question »."),
        ("consent", "Cochez cette case pour pouvoir déposer : « Question »."),
        (
            "territory",
            "Indiquez au moins un territoire (commune, EPCI, département) : « Question ».",
        ),
        ("choices", "Cochez au moins une réponse : « Question »."),
    ],
)
@pytest.mark.parametrize("blank", [None, "", "  ", [], "absent"])
def test_what_is_missing_is_asked_for_only_at_the_end(kind, sentence, blank):
    sections = form(kind, choices=CHOICES)
    answers = {} if blank == "absent" else {"q": blank}
    if (kind, blank) in [("text", []), ("consent", [])]:
        return

    assert spoken(complete_faults(sections, answers)["q"]) == sentence
    if not isinstance(blank, str | list) or kind == "text":
        assert draft_faults(sections, answers) == {}


def test_a_consent_refused_is_a_draft_and_not_a_submission():
    assert draft_faults(form("consent"), {"q": False}) == {}
    assert "q" in complete_faults(form("consent"), {"q": False})
    assert complete_faults(form("consent", required=False), {"q": False}) == {}


def test_no_is_an_answer():
    assert complete_faults(form("yes_no"), {"q": False}) == {}
    assert missing_questions(form("yes_no"), {"q": False}) == []


def test_answers_of_another_category_do_not_hinder():
    assert complete_faults(form(), {"q": "yes", "other": "kept"}) == {}


def test_the_interface_refuses_a_question_that_does_not_exist():
    assert "other" in answers_schema(form(), partial=True).validate({"other": 1})


@given(
    st.sampled_from(ANSWERED),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    ),
)
def test_no_answer_whatever_breaks_the_checks(kind, answer):
    sections = form(kind, choices=CHOICES, maximum="3" if kind == "choices" else None)

    drafted = draft_faults(sections, {"q": answer})
    assert set(drafted) <= set(complete_faults(sections, {"q": answer}))
    assert set(canonical(sections, {"q": answer})) == {"q"}


class Post(dict[str, list[str]]):
    def getlist(self, key):
        return self.get(key, [])


@pytest.mark.parametrize(
    ("kind", "posted", "answer"),
    [
        ("text", [" un titre "], "un titre"),
        ("long_text", ["a\r\n b \x00"], "a\n b "),
        ("number", ["1 250,50"], "1250.5"),
        ("number", ["douze"], "douze"),
        ("number", [""], None),
        ("date", ["8/11/2024"], "2024-11-08"),
        ("date", ["bientôt"], "bientôt"),
        ("yes_no", ["oui"], True),
        ("yes_no", ["false"], False),
        ("consent", ["on"], True),
        ("consent", ["false"], False),
        ("consent", ["false", "true"], True),
        ("consent", [], False),
        ("choices", ["oak", "oak", ""], ["oak"]),
        ("choices", [], []),
        ("choice", ["oak"], "oak"),
        (
            "territory",
            ["commune:48095, departement:48", "commune:48095"],
            ["commune:48095", "departement:48"],
        ),
        ("territory", [], []),
        ("email", [" a@b.fr"], "a@b.fr"),
        ("url", [" https://a.fr"], "https://a.fr"),
    ],
)
def test_a_browser_s_post_becomes_answers(kind, posted, answer):
    post = Post({"q": posted} if posted else {})

    assert from_form_post(form(kind, choices=CHOICES), post) == {"q": answer}


def test_a_text_that_was_not_posted_stays_as_it_was():
    assert from_form_post(form("text"), Post()) == {}


@given(st.sampled_from(ONE_CONTROL), st.lists(st.text(), min_size=1, max_size=3))
def test_no_post_whatever_breaks(kind, posted):
    answers = from_form_post(form(kind, choices=CHOICES), Post({"q": posted}))

    assert set(answers) == {"q"}
    json.dumps(answers)


def test_a_row_or_a_person_lacks_what_is_asked_of_it_only_at_the_end():
    rows = form("group", columns=COLUMNS, minimum="2")
    person = form("person", options={"ask": ["email"]})

    assert draft_faults(rows, {"q": [{"amount": "3.00"}]}) == {}
    assert told(rows, [{"amount": "3.00"}]) == (
        "« Question », ligne 1 : Répondez à cette question : « Poste »."
    )
    assert told(rows, [{"post": "Bois"}]) == "« Question » : 2 lignes au moins ; ajoutez-en."
    assert draft_faults(person, {"q": {"name": "Ada"}}) == {}
    assert told(person, {"name": "Ada"}) == (
        "« Question » : Répondez à cette question : « Adresse électronique »."
    )


def test_a_fault_is_told_of_the_control_where_it_is():
    sections = form("group", columns=COLUMNS)
    answers = {"q": [{"post": "Bois"}, {"post": "Clous", "amount": "cher"}]}

    assert list(located_faults(sections, answers)) == ["q.1.amount"]


def test_a_row_is_removed_by_its_button():
    post = Post({"q": ["0", "1"], "q.0.post": ["Bois"], "q.1.post": ["Clous"], "q.remove": ["0"]})

    assert from_form_post(form("group", columns=COLUMNS), post) == {"q": [{"post": "Clous"}]}


def test_a_group_is_read_row_by_row_and_tabled_column_by_column():
    (question,) = form("group", columns=COLUMNS)[0].questions
    rows = [{"post": "Bois", "amount": "1200.00"}, {"post": "Clous"}]
    kind = field_type(question)

    assert kind.read(question, rows, FRENCH) == (
        "Poste\u00a0: Bois ; Montant\u00a0: 1\u202f200\u00a0€\nPoste\u00a0: Clous"
    )
    assert kind.columns(question) == ("Question – Poste", "Question – Montant")
    assert kind.cells(question, rows, FRENCH) == ("Bois\nClous", "1\u202f200\u00a0€\n")


def test_a_form_is_described_for_programs():
    sections = (
        *form("long_text", words=100, help="Dites tout."),
        *form("choices", name="woods", choices=CHOICES, required=False, maximum="2"),
        *form("consent", name="promise"),
    )

    assert json_schema(sections) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            "q": {
                "title": "Question",
                "description": "Dites tout.",
                "x-max-words": 100,
                "type": "string",
                "minLength": 1,
            },
            "woods": {
                "title": "Question",
                "type": ["array", "null"],
                "uniqueItems": True,
                "items": {
                    "oneOf": [
                        {"const": "oak", "title": "Chêne"},
                        {"const": "ash", "title": "Frêne"},
                    ]
                },
                "maxItems": 2,
            },
            "promise": {"title": "Question", "type": "boolean", "const": True},
        },
        "required": ["q", "promise"],
        "additionalProperties": False,
    }


@pytest.mark.parametrize("kind", sorted(field_types()))
def test_every_kind_of_question_is_described(kind):
    assert json_schema(form(kind, choices=CHOICES))["properties"]["q"]["title"] == "Question"
