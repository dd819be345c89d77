"""Let a chair decide only where they have a seat, and it is open (art. 4.4).

Where they had none, no declaration held them and they could decide all the same.

Revision ID: 0018_chairs_have_seats
Revises: 0017_cancelled_rounds
"""

from alembic import op

revision = "0018_chairs_have_seats"
down_revision = "0017_cancelled_rounds"

REFUSE_DECISION = """
CREATE OR REPLACE FUNCTION refuse_decision_of_barred_chair() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE seat uuid;
BEGIN
  IF NEW.category_id IS NULL OR EXISTS (
    SELECT FROM role_grants g WHERE g.person_id = NEW.decided_by AND g.role = 'organiser') THEN
    RETURN NEW;
  END IF;
  SELECT s.id INTO seat
  FROM seats s JOIN jurors j ON j.tenant_id = s.tenant_id AND j.id = s.juror_id
  WHERE s.category_id = NEW.category_id AND j.person_id = NEW.decided_by FOR SHARE OF s;
  IF seat IS NULL OR seat_state(seat) <> 'open' THEN
    RAISE EXCEPTION 'this chair may not decide here' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'decisions_seat_open';
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.execute(REFUSE_DECISION)
