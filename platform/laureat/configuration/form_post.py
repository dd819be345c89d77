"""What a browser posts, as answers.

Nothing that was typed is ever lost: what cannot be read stays as typed, for ``draft_faults`` to
tell.
"""

from collections.abc import Iterable
from typing import Any

from laureat.configuration.definition import Section
from laureat.configuration.field_types import field_type
from laureat.plugin_api import Post


def from_form_post(sections: Iterable[Section], post: Post) -> dict[str, Any]:
    """Give the answers of the pages that were posted, and of those only.

    A browser says nothing of an empty checkbox: for the questions of these pages, nothing posted
    means not ticked.
    """
    return {
        question.name: field_type(question).posted(question, post)
        for section in sections
        for question in section.questions
        if field_type(question).is_told(question, post)
    }
