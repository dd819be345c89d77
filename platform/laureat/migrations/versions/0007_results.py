"""Lay the counts, decisions, minutes and palmarès.

Revision ID: 0007_results
Revises: 0006_juries
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from laureat.migrations.steps import append_only

revision = "0007_results"
down_revision = "0006_juries"


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.create_table(
        "tallies",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("plugin", sa.Text(), nullable=False),
        sa.Column("plugin_origin", sa.Text(), nullable=False),
        sa.Column("result", postgresql.JSONB(), nullable=False),
        sa.Column("ballots_digest", sa.Text(), nullable=False),
        sa.Column("edition_digest", sa.Text(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "round_id"],
            ["rounds.tenant_id", "rounds.id"],
            name=op.f("fk_tallies_tenant_id_round_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_tallies_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_tallies")),
        sa.UniqueConstraint("tenant_id", "round_id", name=op.f("uq_tallies_tenant_id_round_id")),
    )
    op.create_table(
        "decisions",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "laureate",
                "joint_laureates",
                "not_awarded",
                "special_mention",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("edition_digest", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'special_mention') = (category_id is null)",
            name=op.f("ck_decisions_category_or_mention"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "category_id"],
            ["categories.tenant_id", "categories.id"],
            name=op.f("fk_decisions_tenant_id_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_decisions_tenant_id_decided_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "edition_id"],
            ["editions.tenant_id", "editions.id"],
            name=op.f("fk_decisions_tenant_id_edition_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_decisions_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_decisions")),
    )
    op.create_index(
        "ix_decisions_edition", "decisions", ["tenant_id", "edition_id", "serial"], unique=False
    )
    op.create_table(
        "distinctions",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("candidature_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "laureate",
                "joint_laureate",
                "special_mention",
                name="distinctionkind",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidature_id"],
            ["candidatures.tenant_id", "candidatures.id"],
            name=op.f("fk_distinctions_tenant_id_candidature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decision_id"],
            ["decisions.tenant_id", "decisions.id"],
            name=op.f("fk_distinctions_tenant_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_distinctions_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_distinctions")),
        sa.UniqueConstraint(
            "tenant_id",
            "decision_id",
            "candidature_id",
            name=op.f("uq_distinctions_tenant_id_decision_id_candidature_id"),
        ),
    )
    op.create_table(
        "minutes",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "edition_id"],
            ["editions.tenant_id", "editions.id"],
            name=op.f("fk_minutes_tenant_id_edition_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signed_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_minutes_tenant_id_signed_by"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_minutes_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_minutes")),
        sa.UniqueConstraint(
            "tenant_id", "edition_id", name=op.f("uq_minutes_tenant_id_edition_id")
        ),
    )
    op.create_table(
        "palmares",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("embargo_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "edition_id"],
            ["editions.tenant_id", "editions.id"],
            name=op.f("fk_palmares_tenant_id_edition_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "published_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_palmares_tenant_id_published_by"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_palmares_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_palmares")),
        sa.UniqueConstraint(
            "tenant_id", "edition_id", name=op.f("uq_palmares_tenant_id_edition_id")
        ),
    )
    append_only("tallies", "decisions", "distinctions", "minutes", "palmares")
