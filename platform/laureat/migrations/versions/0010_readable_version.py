"""Let the other two roles read at which migration the database stands, so that they can say so.

Revision ID: 0010_readable_version
Revises: 0009_the_jurys_wall
"""

from alembic import op

from laureat.migrations.steps import APPLICATION, OPERATOR

revision = "0010_readable_version"
down_revision = "0009_the_jurys_wall"


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.execute(f"GRANT SELECT ON alembic_version TO {APPLICATION}, {OPERATOR}")
