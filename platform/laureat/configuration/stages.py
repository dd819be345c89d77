"""The moments that an edition adds to its calendar: a shortlisting, a public vote, a visit."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StageKind(StrEnum):
    """What takes place."""

    CALL = "call"
    SHORTLISTING = "shortlisting"
    JURY = "jury"
    PUBLIC_VOTE = "public_vote"
    CEREMONY = "ceremony"
    OTHER = "other"


class StageReader(StrEnum):
    """Who sees a moment in their calendar."""

    PUBLIC = "public"
    CANDIDATES = "candidates"
    JURY = "jury"
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One moment that is told, and that opens or closes nothing by itself.

    ``closes`` is None for what has no end; ``participants`` says in words who takes part.
    """

    slug: str
    title: str
    kind: StageKind
    opens: datetime
    closes: datetime | None = None
    participants: str = ""
    seen_by: tuple[StageReader, ...] = (StageReader.PUBLIC,)
    article: str | None = None

    @property
    def ends(self) -> datetime:
        """Give the instant from which it is over."""
        return self.closes or self.opens

    def shown_to(self, *readers: StageReader) -> bool:
        """Say whether one of these sees it."""
        return any(reader in self.seen_by for reader in readers)
