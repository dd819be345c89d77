"""Keep for what each special mention is given: an edition may have several.

Until here a decision gave one mention, and its reason was the mention's.

Revision ID: 0013_reasons_of_mentions
Revises: 0012_barred_chairs
"""

import sqlalchemy as sa
from alembic import op

revision = "0013_reasons_of_mentions"
down_revision = "0012_barred_chairs"

TABLES = ("decisions", "distinctions")


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.add_column("distinctions", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "UPDATE distinctions SET reason = d.reason FROM decisions d"
        " WHERE d.tenant_id = distinctions.tenant_id AND d.id = distinctions.decision_id"
        " AND distinctions.kind = 'special_mention'"
    )
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
