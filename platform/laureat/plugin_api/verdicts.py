"""What a rule answers: met, not met, or undetermined, each with its reason and its evidence."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observed value behind a verdict, with where it comes from and of which year it is."""

    label: str
    value: str
    source: str
    vintage: str | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """The rule is satisfied; ``sentence`` says so to a candidate, in French."""

    sentence: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NotMet:
    """The rule is not satisfied; ``sentence`` says why and, where there is one, the remedy."""

    sentence: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Undetermined:
    """The facts do not suffice; a person will look. Never counted as met."""

    sentence: str
    evidence: tuple[Evidence, ...] = ()


Verdict: TypeAlias = Met | NotMet | Undetermined
VerdictType: TypeAlias = type[Met] | type[NotMet] | type[Undetermined]
