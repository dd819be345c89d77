"""The words of pages, in the reader's language: French sentences are their own keys.

``_`` and ``ngettext`` are the names that the extraction of messages looks for.
"""

from flask_babel import gettext
from flask_babel import ngettext as babel_ngettext


def _(sentence: str, /, **facts: object) -> str:
    """Say a sentence in the reader's language, with the facts put in."""
    return str(gettext(sentence, **facts))


def ngettext(one: str, several: str, num: int, /, **facts: object) -> str:
    """Say a sentence about a number of things; ``%(num)s`` in it is that number."""
    return str(babel_ngettext(one, several, num, **facts))
