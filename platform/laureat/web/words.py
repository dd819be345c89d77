"""The words of pages, in the reader's language: French sentences are their own keys.

``_`` and ``ngettext`` are the names that the extraction of messages looks for.
"""

from functools import cache

from babel.support import NullTranslations
from flask import g
from flask_babel import get_locale, get_translations
from markupsafe import Markup

from laureat.plugin_api import typeset

# Our sentences are few, and said again and again.
well_set = cache(typeset)
as_markup = cache(Markup)


class InFrench(NullTranslations):
    """The sentences as they are written, with the spaces that do not break; nought is singular."""

    def ugettext(self, message: str) -> str:
        """Set a sentence."""
        return well_set(message)

    def ungettext(self, one: str, several: str, num: int) -> str:
        """Choose the singular or the plural, and set it."""
        return well_set(one if num < 2 else several)


UNTRANSLATED = InFrench()


def is_french() -> bool:
    """Tell whether the reader reads the sentences as they are written."""
    locale = get_locale()
    return locale is None or locale.language == "fr"


def spoken() -> NullTranslations:
    """Give the words of the reader's language, looked up once a request."""
    try:
        words: NullTranslations = g.words
    except AttributeError:  # the first sentence of this request
        words = g.words = UNTRANSLATED if is_french() else get_translations()
    except RuntimeError:  # there is no request: everything is French there
        words = UNTRANSLATED
    return words


def _(sentence: str, /, **facts: object) -> str:
    """Say a sentence in the reader's language, with the facts put in."""
    said = str(spoken().ugettext(sentence))
    return said % facts if facts else said


def ngettext(one: str, several: str, num: int, /, **facts: object) -> str:
    """Say a sentence about a number of things; ``%(num)s`` in it is that number."""
    return str(spoken().ungettext(one, several, num)) % {"num": num, **facts}


def in_page(sentence: str, /, **facts: object) -> Markup:
    """Say a sentence of a template; the sentence is ours, so only the facts are escaped."""
    said = as_markup(spoken().ugettext(sentence))
    return said % facts if facts else said


def several_in_page(one: str, several: str, num: int, /, **facts: object) -> Markup:
    """Say a sentence of a template about a number of things."""
    said = as_markup(spoken().ungettext(one, several, num))
    return said % {"num": num, **facts}
