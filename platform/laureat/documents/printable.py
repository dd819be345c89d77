"""What of a person's text our typefaces can draw, and how an endless word finds its line breaks.

A document of record may not hold a character that its fonts lack (PDF/A and PDF/UA forbid it). An
emoji becomes its French name in brackets: « [visage rieur] ». What else cannot be drawn becomes a
visible square; the document then says so.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

import emoji

SQUARE = "\N{WHITE SQUARE}"

_DRAWN_RANGES = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x0241),
    (0x0300, 0x0331),  # accents that have no letter of their own
    (0x0384, 0x038A),  # Greek
    (0x038E, 0x03A1),
    (0x03A3, 0x03CE),
    (0x03F0, 0x045F),  # Cyrillic
    (0x0490, 0x04C4),
    (0x1E00, 0x1E9B),  # more Latin
    (0x1EA0, 0x1EF9),
    (0x2000, 0x200A),  # spaces, dashes, quotation marks
    (0x2010, 0x2027),
    (0x202F, 0x2037),
    (0x2039, 0x203E),
    (0x2070, 0x2071),  # superscripts and subscripts
    (0x2074, 0x208E),
    (0x20A0, 0x20B5),  # currencies
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2126, 0x2126),
    (0x2153, 0x215E),  # fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x2220),  # mathematics
    (0x2234, 0x223D),
    (0x2241, 0x226B),
    (0x25A0, 0x262F),  # shapes and signs
    (0x2638, 0x268B),
    (0x270C, 0x2727),
)
_DRAWN = frozenset(chr(code) for first, last in _DRAWN_RANGES for code in range(first, last + 1))
_PLAIN = _DRAWN | {"\n"}
_INVISIBLE = {"Cc", "Cf", "Cs"}
_SELECTORS = re.compile("[\N{VARIATION SELECTOR-1}-\N{VARIATION SELECTOR-16}]")
_ENDLESS = re.compile(r"[^\s/?-]{41,}")  # a line breaks by itself after these marks
_PIECE = re.compile(r"(.{20})(?=.)")
_BREAK = "\N{ZERO WIDTH SPACE}"


def printable(text: str) -> str:
    """Give a text that our typefaces draw in full: names and squares stand for what they cannot."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not _PLAIN.issuperset(composed):
        _learn_french()
        named = emoji.replace_emoji(composed, replace=_named)
        composed = "".join(map(_drawn, _SELECTORS.sub("", named)))
    return _ENDLESS.sub(lambda word: _PIECE.sub(rf"\1{_BREAK}", word.group()), composed)


@cache
def _learn_french() -> None:
    """Read the French names of emojis, which come apart from their list."""
    emoji.config.load_language("fr")


def _named(sign: str, known: Mapping[str, str]) -> str:
    """Give an emoji that our typefaces lack by its name."""
    if _DRAWN.issuperset(_SELECTORS.sub("", sign)) or "fr" not in known:
        return sign
    return f"[{known['fr'].strip(':').replace('_', ' ')}]"


def _drawn(character: str) -> str:
    if character in _PLAIN:
        return character
    if character == "\t":
        return " "
    return "" if unicodedata.category(character) in _INVISIBLE else SQUARE
