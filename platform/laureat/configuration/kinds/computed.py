"""Values that nobody types: they follow from other answers."""

from typing import Any, ClassVar

from laureat.plugin_api import (
    FieldType,
    Post,
    Question,
    RefusedAnswer,
    Tongue,
    Widget,
    number_in_words,
    plain_number,
    read_number,
)


class Computed(FieldType):
    """A number that the engine computes by the formula, each time that the answers are saved."""

    meaning: ClassVar[str] = "une valeur calculée par `formula`, que personne ne saisit"
    keys: ClassVar[frozenset[str]] = frozenset({"formula", "unit", "unit_one"})
    widget: ClassVar[Widget] = Widget.NOTE
    ordered: ClassVar[bool] = True
    answered: ClassVar[bool] = False

    def check(self, question: Question, value: Any) -> str:
        """Take a number that was computed before."""
        number = read_number(value) if isinstance(value, str) else None
        if number is None:
            raise RefusedAnswer(f"« {question.label} » se calcule : n'y répondez pas.")
        return plain_number(number)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe a number that is read, and never sent."""
        return {"type": ["string", "null"], "readOnly": True, "x-formula": question.formula}

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write the number with its unit; euros with their cents, where there are some."""
        plain = str(answer)
        if question.unit == "€" and "." in plain:
            plain = plain.ljust(plain.index(".") + 3, "0")
        return number_in_words(question, plain)

    def is_told(self, question: Question, post: Post) -> bool:
        """Read nothing of what a page posts."""
        return False

    def sample(self, question: Question, number: int) -> Any:
        """Give a number; the true one is computed."""
        return str(number)

    def limit(self, written: str) -> Any:
        """Read a number."""
        number = read_number(written)
        if number is None:
            raise ValueError(written)
        return number
