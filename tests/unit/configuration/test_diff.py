from dataclasses import replace
from datetime import timedelta

import pytest

from laureat.configuration.definition import Category, PluginUse, SpecialMention
from laureat.configuration.diff import ChangeKind, differences
from tests.unit.configuration.files import loaded, spoken

EDITION = loaded().definition
WOOD, EARTH = EDITION.categories


def told(**changes):
    return [
        (one.path, one.kind.value, spoken(one.sentence))
        for one in differences(EDITION, replace(EDITION, **changes))
    ]


def test_nothing_changed_is_nothing_told():
    assert differences(EDITION, EDITION) == ()


def later(milestone):
    return replace(milestone, at=milestone.at + timedelta(days=7))


CALENDAR = replace(EDITION.calendar, deposit_closes=later(EDITION.calendar.deposit_closes))
STONE = Category(slug="pierre", title="La pierre", description="De la pierre.")
RURAL = PluginUse(plugin="low-population-territory", options={"commune_max": 25000})


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (
            {"title": "Le Grand Prix 2026"},
            [("title", "changed", "Titre : « Le Prix 2026 » devient « Le Grand Prix 2026 ».")],
        ),
        (
            {"calendar": CALENDAR},
            [
                (
                    "calendar.deposit_closes.at",
                    "changed",
                    (
                        "Calendrier, clôture du dépôt : vendredi 6 novembre 2026 à 16 h 00 "
                        "(heure de Paris) devient vendredi 13 novembre 2026 à 16 h 00 (heure de "
                        "Paris)."
                    ),
                )
            ],
        ),
        (
            {"categories": (WOOD, EARTH, STONE)},
            [("categories[pierre]", "added", "Catégorie « La pierre » : ajout.")],
        ),
        (
            {"categories": (WOOD,)},
            [("categories[terre]", "removed", "Catégorie « La terre » : retrait.")],
        ),
        (
            {"categories": (EARTH, WOOD)},
            [("categories", "changed", "Catégories : l'ordre devient terre, bois.")],
        ),
        (
            {"categories": (replace(WOOD, title="Le chêne"), EARTH)},
            [
                (
                    "categories[bois].title",
                    "changed",
                    "Catégorie « Le bois », titre : « Le bois » devient « Le chêne ».",
                )
            ],
        ),
        (
            {"outcomes": replace(EDITION.outcomes, joint_laureates=True)},
            [
                (
                    "outcomes.joint_laureates",
                    "changed",
                    "Décisions possibles, ex æquo possibles : non devient oui.",
                )
            ],
        ),
        (
            {"limits": replace(EDITION.limits, per_edition=3)},
            [
                (
                    "limits.per_edition",
                    "added",
                    "Nombre de candidatures, dans l'édition : 3.",
                )
            ],
        ),
        (
            {"special_mention": SpecialMention(title="Coup de cœur", description="Un de plus.")},
            [("special_mention", "added", "Prix hors catégories : ajout.")],
        ),
        (
            {"description": "Un texte.\nSur deux lignes."},
            [("description", "changed", "Description : le texte change.")],
        ),
        (
            {"eligibility": (*EDITION.eligibility, RURAL)},
            [
                (
                    "eligibility[low-population-territory]",
                    "added",
                    "Règle « low-population-territory » : ajout.",
                )
            ],
        ),
    ],
)
def test_a_change_is_told_in_french(changes, lines):
    assert told(**changes) == lines


def test_an_option_of_a_rule_is_told_by_its_name():
    old = replace(EDITION, eligibility=(RURAL,))
    new = replace(EDITION, eligibility=(replace(RURAL, options={"commune_max": 20000}),))

    (change,) = differences(old, new)

    assert change.path == "eligibility[low-population-territory].options.commune_max"
    assert (change.before, change.after) == (25000, 20000)
    assert spoken(change.sentence) == (
        "Règle « low-population-territory », commune_max : 25 000 devient 20 000."
    )


def test_what_is_added_and_removed_is_plain_json():
    (change,) = differences(EDITION, replace(EDITION, categories=(WOOD,)))

    assert change.kind is ChangeKind.REMOVED
    assert change.after is None
    assert change.before == {
        "slug": "terre",
        "title": "La terre",
        "description": "De la terre.",
        "article": "1",
        "eligibility": [],
    }
