"""What every table has in common."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    MetaData,
    Text,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from laureat.database.row_level_security import CURRENT_TENANT


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can find it again."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB(),
        list[str]: JSONB(),
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            create_constraint=True,
            length=None,
            values_callable=lambda kind: [member.value for member in kind],
        ),
    }


class TenantOwned:
    """A row of one tenant, which no other tenant can see.

    Nothing in the engine writes ``tenant_id``: it comes from the transaction, as does the filter.
    """

    tenant_id: Mapped[UUID] = mapped_column(
        ForeignKey("tenants.id"), primary_key=True, server_default=CURRENT_TENANT, sort_order=-3
    )
    id: Mapped[UUID] = mapped_column(
        primary_key=True,
        server_default=func.uuidv7(monotonic=True),
        insert_sentinel=True,  # ids come in order, so that many rows go in one statement
        sort_order=-2,
    )


class AppendOnly(TenantOwned):
    """A row that can be disputed one day: added, never changed or deleted.

    The application's role has no UPDATE or DELETE on such tables. ``serial`` gives the order in
    which rows came; where several speak of the same thing, the latest holds.
    """

    serial: Mapped[int] = mapped_column(BigInteger, Identity(always=True), sort_order=-1)


def tenant_reference(column: str, to: str) -> ForeignKeyConstraint:
    """Point at a row of the same tenant: PostgreSQL checks references past its policies."""
    return ForeignKeyConstraint(["tenant_id", column], [f"{to}.tenant_id", f"{to}.id"])


def tenant_index(*columns: str) -> Index:
    """Index the columns within a tenant: the policy adds the tenant to every question."""
    return Index(None, "tenant_id", *columns)
