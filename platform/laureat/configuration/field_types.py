"""The field types that are installed: those that ship, and those of other distributions."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from laureat.installed import Group, load_group
from laureat.plugin_api import FieldType, Question, typeset

TEXT: Final = "text"
"""The kind of the question that names a dossier in lists."""

TERRITORY: Final = "territory"
"""The kind of the questions whose answers rules know as territories."""


class UnknownKind(LookupError):
    """No field type of this name is installed; the edition was written where one was."""


@cache
def field_types() -> Mapping[str, FieldType]:
    """Load the field types, once for the process, by the word that a file writes as ``kind``."""
    loaded = load_group(Group.FIELDS)
    return {name.replace("-", "_"): one.plugin() for name, one in sorted(loaded.items())}


def field_type(question: Question) -> FieldType:
    """Give the type of a question.

    Raises:
        UnknownKind: the distribution that brought it is not installed any more.
    """
    found = field_types().get(question.kind)
    if found is None:
        raise UnknownKind(
            typeset(
                f"Aucun plugin « {question.kind} » n'est installé pour les questions du formulaire "
                f"(« {question.label} ») : installez celui qui le fournit."
            )
        )
    return found


def is_due(question: Question) -> bool:
    """Say whether somebody must answer."""
    return question.required and field_type(question).answered
