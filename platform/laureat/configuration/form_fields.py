"""The marshmallow field of an answer, which its field type checks."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, missing
from marshmallow.fields import Field

from laureat.configuration.field_types import field_type, is_due
from laureat.plugin_api import Question, RefusedAnswer

WHOLE = "_schema"
"""Under which an answer of several parts is refused as a whole."""


class Answer(Field[Any]):
    """The answer to one question; blank is ``None``. Only a ``complete`` form lacks something."""

    def __init__(self, question: Question, *, complete: bool) -> None:
        super().__init__(required=complete and is_due(question), allow_none=True)
        self.question = question
        self.type = field_type(question)
        self.complete = complete
        lacking = self.type.lacks(question, None)
        if lacking is not None:
            self.error_messages["required"] = lacking.sentence

    def deserialize(
        self,
        value: Any,
        attr: str | None = None,
        data: Mapping[str, Any] | None = None,
        **given: Any,
    ) -> Any:
        """Check an answer, and give it in its canonical form."""
        checked = super().deserialize(value, attr, data, **given)
        answer = None if checked is missing else checked
        lacking = self.type.lacks(self.question, answer) if self.complete else None
        if lacking is not None:
            raise _refusal(lacking)
        return checked

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            return None
        try:
            checked = self.type.check(self.question, value)
        except RefusedAnswer as refused:
            raise _refusal(refused) from None
        return None if checked == {} else checked


def _refusal(refused: RefusedAnswer) -> ValidationError:
    if not refused.within:
        return ValidationError(refused.sentence)
    parts = {path: [sentence] for path, sentence in refused.within.items()}
    return ValidationError({WHOLE: [refused.sentence], **parts})
