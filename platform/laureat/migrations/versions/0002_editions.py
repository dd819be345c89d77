"""Lay the programmes, their editions and what each said.

Revision ID: 0002_editions
Revises: 0001_tenants_and_people
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from laureat.migrations.steps import append_only, changeable

revision = "0002_editions"
down_revision = "0001_tenants_and_people"


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.create_table(
        "programmes",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_programmes_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("tenant_id", "slug", name=op.f("uq_programmes_tenant_id_slug")),
    )
    op.create_table(
        "editions",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("season", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                name="editionstate",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programmes.tenant_id", "programmes.id"],
            name=op.f("fk_editions_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_editions_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_editions")),
        sa.UniqueConstraint(
            "tenant_id",
            "programme_id",
            "slug",
            name=op.f("uq_editions_tenant_id_programme_id_slug"),
        ),
    )
    op.create_table(
        "edition_versions",
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
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("applied_by", sa.Uuid(), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "edition_id"],
            ["editions.tenant_id", "editions.id"],
            name=op.f("fk_edition_versions_tenant_id_edition_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_edition_versions_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_edition_versions")),
        sa.UniqueConstraint(
            "tenant_id",
            "edition_id",
            "number",
            name=op.f("uq_edition_versions_tenant_id_edition_id_number"),
        ),
    )
    op.create_table(
        "categories",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "edition_id"],
            ["editions.tenant_id", "editions.id"],
            name=op.f("fk_categories_tenant_id_edition_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_categories_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_categories")),
        sa.UniqueConstraint(
            "tenant_id", "edition_id", "slug", name=op.f("uq_categories_tenant_id_edition_id_slug")
        ),
    )
    changeable("programmes", "editions", "categories")
    append_only("edition_versions")
