"""The contract of an eligibility rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from marshmallow import Schema

from laureat.plugin_api.verdicts import Verdict, VerdictType
from laureat.plugin_api.views import Facts


@dataclass(frozen=True, slots=True)
class Sample:
    """A case which the rule itself names, so that a rehearsal can try it.

    ``changes`` maps the path of a fact to a value: ``applicant.member``, ``edition.closes_at``,
    ``others``, ``candidature.answers.<field>``; ``candidature.territories`` are named by codes
    (``("commune:48095",)``). ``expected`` is the kind of verdict due. See ``changed``.
    """

    label: str
    changes: Mapping[str, object]
    expected: VerdictType


class EligibilityRule(Protocol):
    """Decides whether an entry may compete: the same facts always give the same verdict."""

    def examine(self, facts: Facts) -> Verdict:
        """Judge one entry."""
        ...

    def describe(self) -> str:
        """Say the rule in one French sentence, as the call and the regulation print it."""
        ...

    def samples(self) -> Sequence[Sample]:
        """Name at least one case that meets the rule and one that does not."""
        ...


class EligibilityPlugin(Protocol):
    """What the entry point leads to: a class that makes the rule from an edition's options.

    ``Options`` is the schema of the options; ``reads`` lists the paths of the facts used
    (``applicant.member``, ``candidature.territories``, ``candidature.answers.age``, ``others``).
    """

    @property
    def Options(self) -> type[Schema]:  # noqa: N802 -- a class, kept by another class
        """Give the schema of the options."""
        ...

    @property
    def reads(self) -> tuple[str, ...]:
        """List the paths of the facts used."""
        ...

    def __call__(self, *given: Any, **options: Any) -> EligibilityRule:
        """Make the rule from options that ``Options`` has loaded."""
        ...
