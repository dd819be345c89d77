"""The contract of a field type: all that the platform must know of one kind of question."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Final, Protocol, TypeAlias

from marshmallow import Schema

from laureat.domain.french import day_in_words, typeset
from laureat.plugin_api.options import PluginOptions
from laureat.plugin_api.questions import Question
from laureat.plugin_api.reading import plain_text

Shown: TypeAlias = str | list[str]


class Widget(StrEnum):
    """How the engine asks: a field type chooses among these, and writes no HTML."""

    LINE = "line"
    LINES = "lines"
    RADIOS = "radios"
    BOXES = "boxes"
    CHECK = "check"
    TERRITORY = "territory"
    PARTS = "parts"
    ROWS = "rows"
    NOTE = "note"


class RefusedAnswer(ValueError):
    """An answer that a question does not take: what is wrong, and how to put it right.

    ``within`` says it of each part of an answer that has several, by its path (``1.amount``).
    """

    def __init__(self, sentence: str, within: Mapping[str, str] | None = None) -> None:
        self.sentence = typeset(sentence)
        self.within = dict(within or {})
        super().__init__(self.sentence)


class Post(Protocol):
    """The part of a posted form that is read here: several values under a name."""

    def getlist(self, key: str, /) -> list[str]:
        """List the values posted under a name."""
        ...


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a language says otherwise: yes, no, and a day of the calendar."""

    yes: str
    no: str
    day: Callable[[date], str]


FRENCH: Final = Tongue("Oui", "Non", day_in_words)


class FieldType(ABC):
    """One kind of question. It keeps nothing: all is said by the question that it is given.

    An answer is stored in one canonical form, made of what JSON knows: whatever ``check`` gives,
    ``check`` gives again when it is given it.

    ``meaning`` says it to the author of an edition; ``invitation`` to a candidate who has not
    answered. ``keys`` are those of a question, beyond the common ones, that it makes use of.
    ``sign`` stands after the control, where the question has no unit of its own.
    ``ordered`` says whether two answers can be compared, by ``limit``; ``answered`` whether
    somebody answers, where the engine does not.
    """

    Options: ClassVar[type[Schema]] = PluginOptions
    meaning: ClassVar[str]
    invitation: ClassVar[str] = "Répondez à cette question"
    keys: ClassVar[frozenset[str]] = frozenset()
    widget: ClassVar[Widget] = Widget.LINE
    input_type: ClassVar[str] = "text"
    input_mode: ClassVar[str] = ""
    short: ClassVar[bool] = False
    sign: ClassVar[str] = ""
    ordered: ClassVar[bool] = False
    answered: ClassVar[bool] = True

    @abstractmethod
    def check(self, question: Question, value: Any) -> Any:
        """Give an answer in its canonical form; ``value`` may be anything that JSON writes.

        Raises:
            RefusedAnswer: it is no answer to this question.
        """

    @abstractmethod
    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe the canonical answers."""

    @abstractmethod
    def sample(self, question: Question, number: int) -> Any:
        """Make up a canonical answer, the same for the same number, for a rehearsal."""

    def is_blank(self, answer: object) -> bool:
        """Say whether a canonical answer answers nothing."""
        return answer in (None, "", [], {})

    def lacks(self, question: Question, answer: Any) -> RefusedAnswer | None:
        """Say what stands between a canonical answer and the deposit; None when nothing does."""
        if not (question.required and self.answered and self.is_blank(answer)):
            return None
        return RefusedAnswer(f"{self.invitation} : « {question.label} ».")

    def is_keepable(self, value: object) -> bool:
        """Say whether a draft may keep a value, right or wrong: what a page could have sent."""
        if isinstance(value, list):
            return all(isinstance(one, str) for one in value)
        return value is None or isinstance(value, str | int | float)

    def parts(self, question: Question) -> tuple[Question, ...]:
        """List the questions that make up this one, where it is answered in several controls."""
        return ()

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write an answer that is not blank as people read it, on one line or several."""
        return str(answer)

    def columns(self, question: Question) -> tuple[str, ...]:
        """Name the columns that the answer takes in a table."""
        return (question.label,)

    def cells(self, question: Question, answer: Any, tongue: Tongue) -> tuple[str, ...]:
        """Write an answer that is not blank in these columns."""
        return (self.read(question, answer, tongue),)

    def is_told(self, question: Question, post: Post) -> bool:
        """Say whether a posted page tells the answer: a box is told by its absence, a text not."""
        return bool(post.getlist(question.name))

    def posted(self, question: Question, post: Post) -> Any:
        """Read the answer on a posted page; what cannot be read stays as it was typed."""
        typed = plain_text(post.getlist(question.name)[-1]).strip()
        return self.typed(typed) if typed else None

    def typed(self, text: str) -> Any:
        """Read what was typed in a single control."""
        return text

    def shown(self, question: Question, answer: Any) -> Shown:
        """Give an answer as its control shows it; one that does not pass, as it was typed."""
        if answer is None:
            return ""
        return [str(one) for one in answer] if isinstance(answer, list) else str(answer)

    def limit(self, written: str) -> Decimal:
        """Read a smallest or largest value of the question, to compare it; ValueError if none."""
        raise ValueError(written)

    def limit_example(self) -> str:
        """Show how a limit is written."""
        return "un nombre : 100"

    def options_of(self, question: Question) -> Mapping[str, Any]:
        """Load the options that the edition gives to the question."""
        loaded: Mapping[str, Any] = self.Options().load(dict(question.options))
        return loaded
