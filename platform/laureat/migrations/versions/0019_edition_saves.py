"""Keep the files of an edition, each time that somebody saves a part of them.

Revision ID: 0019_edition_saves
Revises: 0018_chairs_have_seats
"""

import sqlalchemy as sa
from alembic import op

from laureat.migrations.steps import append_only

revision = "0019_edition_saves"
down_revision = "0018_chairs_have_seats"


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.create_table(
        "edition_saves",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("edition_file", sa.Text(), nullable=False),
        sa.Column("programme_file", sa.Text(), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("restores", sa.Integer(), nullable=True),
        sa.Column("saved_by", sa.Uuid(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "edition_id"],
            ["editions.tenant_id", "editions.id"],
            name=op.f("fk_edition_saves_tenant_id_edition_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_edition_saves_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_edition_saves")),
        sa.UniqueConstraint(
            "tenant_id",
            "edition_id",
            "number",
            name=op.f("uq_edition_saves_tenant_id_edition_id_number"),
        ),
    )
    append_only("edition_saves")
