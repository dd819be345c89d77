"""What was tried, what should have happened, and what the platform answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final, TypeVar

from laureat.domain.clock import HeldClock
from laureat.domain.errors import Refusal

Result = TypeVar("Result")


class Article(Enum):
    """What a refusal may cite when nothing is demanded of it."""

    ANY = "any"


ANY: Final = Article.ANY
WITHOUT: Final = "Accepté, mais ce qui devait suivre n’a pas suivi."


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that was tried. ``topics`` are the places of the rules that it exercises."""

    id: str
    act: str
    topics: tuple[str, ...]
    tried: str
    expected: str
    answered: str
    article: str | None
    code: str
    held: bool
    at: datetime


@dataclass(slots=True)
class Book:
    """The cases, in the order in which they were tried, and what could not be rehearsed.

    ``out_of_reach`` maps the place of a rule to the reason why no case can exercise it here, and
    ``not_played`` what a case would have tried to the reason why this edition leaves no room.
    """

    clock: HeldClock
    told: Callable[[Case], None] = lambda _case: None
    act: str = ""
    cases: list[Case] = field(default_factory=list)
    out_of_reach: dict[str, str] = field(default_factory=dict)
    not_played: dict[str, str] = field(default_factory=dict)

    def refused(
        self,
        tried: str,
        topics: Sequence[str],
        call: Callable[[], object],
        *,
        kind: type[Refusal] = Refusal,
        article: str | Article | None = ANY,
    ) -> None:
        """Try what must be refused, by this kind of refusal and with this article."""
        expected = f"Refusé{_citing(article)}"
        try:
            call()
        except Refusal as refusal:
            right = isinstance(refusal, kind) and article in (ANY, refusal.article)
            self._enter(tried, topics, expected, refusal, held=right)
        except Exception as error:  # a bug of the platform is a case that was not held
            self._enter(tried, topics, expected, error, held=False)
        else:
            self._enter(tried, topics, expected, "Accepté, alors que c’est interdit.", held=False)

    def accepted(
        self,
        tried: str,
        topics: Sequence[str],
        call: Callable[[], Result],
        *,
        says: Callable[[Result], str] = lambda _result: "Accepté.",
        holds: Callable[[Result], bool] = lambda _result: True,
        article: str | None = None,
    ) -> Result | None:
        """Try what must be accepted; ``holds`` looks at what came of it. None when it failed."""
        try:
            result = call()
            answer, held = says(result), holds(result)
        except Exception as error:  # a refusal or a bug: the case tells, and the story goes on
            self._enter(tried, topics, "Accepté", error, held=False)
            return None
        if held:
            self._enter(tried, topics, "Accepté", answer, held=True, article=article)
        else:
            self._enter(tried, topics, f"Accepté. {answer}", WITHOUT, held=False, article=article)
        return result

    def seen(
        self,
        tried: str,
        topics: Sequence[str],
        call: Callable[[], tuple[bool, str]],
        *,
        expected: str,
        article: str | None = None,
    ) -> None:
        """Look whether something is so; the call says yes or no, and what it saw."""
        try:
            held, answer = call()
        except Exception as error:  # what cannot be looked at is not held
            self._enter(tried, topics, expected, error, held=False)
            return
        self._enter(tried, topics, expected, answer, held=held, article=article)

    def failed(self, tried: str, error: Exception) -> None:
        """Enter that a part of the story broke off."""
        self._enter(tried, (), "Le déroulé va à son terme", error, held=False)

    def _enter(
        self,
        tried: str,
        topics: Sequence[str],
        expected: str,
        answer: str | Exception,
        *,
        held: bool,
        article: str | None = None,
    ) -> None:
        case = Case(
            id=f"cas-{len(self.cases) + 1:03d}",
            act=self.act,
            topics=tuple(topics),
            tried=tried,
            expected=expected,
            answered=_said(answer),
            article=answer.article if isinstance(answer, Refusal) else article,
            code=_code(answer, held=held),
            held=held,
            at=self.clock(),
        )
        self.cases.append(case)
        self.told(case)


def _citing(article: str | Article | None) -> str:
    return f", article {article}" if isinstance(article, str) else ""


def _said(answer: str | Exception) -> str:
    if isinstance(answer, Refusal):
        fields = answer.facts.get("fields")
        details = " ".join(fields.values()) if isinstance(fields, dict) else ""
        return f"{answer} {details}".strip()
    if isinstance(answer, Exception):
        return f"Erreur inattendue ({type(answer).__name__}) : {answer}"
    return answer


def _code(answer: str | Exception, *, held: bool) -> str:
    if isinstance(answer, Refusal):
        return answer.code
    if isinstance(answer, Exception):
        return "error"
    return "accepted" if held else "unexpected"
