"""Lay the attestations and what came back.

Revision ID: 0005_attestations
Revises: 0004_candidatures
"""

import sqlalchemy as sa
from alembic import op

from laureat.migrations.steps import append_only

revision = "0005_attestations"
down_revision = "0004_candidatures"


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.create_table(
        "stored_files",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_stored_files_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stored_files")),
    )
    op.create_table(
        "attestations",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("candidature_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidature_id"],
            ["candidatures.tenant_id", "candidatures.id"],
            name=op.f("fk_attestations_tenant_id_candidature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "revision_id"],
            ["revisions.tenant_id", "revisions.id"],
            name=op.f("fk_attestations_tenant_id_revision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_attestations_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attestations")),
        sa.UniqueConstraint(
            "tenant_id", "reference", name=op.f("uq_attestations_tenant_id_reference")
        ),
        sa.UniqueConstraint(
            "tenant_id", "revision_id", name=op.f("uq_attestations_tenant_id_revision_id")
        ),
    )
    op.create_index(
        "ix_attestations_candidature",
        "attestations",
        ["tenant_id", "candidature_id", "serial"],
        unique=False,
    )
    op.create_table(
        "attestation_returns",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("attestation_id", sa.Uuid(), nullable=False),
        sa.Column("candidature_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("signatory", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("returned_by", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attestation_id"],
            ["attestations.tenant_id", "attestations.id"],
            name=op.f("fk_attestation_returns_tenant_id_attestation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidature_id"],
            ["candidatures.tenant_id", "candidatures.id"],
            name=op.f("fk_attestation_returns_tenant_id_candidature_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["stored_files.tenant_id", "stored_files.id"],
            name=op.f("fk_attestation_returns_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "returned_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_attestation_returns_tenant_id_returned_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_attestation_returns_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attestation_returns")),
    )
    op.create_index(
        "ix_attestation_returns_candidature",
        "attestation_returns",
        ["tenant_id", "candidature_id", "serial"],
        unique=False,
    )
    op.create_table(
        "attestation_checks",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("return_id", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "accepted",
                "refused",
                name="checkverdict",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "checked_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_attestation_checks_tenant_id_checked_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "return_id"],
            ["attestation_returns.tenant_id", "attestation_returns.id"],
            name=op.f("fk_attestation_checks_tenant_id_return_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_attestation_checks_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attestation_checks")),
    )
    op.create_index(
        "ix_attestation_checks_return",
        "attestation_checks",
        ["tenant_id", "return_id", "serial"],
        unique=False,
    )
    append_only("stored_files", "attestations", "attestation_returns", "attestation_checks")
