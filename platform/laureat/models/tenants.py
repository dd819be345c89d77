"""The organisations that run awards here. Not owned by a tenant: the door needs it to find one."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from laureat.models.base import Base


class Tenant(Base):
    """One organisation; ``profile`` is its public identity, theme and legal notices.

    ``house`` marks the operator's own tenant, the only one in which the role of operator counts.
    """

    __tablename__ = "tenants"

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.uuidv7())
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    house: Mapped[bool] = mapped_column(default=False)
    profile: Mapped[dict[str, Any]] = mapped_column(default=dict)


class TenantHost(Base):
    """One host name under which a tenant is found."""

    __tablename__ = "tenant_hosts"

    host: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"))
