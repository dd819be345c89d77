"""Plain language and accessibility of the organiser's own texts."""

import pytest

from laureat.configuration.lint import Severity
from tests.unit.configuration.files import changed, found, report, spoken

SHORT = "description: Un prix.}"
FORM = "    title: L'objet\n"


def described(*lines):
    """Give the smallest edition with another text of the call, written from line 3 on."""
    text = "".join(f"    {line}\n" for line in lines)
    edition = (
        "edition:\n  slug: '2026'\n  title: Le Prix 2026\n  season: '26'\n  summary: Un prix.\n"
        f"  description: |\n{text}contact:"
    )
    whole = changed((", summary: Un prix., description: Un prix.}", "}"))
    start, _, rest = whole.partition("edition: ")
    return start + edition + rest.partition("contact:")[2]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["## Un", "", "Un texte.", "", "### Deux", "", "## Trois"], []),
        (["## Un", "", "#### Deux"], ["heading-level-skipped"]),
        (["#### Un", "", "## Deux"], []),
        (["[Le règlement en PDF](https://a.example/r.pdf)"], []),
        (["Le règlement est [ici](https://a.example/r.pdf)."], ["link-without-name"]),
        (["[Cliquez ici !](https://a.example/r.pdf)"], ["link-without-name"]),
        (["<https://a.example/r.pdf>"], ["link-named-by-address"]),
        (["[www.a.example](https://a.example)"], ["link-named-by-address"]),
        (["![Une affiche](https://a.example/a.png)"], ["image-in-text"]),
        (["AUCUN DOSSIER INCOMPLET NE SERA LU."], ["sentence-in-capitals"]),
        (["Le PLIE de Valombre. UN SIGLE."], []),
        (["Un mot " * 20 + "enfin."], ["sentence-too-long"]),
        (["Un mot " * 19 + "enfin."], []),
    ],
)
def test_a_text_is_plain_and_can_be_read_by_all(lines, codes):
    assert found(described(*lines)) == [f"{code}#edition.description" for code in codes]


def test_an_article_is_quoted_as_it_is_and_may_be_long():
    long = changed(("Le bois et la terre.", f"{'Un mot ' * 30}et le bois et la terre."))

    assert found(long) == []
    assert found(long.replace("Écrire à", "[ici](https://a.example) Écrire à")) == [
        "link-without-name#1"
    ]


def test_the_help_of_a_page_and_the_words_of_a_category_are_read_too():
    text = changed(
        (FORM, f"{FORM}    help: Voir [ici](https://a.example).\n"),
        ("description: Du bois.", "description: 'Voir [là](https://a.example).'"),
    )

    assert found(text) == ["link-without-name#categories.bois", "link-without-name#form.objet"]


def test_a_finding_says_its_line_what_it_costs_and_what_to_write():
    text = described("Un texte.", "", "## Un", "", "#### Deux", "", "[ici](https://a.example)")

    findings = {one.code: one for one in report(text).open}

    heading, link = findings["heading-level-skipped"], findings["link-without-name"]
    lines = text.splitlines()
    assert "#### Deux" in lines[heading.line - 1]
    assert "https://a.example" in lines[link.line - 1]
    assert heading.severity is link.severity is Severity.WARNING
    assert spoken(heading.remedy) == "écrivez « ### Deux »."
    assert spoken(link.remedy) == (
        "nommez ce à quoi il mène : [le règlement en PDF](https://a.example)."
    )
    assert heading.consequence.startswith("Un candidat qui lit")


def test_an_image_without_its_words_is_told_so():
    (finding,) = report(described("![](https://a.example/a.png)")).open

    assert spoken(finding.sentence) == (
        "Le texte « edition.description » contient une image (https://a.example/a.png), que les "
        "pages ne montrent pas, et sans texte de remplacement."
    )
