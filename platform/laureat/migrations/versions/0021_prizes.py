"""Let a category give more than its laureate: prizes by rank, each named by the edition.

Revision ID: 0021_prizes
Revises: 0020_rehearsals
"""

import sqlalchemy as sa
from alembic import op

revision = "0021_prizes"
down_revision = "0020_rehearsals"

KINDS = "kind IN ('laureate', 'joint_laureate', 'prize', 'special_mention')"


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.add_column("distinctions", sa.Column("prize", sa.Text(), server_default="", nullable=False))
    op.drop_constraint(op.f("ck_distinctions_distinctionkind"), "distinctions", type_="check")
    op.create_check_constraint(op.f("ck_distinctions_distinctionkind"), "distinctions", KINDS)
