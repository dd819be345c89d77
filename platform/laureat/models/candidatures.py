"""Candidatures: one applicant's entry in one category, and what was written in it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from laureat.domain.candidature_states import CandidatureState, require_transition
from laureat.domain.vocabulary import ScreeningVerdict, VerdictKind
from laureat.models.applicants import Applicant
from laureat.models.base import AppendOnly, Base, TenantOwned, tenant_index, tenant_reference
from laureat.models.editions import Category, Edition


class Candidature(TenantOwned, Base):
    """One applicant's entry in one category of one edition.

    ``applicant_key`` is the identity on which limits count (SIREN or SIRET for a structure): at
    most one live candidature has it in a category (art. 1.3), kept by an index.
    """

    __tablename__ = "candidatures"
    __table_args__ = (
        tenant_index("category_id"),
        tenant_index("applicant_id"),
        tenant_reference("edition_id", to="editions"),
        tenant_reference("category_id", to="categories"),
        tenant_reference("applicant_id", to="applicants"),
        UniqueConstraint("tenant_id", "edition_id", "number"),
        Index(
            "uq_candidatures_one_per_category",
            "tenant_id",
            "edition_id",
            "category_id",
            "applicant_key",
            unique=True,
            postgresql_where=text("state <> 'withdrawn'"),
        ),
        Index("ix_candidatures_list", "tenant_id", "edition_id", "id"),
        CheckConstraint("(state = 'draft') <= (submitted_at is null)", name="draft_unsubmitted"),
        CheckConstraint(
            "state not in ('registered', 'admitted') or registered_at is not null",
            name="registered_dated",
        ),
    )

    edition_id: Mapped[UUID] = mapped_column()
    category_id: Mapped[UUID] = mapped_column()
    applicant_id: Mapped[UUID] = mapped_column()
    applicant_key: Mapped[str]
    number: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    state: Mapped[CandidatureState] = mapped_column(default=CandidatureState.DRAFT)
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    registered_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    revision_id: Mapped[UUID | None]

    edition: Mapped[Edition] = relationship(foreign_keys=[edition_id], lazy="raise")
    category: Mapped[Category] = relationship(foreign_keys=[category_id], lazy="raise")
    applicant: Mapped[Applicant] = relationship(foreign_keys=[applicant_id], lazy="raise")

    def move_to(self, state: CandidatureState) -> None:
        """Change state, along the table and no other way."""
        require_transition(self.state, state)
        self.state = state


class Draft(TenantOwned, Base):
    """What is being written: the working copy of a dossier, saved as one types.

    ``etag`` changes with every save; a save must name the one it started from.
    """

    __tablename__ = "drafts"
    __table_args__ = (
        tenant_reference("candidature_id", to="candidatures"),
        tenant_reference("saved_by", to="people"),
        UniqueConstraint("tenant_id", "candidature_id"),
    )

    candidature_id: Mapped[UUID] = mapped_column()
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    etag: Mapped[str]
    saved_at: Mapped[datetime]
    saved_by: Mapped[UUID | None] = mapped_column()


class Revision(AppendOnly, Base):
    """A dossier as it was submitted. ``digest`` is the fingerprint that the attestation prints."""

    __tablename__ = "revisions"
    __table_args__ = (
        tenant_reference("candidature_id", to="candidatures"),
        tenant_reference("author_id", to="people"),
        UniqueConstraint("tenant_id", "candidature_id", "number"),
    )

    candidature_id: Mapped[UUID] = mapped_column()
    number: Mapped[int]
    answers: Mapped[dict[str, Any]]
    digest: Mapped[str]
    edition_digest: Mapped[str]
    author_id: Mapped[UUID] = mapped_column()
    submitted_at: Mapped[datetime]


class Finding(AppendOnly, Base):
    """One rule's verdict on one candidature, with evidence and article. The latest holds.

    ``plugin`` and ``plugin_origin`` name them all, with commas, where the rule combines several.
    """

    __tablename__ = "findings"
    __table_args__ = (
        tenant_reference("candidature_id", to="candidatures"),
        Index("ix_findings_candidature", "tenant_id", "candidature_id", "serial"),
    )

    candidature_id: Mapped[UUID] = mapped_column()
    category_id: Mapped[UUID]
    rule: Mapped[str]
    plugin: Mapped[str]
    plugin_origin: Mapped[str]
    article: Mapped[str | None]
    verdict: Mapped[VerdictKind]
    sentence: Mapped[str]
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)
    edition_digest: Mapped[str]
    examined_at: Mapped[datetime]


class Screening(AppendOnly, Base):
    """The organiser's decision on a dossier before the jury sees it.

    ``overruled`` lists the rules whose findings it sets aside; then, and for a dossier that came
    after the hour of examination (``late``), the reason is mandatory.
    """

    __tablename__ = "screenings"
    __table_args__ = (
        tenant_reference("candidature_id", to="candidatures"),
        tenant_reference("decided_by", to="people"),
        Index("ix_screenings_candidature", "tenant_id", "candidature_id", "serial"),
    )

    candidature_id: Mapped[UUID] = mapped_column()
    verdict: Mapped[ScreeningVerdict]
    reason: Mapped[str] = mapped_column(default="")
    overruled: Mapped[list[str]] = mapped_column(default=list)
    late: Mapped[bool] = mapped_column(default=False)
    edition_digest: Mapped[str]
    decided_by: Mapped[UUID] = mapped_column()
    decided_at: Mapped[datetime]


class Reclassification(AppendOnly, Base):
    """A candidature's move to another category, with its reason and its effects (art. 1.3)."""

    __tablename__ = "reclassifications"
    __table_args__ = (
        tenant_index("candidature_id"),
        tenant_reference("candidature_id", to="candidatures"),
        tenant_reference("from_category_id", to="categories"),
        tenant_reference("to_category_id", to="categories"),
        tenant_reference("decided_by", to="people"),
    )

    candidature_id: Mapped[UUID] = mapped_column()
    from_category_id: Mapped[UUID] = mapped_column()
    to_category_id: Mapped[UUID] = mapped_column()
    reason: Mapped[str]
    effects: Mapped[dict[str, Any]] = mapped_column(default=dict)
    decided_by: Mapped[UUID] = mapped_column()
    decided_at: Mapped[datetime]
