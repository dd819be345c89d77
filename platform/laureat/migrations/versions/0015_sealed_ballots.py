"""Keep the secret that seals the ballots of a count, so that its digest tells no vote.

Counts made before have none: their digest is that of the bare ballots, and is not shown.

Revision ID: 0015_sealed_ballots
Revises: 0014_accepted_memberships
"""

import sqlalchemy as sa
from alembic import op

revision = "0015_sealed_ballots"
down_revision = "0014_accepted_memberships"


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.add_column("tallies", sa.Column("ballots_secret", sa.Text(), nullable=True))
