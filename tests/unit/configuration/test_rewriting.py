"""A changed tree is written into its file; comments and layout stay."""

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laureat.configuration.merging import merge
from laureat.configuration.rewriting import ABSENT, overriding, rewritten
from laureat.configuration.source import WrittenNumber, parse_yaml

BUNDLED = sorted(Path("campaign_config").rglob("*.yaml"))

FILE = """\
# Ce que tout le monde doit savoir.
calendar:
  # Le jour n'est pas sûr.
  opens: 2026-03-02T10:00
categories:
  - slug: bois
    title: Le bois  # le plus ancien
  # Depuis 2025.
  - slug: terre
    title: "La terre"
"""

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=12
)
KEYS = TEXTS.filter(lambda text: text != "<<")  # the language reads no merge keys
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.decimals("-1000", "1000", places=2).map(lambda number: WrittenNumber(f"{number:f}"))
    | TEXTS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
TREES = st.dictionaries(st.sampled_from(["slug", "title", "a", "b"]), VALUES, max_size=4)


def tree_of(text):
    return parse_yaml(text, "f.yaml").tree


def changed_lines(before, after):
    found = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in found if line[0] in "+-"]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_that_says_the_same_is_left_as_it_is(path):
    text = path.read_text(encoding="utf-8")

    assert rewritten(text, tree_of(text)) == text


def test_only_what_changes_is_written_anew():
    tree = tree_of(FILE)
    tree["calendar"]["opens"] = "2027-03-01T10:00"

    assert changed_lines(FILE, rewritten(FILE, tree)) == [
        "-   opens: 2026-03-02T10:00",
        "+   opens: 2027-03-01T10:00",
    ]


def test_an_element_that_moves_keeps_its_own_comment():
    tree = tree_of(FILE)
    tree["categories"].reverse()

    written = rewritten(FILE, tree)

    assert tree_of(written) == tree
    assert "title: Le bois  # le plus ancien" in written


def test_a_change_where_an_alias_stands_is_of_one_place_only():
    text = "a: &x\n  t: one\nb: *x\n"
    tree = tree_of(text)
    tree["a"]["t"] = "deux"

    assert tree_of(rewritten(text, tree)) == {"a": {"t": "deux"}, "b": {"t": "one"}}


def test_long_texts_are_written_as_a_person_would():
    prose = "Un texte d'une seule ligne, assez long pour qu'on le plie. " * 3
    written = rewritten("", {"summary": prose.strip(), "description": "Une ligne.\n\nUne autre."})

    assert written.splitlines()[0] == "summary: >-"
    assert "description: |-\n  Une ligne.\n\n  Une autre." in written
    assert max(map(len, written.splitlines())) < 100


@given(before=TREES, after=TREES)
def test_what_is_written_reads_as_it_was_meant(before, after):
    text = rewritten("", before)

    assert tree_of(text) == before if before else text == "{}\n"
    assert tree_of(rewritten(text, after)) == after


@given(merged=TREES, below=TREES)
def test_what_an_edition_says_over_its_programme_gives_the_whole_back(merged, below):
    said = overriding(merged, below)
    above = {} if said is ABSENT else said
    edition = parse_yaml(rewritten("", above), "edition.yaml")
    programme = parse_yaml(rewritten("", below), "programme.yaml")

    whole = merge(edition, programme).source.tree

    assert without_nulls(whole) == without_nulls(merged)


def without_nulls(value):
    """Leave out the keys that say nothing: that is how a block is taken away."""
    if isinstance(value, dict):
        return {key: without_nulls(below) for key, below in value.items() if below is not None}
    return value
