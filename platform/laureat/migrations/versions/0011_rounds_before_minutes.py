"""Let no minutes be signed over an open round, and no round open after the minutes.

The services hold the edition while they look, so that neither slips in beside the other; this is
the wall behind them.

Revision ID: 0011_rounds_before_minutes
Revises: 0010_readable_version
"""

from alembic import op

revision = "0011_rounds_before_minutes"
down_revision = "0010_readable_version"

REFUSE_MINUTES = """
CREATE FUNCTION refuse_minutes_over_open_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM rounds r JOIN categories c ON c.tenant_id = r.tenant_id AND c.id = r.category_id
    WHERE c.edition_id = NEW.edition_id AND c.retired_at IS NULL AND r.closed_at IS NULL) THEN
    RAISE EXCEPTION 'a round is open' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'minutes_after_rounds';
  END IF;
  RETURN NEW;
END $$
"""

REFUSE_ROUND = """
CREATE FUNCTION refuse_round_after_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM minutes m JOIN categories c
      ON c.tenant_id = m.tenant_id AND c.edition_id = m.edition_id
    WHERE c.id = NEW.category_id) THEN
    RAISE EXCEPTION 'the minutes are signed' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'rounds_before_minutes';
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.execute(REFUSE_MINUTES)
    op.execute(REFUSE_ROUND)
    op.execute(
        "CREATE TRIGGER refuse_minutes_over_open_round BEFORE INSERT ON minutes"
        " FOR EACH ROW EXECUTE FUNCTION refuse_minutes_over_open_round()"
    )
    op.execute(
        "CREATE TRIGGER refuse_round_after_minutes BEFORE INSERT ON rounds"
        " FOR EACH ROW EXECUTE FUNCTION refuse_round_after_minutes()"
    )
