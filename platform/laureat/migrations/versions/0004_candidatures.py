"""Lay the candidatures, their revisions and what was decided on them.

Revision ID: 0004_candidatures
Revises: 0003_applicants
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from laureat.migrations.steps import append_only, changeable

revision = "0004_candidatures"
down_revision = "0003_applicants"


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.create_table(
        "candidatures",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_key", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "registered",
                "admitted",
                "inadmissible",
                "ineligible",
                "withdrawn",
                name="candidaturestate",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(state = 'draft') <= (submitted_at is null)",
            name=op.f("ck_candidatures_draft_unsubmitted"),
        ),
        sa.CheckConstraint(
            "state not in ('registered', 'admitted') or registered_at is not null",
            name=op.f("ck_candidatures_registered_dated"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "applicant_id"],
            ["applicants.tenant_id", "applicants.id"],
            name=op.f("fk_candidatures_tenant_id_applicant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "category_id"],
            ["categories.tenant_id", "categories.id"],
            name=op.f("fk_candidatures_tenant_id_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "edition_id"],
            ["editions.tenant_id", "editions.id"],
            name=op.f("fk_candidatures_tenant_id_edition_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_candidatures_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_candidatures")),
        sa.UniqueConstraint(
            "tenant_id",
            "edition_id",
            "number",
            name=op.f("uq_candidatures_tenant_id_edition_id_number"),
        ),
    )
    op.create_index(
        "ix_candidatures_list", "candidatures", ["tenant_id", "edition_id", "id"], unique=False
    )
    op.create_index(
        op.f("ix_candidatures_tenant_id_applicant_id"),
        "candidatures",
        ["tenant_id", "applicant_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_candidatures_tenant_id_category_id"),
        "candidatures",
        ["tenant_id", "category_id"],
        unique=False,
    )
    op.create_index(
        "uq_candidatures_one_per_category",
        "candidatures",
        ["tenant_id", "edition_id", "category_id", "applicant_key"],
        unique=True,
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.create_table(
        "drafts",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("candidature_id", sa.Uuid(), nullable=False),
        sa.Column("answers", postgresql.JSONB(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidature_id"],
            ["candidatures.tenant_id", "candidatures.id"],
            name=op.f("fk_drafts_tenant_id_candidature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "saved_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_drafts_tenant_id_saved_by"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_drafts_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_drafts")),
        sa.UniqueConstraint(
            "tenant_id", "candidature_id", name=op.f("uq_drafts_tenant_id_candidature_id")
        ),
    )
    op.create_table(
        "revisions",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("candidature_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answers", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("edition_digest", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "author_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_revisions_tenant_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidature_id"],
            ["candidatures.tenant_id", "candidatures.id"],
            name=op.f("fk_revisions_tenant_id_candidature_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_revisions_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_revisions")),
        sa.UniqueConstraint(
            "tenant_id",
            "candidature_id",
            "number",
            name=op.f("uq_revisions_tenant_id_candidature_id_number"),
        ),
    )
    op.create_table(
        "findings",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("candidature_id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("plugin", sa.Text(), nullable=False),
        sa.Column("plugin_origin", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum(
                "met",
                "not_met",
                "undetermined",
                name="verdictkind",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("evidence", postgresql.JSONB(), nullable=False),
        sa.Column("edition_digest", sa.Text(), nullable=False),
        sa.Column("examined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidature_id"],
            ["candidatures.tenant_id", "candidatures.id"],
            name=op.f("fk_findings_tenant_id_candidature_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_findings_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_findings")),
    )
    op.create_index(
        "ix_findings_candidature",
        "findings",
        ["tenant_id", "candidature_id", "serial"],
        unique=False,
    )
    op.create_table(
        "screenings",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("candidature_id", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "admitted",
                "inadmissible",
                "ineligible",
                name="screeningverdict",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("overruled", postgresql.JSONB(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("edition_digest", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidature_id"],
            ["candidatures.tenant_id", "candidatures.id"],
            name=op.f("fk_screenings_tenant_id_candidature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_screenings_tenant_id_decided_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_screenings_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_screenings")),
    )
    op.create_index(
        "ix_screenings_candidature",
        "screenings",
        ["tenant_id", "candidature_id", "serial"],
        unique=False,
    )
    op.create_table(
        "reclassifications",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("candidature_id", sa.Uuid(), nullable=False),
        sa.Column("from_category_id", sa.Uuid(), nullable=False),
        sa.Column("to_category_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("effects", postgresql.JSONB(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidature_id"],
            ["candidatures.tenant_id", "candidatures.id"],
            name=op.f("fk_reclassifications_tenant_id_candidature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_reclassifications_tenant_id_decided_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "from_category_id"],
            ["categories.tenant_id", "categories.id"],
            name=op.f("fk_reclassifications_tenant_id_from_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "to_category_id"],
            ["categories.tenant_id", "categories.id"],
            name=op.f("fk_reclassifications_tenant_id_to_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_reclassifications_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reclassifications")),
    )
    op.create_index(
        op.f("ix_reclassifications_tenant_id_candidature_id"),
        "reclassifications",
        ["tenant_id", "candidature_id"],
        unique=False,
    )
    changeable("candidatures", "drafts")
    append_only("revisions", "findings", "screenings", "reclassifications")
