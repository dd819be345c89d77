"""Let the database refuse the decision of a chair to whom the category is closed (art. 4.4).

Who organises the awards records what the jury has decided, whatever seat they may have too. A
decision waits for a recusal that is under way, as a ballot does.

Revision ID: 0012_barred_chairs
Revises: 0011_rounds_before_minutes
"""

from alembic import op

revision = "0012_barred_chairs"
down_revision = "0011_rounds_before_minutes"

REFUSE_DECISION = """
CREATE FUNCTION refuse_decision_of_barred_chair() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE seat uuid;
BEGIN
  IF EXISTS (SELECT FROM role_grants g
             WHERE g.person_id = NEW.decided_by AND g.role = 'organiser') THEN
    RETURN NEW;
  END IF;
  FOR seat IN
    SELECT s.id FROM seats s JOIN jurors j ON j.tenant_id = s.tenant_id AND j.id = s.juror_id
    WHERE s.category_id = NEW.category_id AND j.person_id = NEW.decided_by FOR SHARE OF s
  LOOP
    IF seat_state(seat) <> 'open' THEN
      RAISE EXCEPTION 'this chair may not decide here' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'decisions_seat_open';
    END IF;
  END LOOP;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    op.execute(REFUSE_DECISION)
    op.execute(
        "CREATE TRIGGER refuse_decision_of_barred_chair BEFORE INSERT ON decisions"
        " FOR EACH ROW EXECUTE FUNCTION refuse_decision_of_barred_chair()"
    )
