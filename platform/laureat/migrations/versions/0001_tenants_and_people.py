"""Lay the organisations, their people and how these came in.

Revision ID: 0001_tenants_and_people
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from laureat.migrations.steps import APPLICATION, OPERATOR, changeable

revision = "0001_tenants_and_people"
down_revision = None


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.create_table(
        "tenants",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("house", sa.Boolean(), nullable=False),
        sa.Column("profile", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenants")),
        sa.UniqueConstraint("slug", name=op.f("uq_tenants_slug")),
    )
    op.create_table(
        "tenant_hosts",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_tenant_hosts_tenant_id")
        ),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_tenant_hosts")),
    )
    op.create_table(
        "people",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_people_email_lower")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_people_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_people")),
        sa.UniqueConstraint("tenant_id", "email", name=op.f("uq_people_tenant_id_email")),
    )
    op.create_table(
        "role_grants",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "organiser",
                "operator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_role_grants_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_role_grants_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_role_grants")),
        sa.UniqueConstraint(
            "tenant_id", "person_id", "role", name=op.f("uq_role_grants_tenant_id_person_id_role")
        ),
    )
    op.create_table(
        "sign_in_codes",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_sign_in_codes_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sign_in_codes")),
    )
    op.create_index(
        op.f("ix_sign_in_codes_tenant_id_email"),
        "sign_in_codes",
        ["tenant_id", "email"],
        unique=False,
    )
    op.create_table(
        "web_sessions",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_web_sessions_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_web_sessions_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_web_sessions")),
        sa.UniqueConstraint(
            "tenant_id", "token_digest", name=op.f("uq_web_sessions_tenant_id_token_digest")
        ),
    )
    changeable("people", "role_grants", "sign_in_codes", "web_sessions")
    for table in ("tenants", "tenant_hosts"):
        op.execute(f"GRANT SELECT ON {table} TO {APPLICATION}")
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO {OPERATOR}")
