"""Let the jury's wall stand around every transaction of a juror, and around all that is written.

``laureat.reader_id`` is the person who reads as a juror, or empty. Such a person reads what was
submitted of the dossiers of their open seats (art. 4.4), and what their own structures wrote.

Revision ID: 0016_the_wall_at_every_request
Revises: 0015_sealed_ballots
"""

from alembic import op

from laureat.migrations.steps import APPLICATION

revision = "0016_the_wall_at_every_request"
down_revision = "0015_sealed_ballots"

READER = "nullif(current_setting('laureat.reader_id', true), '')::uuid"

JUROR_MAY_READ = f"""
CREATE OR REPLACE FUNCTION juror_may_read(candidature uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM candidatures c
    JOIN seats s ON s.tenant_id = c.tenant_id AND s.category_id = c.category_id
    JOIN jurors j ON j.tenant_id = s.tenant_id AND j.id = s.juror_id
    WHERE c.id = candidature AND c.state = 'admitted'
      AND j.person_id = {READER} AND seat_state(s.id) = 'open')
$$
"""

READER_WRITES = f"""
CREATE FUNCTION reader_writes(candidature uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM candidatures c
    JOIN memberships m ON m.tenant_id = c.tenant_id AND m.applicant_id = c.applicant_id
    WHERE c.id = candidature AND m.person_id = {READER} AND m.accepted_at IS NOT NULL)
$$
"""

NO_READER = "coalesce(current_setting('laureat.reader_id', true), '') = ''"
OWN = f"{NO_READER} OR reader_writes(candidature_id)"
WALLS = {
    "revisions": f"{OWN} OR juror_may_read(candidature_id)",
    "drafts": OWN,
    "attestations": OWN,
    "attestation_returns": OWN,
    "findings": OWN,
}


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.execute("DROP POLICY jurys_wall ON revisions")
    op.execute("DROP POLICY jurys_wall ON drafts")
    op.execute(JUROR_MAY_READ)
    op.execute(READER_WRITES)
    for table, may_read in WALLS.items():
        op.execute(
            f"CREATE POLICY jurys_wall ON {table} AS RESTRICTIVE FOR SELECT"
            f" TO {APPLICATION} USING ({may_read})"
        )
