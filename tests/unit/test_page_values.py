"""The values that pages are drawn from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laureat.domain import errors
from laureat.domain.colours import READABLE, WHITE, contrast
from laureat.plugin_api import Widget
from laureat.web.carried import internal_path
from laureat.web.face import NIGHT, Face, theme_of
from laureat.web.fields import Field, Shape
from laureat.web.presentation import markdown, markdown_line
from laureat.web.refusals import STATUS, status_of

SUNKEN = "#f3f5f6"  # the tinted ground of tokens.css
KINDS = [
    one
    for one in vars(errors).values()
    if isinstance(one, type) and issubclass(one, errors.Refusal) and one is not errors.Refusal
]


def test_every_widget_that_a_field_type_may_choose_is_drawn():
    assert {widget.value for widget in Widget} <= {shape.value for shape in Shape}


@pytest.mark.parametrize("kind", KINDS)
def test_every_refusal_has_a_status(kind):
    assert status_of(kind("Non.")) in STATUS.values()


@given(st.integers(0, 0xFFFFFF))
def test_any_accent_is_made_readable_on_every_ground(number):
    accent = f"#{number:06x}"
    theme = theme_of(Face(name="Une organisation", accent=accent, accent_dark=accent))

    for ground in (WHITE, SUNKEN):
        assert contrast(theme["--tenant-accent-text"], ground) >= READABLE
    assert contrast(theme["--tenant-accent-dark"], NIGHT) >= READABLE
    assert contrast(theme["--tenant-accent-dark-ink"], theme["--tenant-accent-dark"]) >= READABLE
    assert contrast(theme["--tenant-accent-ink"], accent) >= READABLE


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/dossiers/1?a=b", "/dossiers/1?a=b"),
        ("//ailleurs.example/", ""),
        ("/\\ailleurs.example", ""),
        ("https://ailleurs.example/", ""),
        ("javascript:alert(1)", ""),
        ("/connexion?suite=/connexion", ""),
        ("", ""),
    ],
)
def test_only_our_own_pages_are_returned_to(address, kept):
    assert internal_path(address) == kept


def test_what_describes_a_field_is_named_in_order():
    field = Field(name="resume", label="Résumé", shape=Shape.LINES, help="A", error="E", words=3)

    assert field.described_by == "champ-resume-aide champ-resume-erreur champ-resume-compte"


def test_an_organisers_text_cannot_hold_what_the_policy_forbids():
    text = "**Gras** <script>alert(1)</script> [lien](javascript:alert(1)) ![i](https://x.example/i.png)"

    for html in (str(markdown(text)), str(markdown_line(text))):
        assert "<strong>Gras</strong>" in html
        assert "<script" not in html
        assert "<img" not in html
        assert 'href="javascript' not in html


def test_the_headings_of_a_text_start_below_those_of_the_page():
    assert "<h3>Titre</h3>" in markdown("# Titre")
    assert "<h4>Sous-titre</h4>" in markdown("### Sous-titre")
