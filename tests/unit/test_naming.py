"""A dossier and an edition are named once, and never by nothing."""

import pytest

from laureat.domain.naming import edition_name, entry_name, number_prefix


@pytest.mark.parametrize(
    ("title", "name"), [("Un guichet", "projet « Un guichet »"), (" ", "dossier FAB-1")]
)
def test_a_dossier_without_a_title_is_named_by_its_number(title, name):
    assert entry_name(title, "FAB-1") == name


@pytest.mark.parametrize(
    ("programme", "edition", "name"),
    [
        ("Prix minimal", "Prix minimal 2026", "Prix minimal 2026"),
        ("Prix minimal", "Édition 2026", "Prix minimal, Édition 2026"),
        ("Prix de la ville 2026", "prix de la ville", "Prix de la ville 2026"),
        ("Prix minimal", "Prix minimal", "Prix minimal"),
    ],
)
def test_an_edition_is_named_once(programme, edition, name):
    assert edition_name(programme, edition) == name


@pytest.mark.parametrize(
    ("short_title", "prefix"),
    [
        ("ASR", "ASR"),
        ("Prix du climat", "Prix-du-climat"),
        ("Prix 24/7", "Prix-24-7"),
        ("../Été", "Ete"),
        ("漢字", "prix-minimal"),
    ],
)
def test_the_number_of_a_dossier_can_name_a_file(short_title, prefix):
    assert number_prefix(short_title, otherwise="prix-minimal") == prefix
