"""The company: who applies, with which dossiers, and who sits in the jury."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody of the cast; nobody real."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A dossier to stage: who applies, in what, with which answers and other dossiers."""

    category: str
    traits: Mapping[str, object] = field(default_factory=dict)
    recognition: str | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def trait(self, name: str) -> Any:
        """Give what is said of the applicant under this name; None when nothing is."""
        return self.traits.get(name)


@dataclass(slots=True, eq=False)
class Entrant:
    """An applicant: how it is identified, who writes for it, and where it stands."""

    applicant_id: UUID
    name: str
    kind: str
    identity: str
    writer: Player
    situation: Situation

    @property
    def siret(self) -> str | None:
        """Give the SIRET of a structure."""
        return self.identity if self.kind == "structure" else None


@dataclass(slots=True, eq=False)
class Dossier:
    """One entry of an entrant in a category; ``etag`` is that of its working copy."""

    candidature_id: UUID
    number: str
    category: str
    entrant: Entrant
    answers: dict[str, object]
    etag: str


@dataclass(slots=True)
class Seated:
    """A member of the jury."""

    juror_id: UUID
    player: Player


@dataclass(slots=True)
class Company:
    """Everybody, by the part that they play.

    ``competing`` are the ordinary dossiers of each category, ``parts`` the dossiers to which
    something happens, ``voters`` the jurors without links and ``jurors`` those with one.
    """

    numbers: "count[int]" = field(default_factory=lambda: count(1))
    bases: dict[str, Situation] = field(default_factory=dict)
    dossiers: list[Dossier] = field(default_factory=list)
    competing: dict[str, list[Dossier]] = field(default_factory=dict)
    parts: dict[str, Dossier] = field(default_factory=dict)
    voters: list[Seated] = field(default_factory=list)
    jurors: dict[str, Seated] = field(default_factory=dict)
    long_round: UUID | None = None
    sister_id: UUID | None = None
    leads_alone: bool = False
