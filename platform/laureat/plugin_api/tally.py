"""The contract of a method that counts ballots."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from marshmallow import Schema


class BallotKind(StrEnum):
    """What a juror is asked, and how their ballot is written.

    - ``CHOICE``: one entry, ``{"choice": option | None}`` (None: abstention);
    - ``SCORES``: a score for each entry, ``{"scores": {option: number as text}}``;
    - ``CRITERIA``: one for each criterion of each entry,
      ``{"criteria": {option: {criterion: number as text}}}``;
    - ``RANKING``: some entries, best first, ``{"ranking": [option, …]}``;
    - ``APPROVAL``: some entries, in no order, ``{"approved": [option, …]}``;
    - ``NONE``: nothing but to be there, ``{"present": True}``: the jury talks, and then decides.
    """

    CHOICE = "choice"
    SCORES = "scores"
    CRITERIA = "criteria"
    RANKING = "ranking"
    APPROVAL = "approval"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class BallotView:
    """One valid ballot, of the kind that the method asks. ``voter`` is opaque.

    ``chair`` is true of the ballot of whoever presides, for a method that gives it more weight.
    """

    voter: str
    content: Mapping[str, Any]
    chair: bool = False


class TallyStatus(StrEnum):
    """What the count alone can say; the jury decides."""

    AWARDED = "awarded"
    TIED = "tied"
    NOT_AWARDED = "not_awarded"
    FURTHER_ROUND = "further_round"


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
    """Counts ballots: never sorts equals apart.

    Three things more are asked of those methods only that have them, by the functions below:
    ``most``, ``criteria`` and ``in_round``.
    """

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


def most_named(method: TallyMethod) -> int | None:
    """Say how many entries a ballot ranks or approves at most (``most``); None: all of them."""
    most: int | None = getattr(method, "most", None)
    return most


def criteria_of(method: TallyMethod) -> Mapping[str, str]:
    """Give the criteria that a ballot scores (``criteria``): the key it writes, and its title."""
    criteria: Mapping[str, str] = getattr(method, "criteria", {})
    return criteria


def in_round(method: TallyMethod, number: int) -> TallyMethod:
    """Give the method as it counts the round of a number, from 1 (``in_round``).

    Cancelled rounds have none. A method that counts every round alike has no ``in_round``.
    """
    turn: Callable[[int], TallyMethod] | None = getattr(method, "in_round", None)
    return method if turn is None else turn(number)
