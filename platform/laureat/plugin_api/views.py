"""The facts that a plugin is shown: plain frozen values, nothing that can be written or loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryView:
    """A commune, an intercommunality or a département, with its municipal population.

    ``code`` says the level too: ``commune:48095``, ``departement:48``, ``epci:200069151``.
    ``population`` is None where INSEE gives none; ``vintage`` is the year of the legal population.
    ``departement`` is where a commune lies, and an intercommunality that lies in one only.
    """

    code: str
    name: str
    level: Literal["commune", "epci", "departement"]
    population: int | None
    vintage: int
    source: str
    departement: "TerritoryView | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantView:
    """Who applies. ``None`` always means "not known", never "no".

    ``recognition`` is the latest answer of the regional coordination or of the organiser.
    """

    kind: Literal["structure", "person", "team"] = "structure"
    name: str = ""
    siret: str | None = None
    structure_kind: str | None = None
    legal_category: str | None = None
    member: bool | None = None
    recognition: Literal["recognised", "refused", "pending"] | None = None
    mandated_by: str | None = None
    departement: str | None = None

    @property
    def siren(self) -> str | None:
        """Give the legal unit: the first nine digits of the SIRET."""
        return self.siret[:9] if self.siret else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatureView:
    """One entry: its category, the answers typed so far, and when it was received.

    Answers are plain values: text, a number as text (``"12.5"``), an ISO date, a list of codes.

    ``received_at`` is the server's time of the submission, or the present one while it is written.
    """

    category: str
    received_at: datetime
    answers: Mapping[str, object] = field(default_factory=dict)
    territories: tuple[TerritoryView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCandidature:
    """Another live (not withdrawn) entry of the same applicant in the same edition."""

    category: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """The edition's own frame: its IANA zone and its deposit period (instants with zone)."""

    slug: str
    time_zone: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that an eligibility rule may know."""

    applicant: ApplicantView
    candidature: CandidatureView
    edition: EditionView
    others: tuple[OtherCandidature, ...] = ()
