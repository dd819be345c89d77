"""What several kinds of question check alike: lists of answers, and values quoted in a refusal."""

from decimal import Decimal
from typing import Any

from laureat.domain.french import counted
from laureat.plugin_api.fields import RefusedAnswer
from laureat.plugin_api.questions import Question

MAX_LISTED = 500


def listed_answers(question: Question, value: Any) -> list[Any]:
    """Give a list as it is; anything else is refused, and one that nobody could have ticked."""
    if not isinstance(value, list) or len(value) > MAX_LISTED:
        raise RefusedAnswer(
            f"« {question.label} » attend une liste de {MAX_LISTED} réponses au plus."
        )
    return value


def counted_answers(question: Question, values: list[str]) -> list[str]:
    """Keep each value once, and refuse too few or too many; none at all is for ``required``."""
    kept = list(dict.fromkeys(values))
    if kept and question.minimum is not None and len(kept) < int(question.minimum):
        least = counted(int(question.minimum), "réponse")
        raise RefusedAnswer(f"« {question.label} » : {least} au moins.")
    if question.maximum is not None and len(kept) > int(question.maximum):
        most = counted(int(question.maximum), "réponse")
        raise RefusedAnswer(
            f"« {question.label} » : {most} au plus, et vous en avez {len(kept)} ; retirez-en."
        )
    return kept


def described_list(question: Question, items: dict[str, Any]) -> dict[str, Any]:
    """Describe in JSON Schema a list that ``counted_answers`` keeps."""
    said: dict[str, Any] = {"type": "array", "uniqueItems": True, "items": items}
    least = max(int(question.minimum or 0), 1 if question.required else 0)
    if question.required:
        said["minItems"] = least
    elif least:
        said["anyOf"] = [{"type": "null"}, {"maxItems": 0}, {"minItems": least}]
    if question.maximum is not None:
        said["maxItems"] = int(question.maximum)
    return said


def read_count(written: str) -> Decimal:
    """Read a number of answers; ValueError when it is none."""
    if not (written.isascii() and written.isdigit()):
        raise ValueError(written)
    return Decimal(written)


def shortened(value: object) -> str:
    """Quote what was given, cut where it is long."""
    text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
