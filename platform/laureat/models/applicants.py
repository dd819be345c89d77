"""Who applies: structures, people or teams; who writes for them; who recognises them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from laureat.domain.vocabulary import ApplicantKind, MembershipRole, RecognitionAnswer
from laureat.models.base import AppendOnly, Base, TenantOwned, tenant_index, tenant_reference
from laureat.models.people import Person


class Applicant(TenantOwned, Base):
    """A structure (legal person), a natural person or a team, as editions say.

    ``identity`` is what makes it one and the same: the SIRET of a structure, else the e-mail or the
    name. ``member`` is None until the organiser or a register has said.
    """

    __tablename__ = "applicants"
    __table_args__ = (
        UniqueConstraint("tenant_id", "kind", "identity"),
        CheckConstraint("(kind = 'structure') = (siret is not null)", name="structure_has_siret"),
    )

    kind: Mapped[ApplicantKind]
    identity: Mapped[str]
    name: Mapped[str]
    siret: Mapped[str | None]
    structure_kind: Mapped[str | None]
    legal_category: Mapped[str | None]
    member: Mapped[bool | None]
    mandated_by: Mapped[str] = mapped_column(default="")
    commune: Mapped[str | None]
    departement: Mapped[str | None]

    @property
    def siren(self) -> str | None:
        """Give the legal unit: the first nine digits of the SIRET."""
        return self.siret[:9] if self.siret else None


class Membership(TenantOwned, Base):
    """A person who writes for an applicant, once they have accepted to; until then, an invitation.

    ``invited_as`` is the name that somebody else gave them: it is shown in lists, and no letter
    greets by it. A withdrawn invitation is kept, and may be made again.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        tenant_index("person_id"),
        tenant_reference("applicant_id", to="applicants"),
        tenant_reference("person_id", to="people"),
        UniqueConstraint("tenant_id", "applicant_id", "person_id"),
    )

    applicant_id: Mapped[UUID] = mapped_column()
    person_id: Mapped[UUID] = mapped_column()
    role: Mapped[MembershipRole] = mapped_column(default=MembershipRole.MANAGER)
    joined_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    invited_as: Mapped[str] = mapped_column(default="")

    applicant: Mapped[Applicant] = relationship(foreign_keys=[applicant_id], lazy="raise")
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise")

    @property
    def shown_name(self) -> str:
        """Give the name for a list: one's own shows only once one has accepted."""
        return (self.person.name if self.accepted_at else "") or self.invited_as


class Coordination(TenantOwned, Base):
    """A regional coordination and the départements that it covers."""

    __tablename__ = "coordinations"
    __table_args__ = (UniqueConstraint("tenant_id", "name"),)

    name: Mapped[str]
    departements: Mapped[list[str]] = mapped_column(default=list)


class Referent(TenantOwned, Base):
    """A person who answers for a coordination."""

    __tablename__ = "referents"
    __table_args__ = (
        tenant_index("person_id"),
        tenant_reference("coordination_id", to="coordinations"),
        tenant_reference("person_id", to="people"),
        UniqueConstraint("tenant_id", "coordination_id", "person_id"),
    )

    coordination_id: Mapped[UUID] = mapped_column()
    person_id: Mapped[UUID] = mapped_column()

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise")


class Recognition(AppendOnly, Base):
    """An answer about an applicant that is not a member (art. 1.2). The latest one holds."""

    __tablename__ = "recognitions"
    __table_args__ = (
        tenant_index("applicant_id"),
        tenant_reference("applicant_id", to="applicants"),
        tenant_reference("programme_id", to="programmes"),
        tenant_reference("coordination_id", to="coordinations"),
        tenant_reference("decided_by", to="people"),
    )

    applicant_id: Mapped[UUID] = mapped_column()
    programme_id: Mapped[UUID] = mapped_column()
    coordination_id: Mapped[UUID | None] = mapped_column()
    answer: Mapped[RecognitionAnswer]
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[UUID] = mapped_column()
    decided_at: Mapped[datetime]
