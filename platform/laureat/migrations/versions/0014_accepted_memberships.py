"""Let an invitation to a team count only once the person has accepted it.

Until now a membership began with the invitation. Those of managers, who identified the applicant
themselves, and of people who have signed in are accepted since they were made; the others wait.

Revision ID: 0014_accepted_memberships
Revises: 0010_readable_version
"""

import sqlalchemy as sa
from alembic import op

revision = "0014_accepted_memberships"
down_revision = "0013_reasons_of_mentions"

ACCEPT_THOSE_WHO_CAME = """
UPDATE memberships m SET accepted_at = m.joined_at
WHERE m.role = 'manager' OR EXISTS (
  SELECT FROM web_sessions w WHERE w.tenant_id = m.tenant_id AND w.person_id = m.person_id)
"""


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    for name in ("accepted_at", "withdrawn_at"):
        op.add_column("memberships", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "memberships", sa.Column("invited_as", sa.Text(), server_default="", nullable=False)
    )
    for table in ("memberships", "web_sessions"):  # of every tenant, which their owner never sees
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(ACCEPT_THOSE_WHO_CAME)
    for table in ("memberships", "web_sessions"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
