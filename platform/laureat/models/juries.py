"""The jury: members, seats, interests, conflicts, recusals, rounds and ballots."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from laureat.domain.vocabulary import ConflictRulingKind, SeatEffect
from laureat.models.applicants import Applicant
from laureat.models.base import AppendOnly, Base, TenantOwned, tenant_index, tenant_reference
from laureat.models.editions import Category
from laureat.models.people import Person


class Juror(TenantOwned, Base):
    """A member of an edition's jury. ``siret`` is where they work, when they have said so."""

    __tablename__ = "jurors"
    __table_args__ = (
        tenant_index("person_id"),
        tenant_reference("edition_id", to="editions"),
        tenant_reference("person_id", to="people"),
        UniqueConstraint("tenant_id", "edition_id", "person_id"),
    )

    edition_id: Mapped[UUID] = mapped_column()
    person_id: Mapped[UUID] = mapped_column()
    organisation: Mapped[str] = mapped_column(default="")
    siret: Mapped[str | None]
    chair: Mapped[bool] = mapped_column(default=False)
    invited_at: Mapped[datetime]

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise")


class Seat(TenantOwned, Base):
    """One juror in one category."""

    __tablename__ = "seats"
    __table_args__ = (
        tenant_index("category_id"),
        tenant_reference("juror_id", to="jurors"),
        tenant_reference("category_id", to="categories"),
        UniqueConstraint("tenant_id", "juror_id", "category_id"),
    )

    juror_id: Mapped[UUID] = mapped_column()
    category_id: Mapped[UUID] = mapped_column()

    juror: Mapped[Juror] = relationship(foreign_keys=[juror_id], lazy="raise")
    category: Mapped[Category] = relationship(foreign_keys=[category_id], lazy="raise")


class InterestDeclaration(AppendOnly, Base):
    """What a juror says about one applicant: a professional link or none. The latest holds."""

    __tablename__ = "interest_declarations"
    __table_args__ = (
        tenant_reference("juror_id", to="jurors"),
        tenant_reference("applicant_id", to="applicants"),
        Index("ix_interest_declarations_pair", "tenant_id", "juror_id", "applicant_id", "serial"),
    )

    juror_id: Mapped[UUID] = mapped_column()
    applicant_id: Mapped[UUID] = mapped_column()
    linked: Mapped[bool]
    details: Mapped[str] = mapped_column(default="")
    declared_at: Mapped[datetime]


class Conflict(AppendOnly, Base):
    """A link that a detector found between a juror and an applicant that competes in a category."""

    __tablename__ = "conflicts"
    __table_args__ = (
        tenant_reference("seat_id", to="seats"),
        tenant_reference("applicant_id", to="applicants"),
        UniqueConstraint("tenant_id", "seat_id", "applicant_id", "plugin"),
    )

    seat_id: Mapped[UUID] = mapped_column()
    applicant_id: Mapped[UUID] = mapped_column()
    plugin: Mapped[str]
    sentence: Mapped[str]
    edition_digest: Mapped[str]
    found_at: Mapped[datetime]

    seat: Mapped[Seat] = relationship(foreign_keys=[seat_id], lazy="raise")
    applicant: Mapped[Applicant] = relationship(foreign_keys=[applicant_id], lazy="raise")


class ConflictRuling(AppendOnly, Base):
    """Confirmed, dismissed with a reason, or pinned. The latest holds."""

    __tablename__ = "conflict_rulings"
    __table_args__ = (
        tenant_index("conflict_id"),
        tenant_reference("conflict_id", to="conflicts"),
        tenant_reference("ruled_by", to="people"),
    )

    conflict_id: Mapped[UUID] = mapped_column()
    ruling: Mapped[ConflictRulingKind]
    reason: Mapped[str] = mapped_column(default="")
    ruled_by: Mapped[UUID] = mapped_column()
    ruled_at: Mapped[datetime]


class Recusal(AppendOnly, Base):
    """An entry of the register of recusals: a seat closes, or opens again. The latest holds.

    Closes the whole category: no reading and no vote (art. 4.4).
    """

    __tablename__ = "recusals"
    __table_args__ = (
        tenant_reference("seat_id", to="seats"),
        Index("ix_recusals_seat", "tenant_id", "seat_id", "serial"),
    )

    seat_id: Mapped[UUID] = mapped_column()
    effect: Mapped[SeatEffect]
    ground: Mapped[str]
    entered_at: Mapped[datetime]


class Round(TenantOwned, Base):
    """One round of voting in one category.

    One that was cancelled says why: it is closed, has no count and counts for nothing.
    """

    __tablename__ = "rounds"
    __table_args__ = (
        tenant_reference("category_id", to="categories"),
        UniqueConstraint("tenant_id", "category_id", "number"),
        CheckConstraint(
            "cancelled_reason is null or closed_at is not null", name="cancelled_is_closed"
        ),
    )

    category_id: Mapped[UUID] = mapped_column()
    number: Mapped[int]
    candidature_ids: Mapped[list[str]]
    edition_digest: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str | None]

    category: Mapped[Category] = relationship(foreign_keys=[category_id], lazy="raise")


class Ballot(AppendOnly, Base):
    """A juror's ballot. A later one of the same seat replaces it; a voided one is kept."""

    __tablename__ = "ballots"
    __table_args__ = (
        tenant_reference("round_id", to="rounds"),
        tenant_reference("seat_id", to="seats"),
        Index("ix_ballots_round", "tenant_id", "round_id", "seat_id", "serial"),
    )

    round_id: Mapped[UUID] = mapped_column()
    seat_id: Mapped[UUID] = mapped_column()
    content: Mapped[dict[str, Any]]
    cast_at: Mapped[datetime]


class BallotVoid(AppendOnly, Base):
    """Why a ballot does not count: the juror was recused after casting it."""

    __tablename__ = "ballot_voids"
    __table_args__ = (
        tenant_reference("ballot_id", to="ballots"),
        tenant_reference("recusal_id", to="recusals"),
        UniqueConstraint("tenant_id", "ballot_id"),
    )

    ballot_id: Mapped[UUID] = mapped_column()
    recusal_id: Mapped[UUID | None] = mapped_column()
    reason: Mapped[str]
    voided_at: Mapped[datetime]
