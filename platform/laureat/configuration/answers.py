"""An answer as people read it, on a page and on paper."""

from typing import Any

from laureat.configuration.field_types import field_type
from laureat.plugin_api import FRENCH, Question, Tongue


def answer_in_words(question: Question, answer: Any, tongue: Tongue = FRENCH) -> str:
    """Write an answer as the jury reads it; empty when there is none."""
    if answer in (None, "", []):
        return ""
    return field_type(question).read(question, answer, tongue)
