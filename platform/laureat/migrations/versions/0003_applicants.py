"""Lay who applies, who writes for them, who recognises them.

Revision ID: 0003_applicants
Revises: 0002_editions
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from laureat.migrations.steps import append_only, changeable

revision = "0003_applicants"
down_revision = "0002_editions"


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.create_table(
        "applicants",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "structure",
                "person",
                "team",
                name="applicantkind",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("siret", sa.Text(), nullable=True),
        sa.Column("structure_kind", sa.Text(), nullable=True),
        sa.Column("legal_category", sa.Text(), nullable=True),
        sa.Column("member", sa.Boolean(), nullable=True),
        sa.Column("mandated_by", sa.Text(), nullable=False),
        sa.Column("commune", sa.Text(), nullable=True),
        sa.Column("departement", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'structure') = (siret is not null)",
            name=op.f("ck_applicants_structure_has_siret"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_applicants_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_applicants")),
        sa.UniqueConstraint(
            "tenant_id", "kind", "identity", name=op.f("uq_applicants_tenant_id_kind_identity")
        ),
    )
    op.create_table(
        "memberships",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "manager",
                "writer",
                name="membershiprole",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "applicant_id"],
            ["applicants.tenant_id", "applicants.id"],
            name=op.f("fk_memberships_tenant_id_applicant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_memberships_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_memberships_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_memberships")),
        sa.UniqueConstraint(
            "tenant_id",
            "applicant_id",
            "person_id",
            name=op.f("uq_memberships_tenant_id_applicant_id_person_id"),
        ),
    )
    op.create_index(
        op.f("ix_memberships_tenant_id_person_id"),
        "memberships",
        ["tenant_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "coordinations",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("departements", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_coordinations_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_coordinations")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("uq_coordinations_tenant_id_name")),
    )
    op.create_table(
        "referents",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("coordination_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coordination_id"],
            ["coordinations.tenant_id", "coordinations.id"],
            name=op.f("fk_referents_tenant_id_coordination_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_referents_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_referents_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_referents")),
        sa.UniqueConstraint(
            "tenant_id",
            "coordination_id",
            "person_id",
            name=op.f("uq_referents_tenant_id_coordination_id_person_id"),
        ),
    )
    op.create_index(
        op.f("ix_referents_tenant_id_person_id"),
        "referents",
        ["tenant_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "recognitions",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("coordination_id", sa.Uuid(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                "recognised",
                "refused",
                name="recognitionanswer",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "applicant_id"],
            ["applicants.tenant_id", "applicants.id"],
            name=op.f("fk_recognitions_tenant_id_applicant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coordination_id"],
            ["coordinations.tenant_id", "coordinations.id"],
            name=op.f("fk_recognitions_tenant_id_coordination_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_recognitions_tenant_id_decided_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programmes.tenant_id", "programmes.id"],
            name=op.f("fk_recognitions_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_recognitions_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_recognitions")),
    )
    op.create_index(
        op.f("ix_recognitions_tenant_id_applicant_id"),
        "recognitions",
        ["tenant_id", "applicant_id"],
        unique=False,
    )
    changeable("applicants", "memberships", "coordinations", "referents")
    append_only("recognitions")
