"""The marshmallow field of an answer, which its field type checks."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError
from marshmallow.fields import Field

from laureat.configuration.field_types import field_type
from laureat.plugin_api import Question, RefusedAnswer, typeset


class Answer(Field[Any]):
    """The answer to one question; blank is ``None``, and refused only where an answer is due."""

    def __init__(self, question: Question, *, due: bool) -> None:
        super().__init__(required=due, allow_none=True)
        self.error_messages["required"] = missing_sentence(question)
        self.question = question
        self.type = field_type(question)
        self.due = due

    def deserialize(
        self,
        value: Any,
        attr: str | None = None,
        data: Mapping[str, Any] | None = None,
        **given: Any,
    ) -> Any:
        """Check an answer, and give it in its canonical form."""
        checked = super().deserialize(value, attr, data, **given)
        if self.due and self.type.is_blank(checked):
            raise self.make_error("required")
        return checked

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            return None
        try:
            return self.type.check(self.question, value)
        except RefusedAnswer as refused:
            raise ValidationError(refused.sentence) from None


def missing_sentence(question: Question) -> str:
    """Say what to do about a question without answer."""
    return typeset(f"{field_type(question).invitation} : « {question.label} ».")
