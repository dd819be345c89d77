"""The attestation of deposit: what was to be signed, what came back, what was found in it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from laureat.domain.vocabulary import CheckVerdict
from laureat.models.base import AppendOnly, Base, tenant_reference


class StoredFile(AppendOnly, Base):
    """A file in the object store. ``name`` is what its sender called it, never a key."""

    __tablename__ = "stored_files"

    key: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    stored_at: Mapped[datetime]


class Attestation(AppendOnly, Base):
    """The paper to sign for one revision. A later revision asks for a new one."""

    __tablename__ = "attestations"
    __table_args__ = (
        tenant_reference("candidature_id", to="candidatures"),
        tenant_reference("revision_id", to="revisions"),
        UniqueConstraint("tenant_id", "revision_id"),
        UniqueConstraint("tenant_id", "reference"),
        Index("ix_attestations_candidature", "tenant_id", "candidature_id", "serial"),
    )

    candidature_id: Mapped[UUID] = mapped_column()
    revision_id: Mapped[UUID] = mapped_column()
    reference: Mapped[str]
    fingerprint: Mapped[str]
    issued_at: Mapped[datetime]


class AttestationReturn(AppendOnly, Base):
    """A signed attestation that came back. ``received_at`` is the server's time at its receipt."""

    __tablename__ = "attestation_returns"
    __table_args__ = (
        tenant_reference("attestation_id", to="attestations"),
        tenant_reference("candidature_id", to="candidatures"),
        tenant_reference("file_id", to="stored_files"),
        tenant_reference("returned_by", to="people"),
        Index("ix_attestation_returns_candidature", "tenant_id", "candidature_id", "serial"),
    )

    attestation_id: Mapped[UUID] = mapped_column()
    candidature_id: Mapped[UUID] = mapped_column()
    file_id: Mapped[UUID] = mapped_column()
    signatory: Mapped[str]
    channel: Mapped[str] = mapped_column(default="upload")
    returned_by: Mapped[UUID] = mapped_column()
    received_at: Mapped[datetime]


class AttestationCheck(AppendOnly, Base):
    """What the organiser found when looking at a returned attestation. The latest holds."""

    __tablename__ = "attestation_checks"
    __table_args__ = (
        tenant_reference("return_id", to="attestation_returns"),
        tenant_reference("checked_by", to="people"),
        Index("ix_attestation_checks_return", "tenant_id", "return_id", "serial"),
    )

    return_id: Mapped[UUID] = mapped_column()
    verdict: Mapped[CheckVerdict]
    reason: Mapped[str] = mapped_column(default="")
    checked_by: Mapped[UUID] = mapped_column()
    checked_at: Mapped[datetime]
