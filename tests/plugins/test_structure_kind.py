import pytest
from marshmallow import ValidationError

from laureat.plugin_api import Met, NotMet, Undetermined
from laureat_plugins.eligibility.structure_kind import Kind, StructureKind
from tests.plugins.facts import facts, plain

RULE = StructureKind(
    kinds=(
        Kind("plie", "PLIE"),
        Kind("epci", "EPCI", legal_categories=("7343", "734")),
        Kind("mandated", "organisation mandatée", needs_mandate=True),
    )
)


@pytest.mark.parametrize(
    ("applicant", "kind"),
    [
        pytest.param({"structure_kind": "plie"}, Met, id="a listed kind"),
        pytest.param({"structure_kind": "company"}, NotMet, id="another kind"),
        pytest.param({"structure_kind": None}, Undetermined, id="not known"),
        pytest.param({"kind": "person"}, NotMet, id="a natural person"),
        pytest.param(
            {"structure_kind": "epci", "legal_category": "7346"},
            Met,
            id="the legal category agrees",
        ),
        pytest.param(
            {"structure_kind": "epci", "legal_category": "9220"},
            Undetermined,
            id="the legal category disagrees",
        ),
        pytest.param(
            {"structure_kind": "epci"}, Undetermined, id="the legal category is not known"
        ),
        pytest.param(
            {"structure_kind": "mandated", "mandated_by": "Ville de Mende"}, Met, id="a mandate"
        ),
        pytest.param({"structure_kind": "mandated"}, Undetermined, id="no mandate"),
    ],
)
def test_the_kind_decides_and_doubt_is_for_a_person(applicant, kind):
    assert type(RULE.examine(facts(**applicant))) is kind


def test_a_refusal_lists_who_may_apply_and_how_to_correct_a_mistake():
    assert plain(RULE.examine(facts(structure_kind="company")).sentence) == (
        "Le type de structure déclaré ne permet pas de candidater. Peut candidater toute structure "
        "de l'un de ces types : PLIE, EPCI ou organisation mandatée. Si le type déclaré est "
        "erroné, corrigez-le dans la fiche de la structure."
    )


def test_a_missing_mandate_is_asked_for():
    assert plain(RULE.examine(facts(structure_kind="mandated")).sentence) == (
        "Le type déclaré est « organisation mandatée », mais la collectivité qui donne le mandat "
        "n'est pas indiquée : nommez-la dans la fiche de la structure."
    )


def test_the_evidence_shows_what_was_compared():
    verdict = RULE.examine(facts(structure_kind="epci", legal_category="9220"))

    assert [(one.label, one.value, one.source) for one in verdict.evidence] == [
        ("Type de structure", "EPCI", "déclaration de la structure"),
        ("Catégorie juridique", "9220", "répertoire Sirene"),
    ]


@pytest.mark.parametrize(
    ("kinds", "wrong"),
    [
        pytest.param([], "vide", id="none"),
        pytest.param([{"value": "plie", "label": "PLIE"}] * 2, "deux fois", id="one twice"),
        pytest.param(
            [{"value": "epci", "label": "EPCI", "legal_categories": ["EPCI"]}],
            "de un à quatre chiffres",
            id="a legal category in words",
        ),
    ],
)
def test_the_options_are_checked(kinds, wrong):
    with pytest.raises(ValidationError, match=wrong):
        StructureKind.Options().load({"kinds": kinds})
