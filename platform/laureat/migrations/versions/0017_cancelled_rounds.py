"""Let a round be cancelled, with the reason: it is closed, and counts for nothing.

Revision ID: 0017_cancelled_rounds
Revises: 0016_the_wall_at_every_request
"""

import sqlalchemy as sa
from alembic import op

revision = "0017_cancelled_rounds"
down_revision = "0016_the_wall_at_every_request"


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.add_column("rounds", sa.Column("cancelled_reason", sa.Text(), nullable=True))
    op.create_check_constraint(
        op.f("ck_rounds_cancelled_is_closed"),
        "rounds",
        "cancelled_reason is null or closed_at is not null",
    )
