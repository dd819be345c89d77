"""The contract of a method that counts ballots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from marshmallow import Schema


class BallotKind(StrEnum):
    """What a juror is asked: one choice among the entries, or a score for each."""

    CHOICE = "choice"
    SCORES = "scores"


@dataclass(frozen=True, slots=True)
class BallotView:
    """One valid ballot. ``voter`` is opaque.

    ``content`` is ``{"choice": option | None}`` (None: abstention) or
    ``{"scores": {option: number as text}}``.
    """

    voter: str
    content: Mapping[str, Any]


class TallyStatus(StrEnum):
    """What the count alone can say; the jury decides."""

    AWARDED = "awarded"
    TIED = "tied"
    NOT_AWARDED = "not_awarded"


@dataclass(frozen=True, slots=True)
class TallyResult:
    """The outcome of a count, exact and explained.

    ``ranking`` is groups of equals, best first; ``unranked`` the options that the ballots do not
    allow to rank; ``totals`` exact figures as text (``"7"``, ``"22/3"``); ``explanation`` the count
    step by step, in French, naming options by id between guillemets. ``votes_cast`` and
    ``abstentions`` add up to the ballots counted.
    """

    status: TallyStatus
    leaders: tuple[str, ...]
    ranking: tuple[tuple[str, ...], ...]
    totals: Mapping[str, str]
    explanation: tuple[str, ...]
    votes_cast: int = 0
    abstentions: int = 0
    unranked: tuple[str, ...] = ()


class TallyMethod(Protocol):
    """Counts ballots: never sorts equals apart."""

    @property
    def ballot_kind(self) -> BallotKind:
        """Say which kind of ballot it counts."""
        ...

    @property
    def nobody(self) -> str | None:
        """Name the option that a juror chooses so that nobody wins; None where there is none.

        It is no entry: ``check`` takes it beside the options, as one choice, and ``count`` ranks it
        with them. When it leads alone, the result is not awarded and has no leader.
        """
        ...

    def check(self, options: Sequence[str], content: Mapping[str, Any]) -> str | None:
        """Give the French sentence that refuses a ballot, or None when it is valid."""
        ...

    def count(self, options: Sequence[str], ballots: Sequence[BallotView]) -> TallyResult:
        """Count ballots over all options; ValueError when one is not valid or a voter has two."""
        ...

    def describe(self) -> str:
        """Say the method in one French sentence."""
        ...


class TallyPlugin(Protocol):
    """What the entry point leads to: a class that makes the method from its options."""

    @property
    def Options(self) -> type[Schema]:  # noqa: N802 -- a class, kept by another class
        """Give the schema of the options."""
        ...

    def __call__(self, *given: Any, **options: Any) -> TallyMethod:
        """Make the method from options that ``Options`` has loaded."""
        ...
