"""Each kind of ballot is filled in on a narrow screen, without JavaScript, and is accessible."""

from dataclasses import replace

import pytest

from laureat.configuration.definition import PluginUse, Prize
from tests.make import ASR, bundled

pytestmark = pytest.mark.takes_long

CRITERIA = [
    {"slug": "pertinence", "title": "Pertinence et impact", "weight": 40},
    {"slug": "technique", "title": "Qualité technique", "weight": 30},
    {"slug": "ergonomie", "title": "Ergonomie", "weight": 30},
]
USES = {
    "ranking": PluginUse(
        plugin="positional", options={"points": [3, 2, 1], "tie_rule": "count_of_ranks"}
    ),
    "criteria": PluginUse(
        plugin="weighted-criteria", options={"scale": {"min": 0, "max": 20}, "criteria": CRITERIA}
    ),
    "approval": PluginUse(plugin="approval", options={"most": 2}),
    "none": PluginUse(plugin="deliberation"),
}
PODIUM = (
    Prize(slug="or", title="Premier prix", gives="3 000 €"),
    Prize(slug="argent", title="Deuxième prix", gives="1 500 €"),
)


def rank(page):
    page.get_by_label("Rang 1").select_option(index=2)
    page.get_by_label("Rang 2").select_option(index=1)


def score(page):
    entry = page.get_by_role("group", name="La vallée")
    for title, given in (("Pertinence", "15"), ("Qualité", "12"), ("Ergonomie", "14")):
        entry.get_by_label(title).fill(given)


def approve(page):
    page.get_by_label("Le plateau").check()
    page.get_by_label("Le bourg").check()


def nothing(page):
    """There is nothing to fill in."""


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("ranking", (rank, "Déposer mon bulletin", "1. La vallée")),
        ("criteria", (score, "Déposer mon bulletin", "Ergonomie (30 %) 14")),
        ("approval", (approve, "Déposer mon bulletin", "Le bourg")),
        ("none", (nothing, "Je prends part à la délibération", "Votre présence est notée")),
    ],
)
def test_a_ballot_is_cast(live, open_page, accessible, kind, said):
    fill, button, done = said
    edition = live.make.edition(
        kind, jury=replace(bundled(ASR).jury, tally=USES[kind], quorum=1), prizes=PODIUM
    )
    dossiers = [
        live.make.admitted(edition=edition, intitule=title)
        for title in ("Le plateau", "La vallée", "Le bourg")
    ]
    juror = live.make.juror(edition=edition)
    voting = live.make.round(dossiers[0].category)
    address = f"/jury/categories/{dossiers[0].category_id}"
    seen = open_page(address, juror.person, width=320)
    seen.get_by_role("button", name=button).wait_for()
    accessible(seen)
    assert seen.evaluate("document.documentElement.scrollWidth") <= 320

    page = open_page(address, juror.person, javascript=False)
    fill(page)
    page.get_by_role("button", name=button).click()

    page.get_by_text(done).first.wait_for()
    seen.reload()
    accessible(seen)
    live.make.close(voting)
    desk = open_page(f"/deliberation/categories/{dossiers[0].category_id}", live.make.organiser)
    desk.get_by_role("heading", name="La décision du jury").wait_for()
    assert desk.get_by_role("group", name="Deuxième prix").is_visible()
    accessible(desk)
