"""Lay the jury, its interests, recusals and ballots.

Revision ID: 0006_juries
Revises: 0005_attestations
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from laureat.migrations.steps import append_only, changeable

revision = "0006_juries"
down_revision = "0005_attestations"


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.create_table(
        "jurors",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("siret", sa.Text(), nullable=True),
        sa.Column("chair", sa.Boolean(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "edition_id"],
            ["editions.tenant_id", "editions.id"],
            name=op.f("fk_jurors_tenant_id_edition_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_jurors_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_jurors_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_jurors")),
        sa.UniqueConstraint(
            "tenant_id",
            "edition_id",
            "person_id",
            name=op.f("uq_jurors_tenant_id_edition_id_person_id"),
        ),
    )
    op.create_index(
        op.f("ix_jurors_tenant_id_person_id"), "jurors", ["tenant_id", "person_id"], unique=False
    )
    op.create_table(
        "seats",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("juror_id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "category_id"],
            ["categories.tenant_id", "categories.id"],
            name=op.f("fk_seats_tenant_id_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "juror_id"],
            ["jurors.tenant_id", "jurors.id"],
            name=op.f("fk_seats_tenant_id_juror_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_seats_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_seats")),
        sa.UniqueConstraint(
            "tenant_id",
            "juror_id",
            "category_id",
            name=op.f("uq_seats_tenant_id_juror_id_category_id"),
        ),
    )
    op.create_index(
        op.f("ix_seats_tenant_id_category_id"), "seats", ["tenant_id", "category_id"], unique=False
    )
    op.create_table(
        "interest_declarations",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("juror_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("linked", sa.Boolean(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "applicant_id"],
            ["applicants.tenant_id", "applicants.id"],
            name=op.f("fk_interest_declarations_tenant_id_applicant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "juror_id"],
            ["jurors.tenant_id", "jurors.id"],
            name=op.f("fk_interest_declarations_tenant_id_juror_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_interest_declarations_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_interest_declarations")),
    )
    op.create_index(
        "ix_interest_declarations_pair",
        "interest_declarations",
        ["tenant_id", "juror_id", "applicant_id", "serial"],
        unique=False,
    )
    op.create_table(
        "conflicts",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("plugin", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("edition_digest", sa.Text(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "applicant_id"],
            ["applicants.tenant_id", "applicants.id"],
            name=op.f("fk_conflicts_tenant_id_applicant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "seat_id"],
            ["seats.tenant_id", "seats.id"],
            name=op.f("fk_conflicts_tenant_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_conflicts_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_conflicts")),
        sa.UniqueConstraint(
            "tenant_id",
            "seat_id",
            "applicant_id",
            "plugin",
            name=op.f("uq_conflicts_tenant_id_seat_id_applicant_id_plugin"),
        ),
    )
    op.create_table(
        "conflict_rulings",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("conflict_id", sa.Uuid(), nullable=False),
        sa.Column(
            "ruling",
            sa.Enum(
                "confirmed",
                "dismissed",
                "pinned",
                name="conflictrulingkind",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ruled_by", sa.Uuid(), nullable=False),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "conflict_id"],
            ["conflicts.tenant_id", "conflicts.id"],
            name=op.f("fk_conflict_rulings_tenant_id_conflict_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "ruled_by"],
            ["people.tenant_id", "people.id"],
            name=op.f("fk_conflict_rulings_tenant_id_ruled_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_conflict_rulings_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_conflict_rulings")),
    )
    op.create_index(
        op.f("ix_conflict_rulings_tenant_id_conflict_id"),
        "conflict_rulings",
        ["tenant_id", "conflict_id"],
        unique=False,
    )
    op.create_table(
        "recusals",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column(
            "effect",
            sa.Enum(
                "closed",
                "reopened",
                name="seateffect",
                native_enum=False,
                create_constraint=True,
                length=None,
            ),
            nullable=False,
        ),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "seat_id"],
            ["seats.tenant_id", "seats.id"],
            name=op.f("fk_recusals_tenant_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_recusals_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_recusals")),
    )
    op.create_index(
        "ix_recusals_seat", "recusals", ["tenant_id", "seat_id", "serial"], unique=False
    )
    op.create_table(
        "rounds",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("candidature_ids", postgresql.JSONB(), nullable=False),
        sa.Column("edition_digest", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "category_id"],
            ["categories.tenant_id", "categories.id"],
            name=op.f("fk_rounds_tenant_id_category_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_rounds_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rounds")),
        sa.UniqueConstraint(
            "tenant_id",
            "category_id",
            "number",
            name=op.f("uq_rounds_tenant_id_category_id_number"),
        ),
    )
    op.create_table(
        "ballots",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "round_id"],
            ["rounds.tenant_id", "rounds.id"],
            name=op.f("fk_ballots_tenant_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "seat_id"],
            ["seats.tenant_id", "seats.id"],
            name=op.f("fk_ballots_tenant_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_ballots_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_ballots")),
    )
    op.create_index(
        "ix_ballots_round", "ballots", ["tenant_id", "round_id", "seat_id", "serial"], unique=False
    )
    op.create_table(
        "ballot_voids",
        sa.Column(
            "tenant_id",
            sa.Uuid(),
            server_default=sa.text("current_setting('laureat.tenant_id')::uuid"),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("recusal_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "ballot_id"],
            ["ballots.tenant_id", "ballots.id"],
            name=op.f("fk_ballot_voids_tenant_id_ballot_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "recusal_id"],
            ["recusals.tenant_id", "recusals.id"],
            name=op.f("fk_ballot_voids_tenant_id_recusal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_ballot_voids_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_ballot_voids")),
        sa.UniqueConstraint(
            "tenant_id", "ballot_id", name=op.f("uq_ballot_voids_tenant_id_ballot_id")
        ),
    )
    changeable("jurors", "seats", "rounds")
    append_only(
        "interest_declarations",
        "conflicts",
        "conflict_rulings",
        "recusals",
        "ballots",
        "ballot_voids",
    )
