from dataclasses import replace

import pytest
from marshmallow import ValidationError

from laureat.plugin_api import Evidence, Met, NotMet, TerritoryView, Undetermined
from laureat_plugins.eligibility.low_population_territory import LowPopulationTerritory
from tests.plugins.facts import facts, plain

OPTIONS = {"commune_max": 25_000, "departement_below": 250_000, "population_vintage": 2023}
RULE = LowPopulationTerritory(**LowPopulationTerritory.Options().load(OPTIONS))


def verdict(*codes, rule=RULE):
    return rule.examine(facts({"candidature.territories": codes}))


def verdict_on(territory):
    return RULE.examine(
        replace(facts(), candidature=replace(facts().candidature, territories=(territory,)))
    )


def somewhere(level="commune", population=1, departement=None, vintage=2023):
    return TerritoryView(
        code=f"{level}:00",
        name="Quelque part",
        level=level,
        population=population,
        vintage=vintage,
        source="INSEE",
        departement=departement,
    )


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        pytest.param("commune:48095", Met, id="Mende, a small commune"),
        pytest.param("departement:48", Met, id="Lozère, a small département"),
        pytest.param("commune:05061", Met, id="Gap, saved by its département"),
        pytest.param("commune:55189", Met, id="a commune of no inhabitant"),
        pytest.param("commune:69123", NotMet, id="Lyon"),
        pytest.param("departement:69", NotMet, id="Rhône"),
        pytest.param("epci:200069151", Undetermined, id="an intercommunality"),
        pytest.param("commune:97611", Undetermined, id="Mayotte, of another vintage"),
        pytest.param("commune:97801", Undetermined, id="a big commune without département"),
        pytest.param("commune:98901", Undetermined, id="a commune without population"),
    ],
)
def test_the_population_decides(code, kind):
    assert type(verdict(code)) is kind


@pytest.mark.parametrize(
    ("territory", "kind"),
    [
        pytest.param(somewhere(population=25_000), Met, id="a commune at its limit"),
        pytest.param(
            somewhere(population=25_001, departement=somewhere("departement", 250_000)),
            NotMet,
            id="a commune above its limit",
        ),
        pytest.param(somewhere("departement", 249_999), Met, id="a département under its limit"),
        pytest.param(somewhere("departement", 250_000), NotMet, id="a département at its limit"),
        pytest.param(
            somewhere(population=None, departement=somewhere("departement", 249_999)),
            Met,
            id="a commune without population, saved by its département",
        ),
        pytest.param(
            somewhere(population=25_001, departement=somewhere("departement", 1, vintage=2017)),
            Undetermined,
            id="a département of another vintage saves nobody",
        ),
        pytest.param(somewhere("epci", 1), Undetermined, id="an intercommunality, however small"),
    ],
)
def test_a_commune_may_reach_its_limit_and_a_departement_may_not(territory, kind):
    assert type(verdict_on(territory)) is kind


def test_no_territory_is_asked_for():
    assert verdict() == Undetermined(
        "Le territoire d’intervention n’est pas indiqué\u00a0: "
        "ajoutez-le dans le dossier, commune ou département."
    )


def test_each_territory_gives_its_evidence():
    met = verdict("commune:05061", "commune:48095")

    assert met.evidence == (
        Evidence("Gap", "41\u202f293\u00a0habitants, limite 25\u202f000", "INSEE", "2023"),
        Evidence(
            "Hautes-Alpes (département)",
            "143\u202f467\u00a0habitants, limite 250\u202f000 exclue",
            "INSEE",
            "2023",
        ),
        Evidence("Mende", "12\u202f464\u00a0habitants, limite 25\u202f000", "INSEE", "2023"),
    )


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        (
            ["commune:48095"],
            (
                "Le territoire d'intervention convient. Mende : 12 464 habitants (INSEE 2023), "
                "dans la limite de 25 000."
            ),
        ),
        (
            ["commune:05061"],
            (
                "Le territoire d'intervention convient. Gap : 41 293 habitants (INSEE 2023), "
                "au-delà de 25 000, mais son département, Hautes-Alpes, en compte 143 467 (INSEE "
                "2023), moins de 250 000."
            ),
        ),
        (
            ["departement:69"],
            (
                "Le territoire d'intervention est trop peuplé. Rhône : 1 914 667 habitants (INSEE "
                "2023), alors qu'il en faut moins de 250 000. Choisissez une autre catégorie, ou "
                "corrigez le territoire s'il est erroné."
            ),
        ),
        (
            ["epci:200069151"],
            (
                "Le territoire d'intervention ne permet pas de conclure. Communauté de communes "
                "Gorges Causses Cévennes : 6 908 habitants (INSEE 2023), et le règlement ne dit "
                "rien des intercommunalités. L'organisation examinera ce point."
            ),
        ),
        (
            ["departement:976"],
            (
                "Le territoire d'intervention ne permet pas de conclure. Mayotte : 256 518 "
                "habitants (INSEE 2017), alors que le règlement retient les populations de 2023. "
                "L'organisation examinera ce point."
            ),
        ),
    ],
)
def test_the_candidate_is_told_the_figures(codes, sentence):
    assert plain(verdict(*codes).sentence) == sentence


@pytest.mark.parametrize(
    ("several", "with_a_big_one", "with_an_uncertain_one", "big_and_uncertain"),
    [
        ("one_suffices", Met, Met, Undetermined),
        ("all_required", NotMet, Undetermined, NotMet),
        ("a_person_decides", Undetermined, Undetermined, Undetermined),
    ],
)
def test_several_territories(several, with_a_big_one, with_an_uncertain_one, big_and_uncertain):
    rule = replace(RULE, several_territories=several)
    small, big, uncertain = "commune:48095", "commune:69123", "epci:200069151"

    assert type(verdict(small, big, rule=rule)) is with_a_big_one
    assert type(verdict(small, uncertain, rule=rule)) is with_an_uncertain_one
    assert type(verdict(big, uncertain, rule=rule)) is big_and_uncertain
    assert type(verdict(small, "departement:48", rule=rule)) is Met


def test_a_long_list_names_the_first():
    codes = ["commune:48095", "departement:48", "commune:48092", "commune:48140", "departement:23"]

    assert plain(verdict(*codes).sentence).endswith("; et 2 autres territoires.")


@pytest.mark.parametrize(
    ("option", "value", "wrong"),
    [
        ("commune_max", 0, "nulle"),
        ("commune_max", "25 000", "nombre entier"),
        ("population_vintage", 23, "comme 2023"),
        ("several_territories", "maybe", "one_suffices, all_required ou a_person_decides"),
    ],
)
def test_the_options_are_checked(option, value, wrong):
    with pytest.raises(ValidationError, match=wrong):
        LowPopulationTerritory.Options().load({**OPTIONS, option: value})


@pytest.mark.parametrize("option", OPTIONS)
def test_no_limit_is_assumed(option):
    given = {name: value for name, value in OPTIONS.items() if name != option}

    with pytest.raises(ValidationError, match="obligatoire"):
        LowPopulationTerritory.Options().load(given)


def test_one_inhabitant_is_singular():
    options = {**OPTIONS, "commune_max": 1, "departement_below": 1}
    rule = LowPopulationTerritory(**LowPopulationTerritory.Options().load(options))

    assert "1 habitant au plus, ou un département de moins de 1 habitant (" in plain(
        rule.describe()
    )
    assert "Quelque part : 1 habitant (" in plain(verdict_on(somewhere()).sentence)
