import pytest

from laureat.plugin_api import count_characters, count_words, has_more_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("   \n ", 0),
        ("un", 1),
        ("Aujourd'hui, l’emploi reprend.", 3),
        ("Vraiment ? Oui !", 2),
        ("« Bonjour » : dit-elle…", 2),
        ("« Bonjour » : dit-elle", 2),
        ("25 000 habitants", 2),
        ("25\u202f000 habitants", 2),
        ("en 2024 250 dossiers", 3),
        ("c’est-à-dire", 1),
        ("a — b – c - d", 4),
        ("un\ndeux\r\ntrois", 3),
    ],
)
def test_words_are_counted_as_french_people_do(text, count):
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("text", "limit", "more"),
    [
        ("un deux", 2, False),
        ("un deux trois", 2, True),
        ("« Bonjour » : 25 000 fois !", 3, False),
        ("« Bonjour » : 25 000 fois !", 2, True),
    ],
)
def test_a_limit_of_words_counts_them_as_people_do(text, limit, more):
    assert has_more_words(text, limit) is more


def test_characters_include_spaces():
    assert count_characters("à la fin") == 8
