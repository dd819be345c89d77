"""A text of a campaign's file, cut to the width of the file, as it flows on paper."""

import re

_BETWEEN = re.compile(r"\n\s*\n")
_WITHIN = re.compile(r"\s*\n\s*(?!\s|[-*•] |\d+[.)] )")


def paragraphs(text: str) -> tuple[str, ...]:
    """Give the paragraphs, each in one piece; only an empty line ends one, or an item of a list."""
    return tuple(_WITHIN.sub(" ", part) for part in _BETWEEN.split(text.strip()) if part.strip())
