"""Who acts: a person with what they are entitled to, the engine itself, or nobody known."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """A role that is granted to a person for the whole tenant. The values are stored."""

    ORGANISER = "organiser"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever asks for an act.

    ``applicants``, ``coordinations`` and ``jurors`` are the ids of what the person stands for:
    those they write for, those they are a referent of, and their own jury memberships.
    ``engine`` is true for the platform's own jobs and commands.
    """

    person_id: UUID | None = None
    name: str = ""
    email: str = ""
    roles: frozenset[Role] = frozenset()
    applicants: frozenset[UUID] = frozenset()
    coordinations: frozenset[UUID] = frozenset()
    jurors: frozenset[UUID] = frozenset()
    chairs: frozenset[UUID] = frozenset()
    engine: bool = False

    @property
    def is_known(self) -> bool:
        """Tell whether somebody is signed in."""
        return self.person_id is not None

    @property
    def reads_as_juror(self) -> bool:
        """Tell whether their seats bound what they read; an organiser reads all that they run."""
        return bool(self.jurors) and Role.ORGANISER not in self.roles


NOBODY = Actor()
THE_ENGINE = Actor(name="Lauréat", engine=True)
