"""What a file may not say of its questions, each with its line."""

import pytest

from tests.unit.configuration.files import SMALLEST, faults, found, loaded, spoken

FIRST = "      - {name: nom, label: Nom, kind: text, characters: 80}\n"


def asking(*lines):
    """Add questions after the first, from line 23 on."""
    return SMALLEST.replace(FIRST, FIRST + "".join(f"      - {line}\n" for line in lines))


YES = "{name: aide, label: Aide, kind: yes_no}"
GROUP = (
    "{name: lignes, label: L, kind: group, questions: [{name: montant, label: M, kind: money}, "
    "{name: mot, label: M, kind: text}]}"
)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["{name: x, label: X, kind: txt}"],
            (
                "23: form[objet].questions[x].kind: aucun plugin « txt » n'est installé pour les "
                "questions du formulaire. Remède : vouliez-vous écrire « text » ?"
            ),
        ),
        (
            ["{name: x, label: X, kind: text, when: {question: aide, equals: true}}", YES],
            "23: form[objet].questions[x].when.question: « aide » n'est demandée qu'après.",
        ),
        (
            ["{name: x, label: X, kind: text, when: {question: x, answered: true}}"],
            "23: form[objet].questions[x].when.question: « x » n'est demandée qu'après.",
        ),
        (
            [
                YES,
                "{name: x, label: X, kind: text, when: {all: [{question: aid, answered: true}]}}",
            ],
            (
                "24: form[objet].questions[x].when.all[0].question: le formulaire n'a pas de "
                "question « aid ». Remède : vouliez-vous écrire « aide » ?"
            ),
        ),
        (
            [YES, "{name: x, label: X, kind: text, when: {question: aide, equals: peut-être}}"],
            "24: form[objet].questions[x].when: « peut-être » n'est jamais une réponse à « aide ».",
        ),
        (
            [YES, "{name: x, label: X, kind: text, when: {question: aide, at_least: 3}}"],
            "24: form[objet].questions[x].when.at_least: « 3 » ne se compare pas",
        ),
        (
            [YES, "{name: x, label: X, kind: text, when: {question: aide}}"],
            "24: form[objet].questions[x].when: une condition dit une seule chose.",
        ),
        (
            ["{name: x, label: X, kind: computed, formula: sum(lignes.montant)}", GROUP],
            "23: form[objet].questions[x].formula: « lignes » n'est demandée qu'après.",
        ),
        (
            [GROUP, "{name: x, label: X, kind: computed, formula: sum(lignes.mot)}"],
            "24: form[objet].questions[x].formula: « lignes.mot » n'est pas un nombre",
        ),
        (
            [GROUP, "{name: x, label: X, kind: computed, formula: sum(lignes.prix)}"],
            "24: form[objet].questions[x].formula: « lignes » n'a pas de colonne « prix ».",
        ),
        (
            ['{name: x, label: X, kind: computed, formula: "1 +"}'],
            "23: form[objet].questions[x].formula: la formule ne se lit pas : la formule s'arrête",
        ),
        (
            ["{name: x, label: X, kind: group}"],
            "23: form[objet].questions[x].questions: ce groupe n'a pas de colonnes.",
        ),
        (
            [
                (
                    "{name: x, label: X, kind: group, questions: [{name: a, label: A, kind: url}, "
                    "{name: a, label: A, kind: url}]}"
                )
            ],
            "23: form[objet].questions[x].questions[a].name: « a » nomme déjà une autre colonne",
        ),
        (
            ["{name: x, label: X, kind: group, questions: [{name: a, label: A, kind: consent}]}"],
            "23: form[objet].questions[x].questions[a].kind: une ligne n'a pas de place",
        ),
        (
            ["{name: x, label: X, kind: text, sensitivity: personal, publishable: true}"],
            "23: form[objet].questions[x].publishable: une donnée personnelle ne se publie pas.",
        ),
        (
            ["{name: x, label: X, kind: text, sensitivity: sensitive}"],
            "23: form[objet].questions[x].sensitivity: le jury ne lit pas une donnée sensible.",
        ),
        (
            ["{name: x, label: X, kind: person, options: {ask: [mail]}}"],
            "23: form[objet].questions[x].options.ask[0]: Cette partie n'existe pas.",
        ),
    ],
)
def test_a_wrong_form_is_refused_with_its_line(lines, said):
    (fault,) = faults(asking(*lines))

    assert spoken(str(fault)).removeprefix("edition.yaml:").startswith(said)


def test_a_condition_keeps_what_the_file_says():
    text = asking(YES, "{name: x, label: X, kind: text, when: {question: aide, equals: true}}")

    (section,) = loaded(text).definition.form
    assert section.questions[2].when is not None
    assert section.questions[2].when.one_of == ("true",)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (
            [
                "{name: n, label: N, kind: number, maximum: 10}",
                "{name: x, label: X, kind: text, when: {question: n, at_least: 11}}",
            ],
            "required-never-asked#x",
        ),
        (
            [
                YES,
                (
                    "{name: x, label: X, kind: text, when: {all: [{question: aide, equals: true}, "
                    "{question: aide, equals: false}]}}"
                ),
            ],
            "required-never-asked#x",
        ),
        (
            [
                "{name: n, label: N, kind: number, categories: [bois]}",
                "{name: x, label: X, kind: computed, formula: n * 2}",
            ],
            "formula-on-other-category#x.n",
        ),
        (
            [
                "{name: n, label: N, kind: number, categories: [bois]}",
                "{name: x, label: X, kind: text, when: {question: n, answered: true}}",
            ],
            "condition-on-other-category#x.n",
        ),
    ],
)
def test_a_form_that_contradicts_itself_has_its_finding(lines, name):
    assert found(asking(*lines)) == [name]


@pytest.mark.parametrize(
    "lines",
    [
        [YES, "{name: x, label: X, kind: text, when: {question: aide, equals: false}}"],
        [
            "{name: n, label: N, kind: number, maximum: 10}",
            "{name: x, label: X, kind: text, when: {question: n, at_least: 10}}",
        ],
        [
            "{name: n, label: N, kind: number, categories: [bois]}",
            "{name: x, label: X, kind: computed, formula: n * 2, categories: [bois]}",
        ],
    ],
)
def test_a_form_that_holds_together_has_none(lines):
    assert found(asking(*lines)) == []
