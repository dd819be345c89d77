"""The contract of a detector of interests between a juror and a competing applicant."""

from dataclasses import dataclass
from typing import Any, Protocol

from marshmallow import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class JurorView:
    """A juror as a detector sees one: where they work and what they have declared.

    ``declared`` holds the ids of the applicants with whom they say they have a professional link;
    ``id`` is that of the person, and tells nothing but whether two people are the same.
    """

    name: str
    email: str
    id: str = ""
    siren: str | None = None
    declared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetitorView:
    """An applicant who competes: identity, and the people who write for it.

    Of these, the ids in ``writers`` and the domains of their addresses.
    """

    id: str
    name: str
    siren: str | None = None
    mail_domains: frozenset[str] = frozenset()
    writers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A link that was found; ``sentence`` says which, in French, without private details."""

    sentence: str


class ConflictRule(Protocol):
    """Looks for a link between one juror and one competitor."""

    def detect(self, juror: JurorView, competitor: CompetitorView) -> Suspicion | None:
        """Give the link found, or None."""
        ...

    def describe(self) -> str:
        """Say in one French sentence what is looked for."""
        ...


class ConflictPlugin(Protocol):
    """What the entry point leads to: a class that makes the detector from its options."""

    @property
    def Options(self) -> type[Schema]:  # noqa: N802 -- a class, kept by another class
        """Give the schema of the options."""
        ...

    def __call__(self, *given: Any, **options: Any) -> ConflictRule:
        """Make the detector from options that ``Options`` has loaded."""
        ...
