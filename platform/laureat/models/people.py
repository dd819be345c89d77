"""People, what they were granted, and how they came in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from laureat.domain.actors import Role
from laureat.models.base import Base, TenantOwned, tenant_index, tenant_reference


class Person(TenantOwned, Base):
    """Somebody, known by an e-mail address that they have shown to be theirs."""

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("tenant_id", "email"),
        CheckConstraint("email = lower(email)", name="email_lower"),
    )

    email: Mapped[str]
    name: Mapped[str] = mapped_column(default="")


class RoleGrant(TenantOwned, Base):
    """A role that a person holds in the tenant."""

    __tablename__ = "role_grants"
    __table_args__ = (
        tenant_reference("person_id", to="people"),
        UniqueConstraint("tenant_id", "person_id", "role"),
    )

    person_id: Mapped[UUID] = mapped_column()
    role: Mapped[Role]


class SignInCode(TenantOwned, Base):
    """A request to sign in. The code itself is derived from the id and the server's secret."""

    __tablename__ = "sign_in_codes"
    __table_args__ = (tenant_index("email"),)

    email: Mapped[str] = mapped_column()
    requested_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)


class WebSession(TenantOwned, Base):
    """A person's session in one browser or client; only the token's digest is kept."""

    __tablename__ = "web_sessions"
    __table_args__ = (
        tenant_reference("person_id", to="people"),
        UniqueConstraint("tenant_id", "token_digest"),
    )

    person_id: Mapped[UUID] = mapped_column()
    token_digest: Mapped[str]
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise")
