"""From the count to the palmarès: tallies, decisions, distinctions, minutes, publication."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from laureat.domain.vocabulary import DistinctionKind, Outcome
from laureat.models.base import AppendOnly, Base, tenant_reference


class Tally(AppendOnly, Base):
    """What a count of a round gave, exactly, and its explanation.

    ``ballots_digest`` is sealed with ``ballots_secret``, which nothing shows: few ballots are
    possible, and whoever had it could try them all.
    """

    __tablename__ = "tallies"
    __table_args__ = (
        tenant_reference("round_id", to="rounds"),
        UniqueConstraint("tenant_id", "round_id"),
    )

    round_id: Mapped[UUID] = mapped_column()
    plugin: Mapped[str]
    plugin_origin: Mapped[str]
    result: Mapped[dict[str, Any]]
    ballots_digest: Mapped[str]
    ballots_secret: Mapped[str | None]
    edition_digest: Mapped[str]
    counted_at: Mapped[datetime]

    @property
    def shown_digest(self) -> str:
        """Give the digest that may be shown: none where it is not sealed."""
        return self.ballots_digest if self.ballots_secret else ""


class Decision(AppendOnly, Base):
    """What the jury decides for a category, or the special mentions. The latest of each holds."""

    __tablename__ = "decisions"
    __table_args__ = (
        tenant_reference("edition_id", to="editions"),
        tenant_reference("category_id", to="categories"),
        tenant_reference("decided_by", to="people"),
        CheckConstraint(
            "(outcome = 'special_mention') = (category_id is null)", name="category_or_mention"
        ),
        Index("ix_decisions_edition", "tenant_id", "edition_id", "serial"),
    )

    edition_id: Mapped[UUID] = mapped_column()
    category_id: Mapped[UUID | None] = mapped_column()
    outcome: Mapped[Outcome]
    reason: Mapped[str]
    edition_digest: Mapped[str]
    decided_by: Mapped[UUID] = mapped_column()
    decided_at: Mapped[datetime]


class Distinction(AppendOnly, Base):
    """What a candidature receives by a decision; ``reason`` is what a special mention rewards.

    ``prize`` is the slug, in the edition, of the prize that goes with it; empty where it has none.
    """

    __tablename__ = "distinctions"
    __table_args__ = (
        tenant_reference("decision_id", to="decisions"),
        tenant_reference("candidature_id", to="candidatures"),
        UniqueConstraint("tenant_id", "decision_id", "candidature_id"),
    )

    decision_id: Mapped[UUID] = mapped_column()
    candidature_id: Mapped[UUID] = mapped_column()
    kind: Mapped[DistinctionKind]
    citation: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="", server_default="")
    prize: Mapped[str] = mapped_column(default="", server_default="")


class Minutes(AppendOnly, Base):
    """The signed record of the deliberation; ``content`` is all that its PDF prints."""

    __tablename__ = "minutes"
    __table_args__ = (
        tenant_reference("edition_id", to="editions"),
        tenant_reference("signed_by", to="people"),
        UniqueConstraint("tenant_id", "edition_id"),
    )

    edition_id: Mapped[UUID] = mapped_column()
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]
    signed_by: Mapped[UUID] = mapped_column()
    signed_at: Mapped[datetime]


class Palmares(AppendOnly, Base):
    """The published list of distinctions; nobody outside sees it before ``embargo_until``."""

    __tablename__ = "palmares"
    __table_args__ = (
        tenant_reference("edition_id", to="editions"),
        tenant_reference("published_by", to="people"),
        UniqueConstraint("tenant_id", "edition_id"),
    )

    edition_id: Mapped[UUID] = mapped_column()
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]
    embargo_until: Mapped[datetime]
    published_by: Mapped[UUID] = mapped_column()
    published_at: Mapped[datetime]
