"""How a dossier is called in lists: what its first short text says."""

from collections.abc import Mapping, Sequence

from laureat.configuration.definition import Section
from laureat.configuration.field_types import TEXT


def title_in(sections: Sequence[Section], answers: Mapping[str, object]) -> str:
    """Give the answer to the form's first one-line question, or nothing."""
    for section in sections:
        for question in section.questions:
            if question.kind == TEXT:
                return str(answers.get(question.name) or "")
    return ""
