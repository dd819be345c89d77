"""Programmes, their editions, and every version of what an edition says."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from laureat.domain.vocabulary import EditionState
from laureat.models.base import AppendOnly, Base, TenantOwned, tenant_index, tenant_reference


class Programme(TenantOwned, Base):
    """A family of trophies that comes back."""

    __tablename__ = "programmes"
    __table_args__ = (UniqueConstraint("tenant_id", "slug"),)

    slug: Mapped[str]
    title: Mapped[str]


class Edition(TenantOwned, Base):
    """One year of a programme. What it says is in its versions; ``digest`` names the present one.

    ``last_number`` is the last number given to a candidature.
    """

    __tablename__ = "editions"
    __table_args__ = (
        tenant_reference("programme_id", to="programmes"),
        UniqueConstraint("tenant_id", "programme_id", "slug"),
    )

    programme_id: Mapped[UUID] = mapped_column()
    slug: Mapped[str]
    title: Mapped[str]
    season: Mapped[str]
    state: Mapped[EditionState] = mapped_column(default=EditionState.DRAFT)
    digest: Mapped[str]
    last_number: Mapped[int] = mapped_column(default=0)

    programme: Mapped[Programme] = relationship(foreign_keys=[programme_id], lazy="raise")


class EditionVersion(AppendOnly, Base):
    """What an edition said from a moment on. Immutable: a change is a new version with a reason."""

    __tablename__ = "edition_versions"
    __table_args__ = (
        tenant_reference("edition_id", to="editions"),
        UniqueConstraint("tenant_id", "edition_id", "number"),
    )

    edition_id: Mapped[UUID] = mapped_column()
    number: Mapped[int]
    digest: Mapped[str]
    content: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(default="")
    applied_by: Mapped[UUID | None]
    applied_at: Mapped[datetime]


class EditionSave(AppendOnly, Base):
    """The files of an edition as somebody left them: the last save is what one works on.

    A save becomes a version when it is applied. ``part`` is the path of what was edited, empty for
    the whole; ``restores`` the number of the earlier save that this one brings back.
    """

    __tablename__ = "edition_saves"
    __table_args__ = (
        tenant_reference("edition_id", to="editions"),
        UniqueConstraint("tenant_id", "edition_id", "number"),
    )

    edition_id: Mapped[UUID] = mapped_column()
    number: Mapped[int]
    edition_file: Mapped[str]
    programme_file: Mapped[str | None]
    part: Mapped[str] = mapped_column(default="")
    restores: Mapped[int | None]
    saved_by: Mapped[UUID | None]
    saved_at: Mapped[datetime]


class Rehearsal(TenantOwned, Base):
    """A dress rehearsal of an edition's saved files: how far it is, then its report.

    ``scenes`` is 0 until it begins. ``report`` is that of ``laureat rehearse``; ``trouble`` says
    why there is none.
    """

    __tablename__ = "rehearsals"
    __table_args__ = (
        tenant_reference("edition_id", to="editions"),
        tenant_index("edition_id"),
    )

    edition_id: Mapped[UUID] = mapped_column()
    save_number: Mapped[int]
    asked_by: Mapped[UUID | None]
    asked_at: Mapped[datetime]
    scenes: Mapped[int] = mapped_column(default=0)
    played: Mapped[int] = mapped_column(default=0)
    scene: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    report: Mapped[dict[str, Any] | None]
    trouble: Mapped[str] = mapped_column(default="")


class Category(TenantOwned, Base):
    """A category of an edition, so that rows can point at it. Its words are in the version.

    ``retired_at``: since when the edition no longer has it.
    """

    __tablename__ = "categories"
    __table_args__ = (
        tenant_reference("edition_id", to="editions"),
        UniqueConstraint("tenant_id", "edition_id", "slug"),
    )

    edition_id: Mapped[UUID] = mapped_column()
    slug: Mapped[str]
    title: Mapped[str]
    position: Mapped[int]
    retired_at: Mapped[datetime | None]

    edition: Mapped[Edition] = relationship(foreign_keys=[edition_id], lazy="raise")
