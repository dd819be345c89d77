"""Counting words and characters as a French reader would."""

import re

GROUPED_FIGURES = r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))"
WORD = re.compile(rf"[^\W_]\S*(?:{GROUPED_FIGURES}\S*)*")


def count_words(text: str) -> int:
    """Count the words, as the candidate's own word processor would at most.

    ``l’emploi`` and ``aujourd’hui`` are one word, as is ``25 000``; a mark that stands alone, as
    French puts before it a space (``:``, ``»``), is none.
    """
    return len(WORD.findall(text))


def has_more_words(text: str, limit: int) -> bool:
    """Say whether there are more words than a limit.

    There are never more words than pieces between spaces, and those are much quicker to count.
    """
    return len(text.split()) > limit and count_words(text) > limit


def count_characters(text: str) -> int:
    """Count the characters, spaces and line breaks included."""
    return len(text)
