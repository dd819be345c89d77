"""Let the database itself keep a recused juror out: no reading and no ballot (art. 4.4).

``seat_state`` is the one answer to "may this seat read and vote", for the services as for the
policies: recused while the latest entry of the register closes it, undeclared while the juror has
not spoken of every competitor, open otherwise. A ballot waits for a recusal or a closing that is
under way, so that none slips in between.

Revision ID: 0009_the_jurys_wall
Revises: 0008_records
"""

from alembic import op

from laureat.migrations.steps import APPLICATION

revision = "0009_the_jurys_wall"
down_revision = "0008_records"

SEAT_STATE = """
CREATE FUNCTION seat_state(asked uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN (SELECT r.effect FROM recusals r WHERE r.seat_id = asked
          ORDER BY r.serial DESC LIMIT 1) = 'closed' THEN 'recused'
    WHEN EXISTS (
      SELECT FROM seats s
      JOIN candidatures c ON c.tenant_id = s.tenant_id AND c.category_id = s.category_id
       AND c.state IN ('registered', 'admitted')
      WHERE s.id = asked AND NOT EXISTS (
        SELECT FROM interest_declarations d
        WHERE d.tenant_id = s.tenant_id AND d.juror_id = s.juror_id
          AND d.applicant_id = c.applicant_id)
    ) THEN 'undeclared'
    ELSE 'open'
  END
$$
"""

JUROR_MAY_READ = """
CREATE FUNCTION juror_may_read(candidature uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM candidatures c
    JOIN seats s ON s.tenant_id = c.tenant_id AND s.category_id = c.category_id
    WHERE c.id = candidature AND c.state = 'admitted'
      AND s.juror_id = current_setting('laureat.juror_id')::uuid
      AND seat_state(s.id) = 'open')
$$
"""

NOT_A_JUROR = "coalesce(current_setting('laureat.juror_id', true), '') = ''"

REFUSE_BALLOT = """
CREATE FUNCTION refuse_ballot_of_closed_seat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM seats s WHERE s.id = NEW.seat_id FOR SHARE;
  PERFORM FROM rounds r WHERE r.id = NEW.round_id FOR SHARE;
  IF seat_state(NEW.seat_id) <> 'open' THEN
    RAISE EXCEPTION 'this seat may not vote' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'ballots_seat_open';
  END IF;
  IF NOT EXISTS (
    SELECT FROM rounds r JOIN seats s ON s.tenant_id = r.tenant_id AND s.category_id = r.category_id
    WHERE r.id = NEW.round_id AND s.id = NEW.seat_id AND r.closed_at IS NULL) THEN
    RAISE EXCEPTION 'this round is closed or of another category'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ballots_round_open';
  END IF;
  RETURN NEW;
END $$
"""

REFUSE_AFTER_MINUTES = """
CREATE FUNCTION refuse_decision_after_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM minutes m WHERE m.edition_id = NEW.edition_id) THEN
    RAISE EXCEPTION 'the minutes are signed' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'decisions_before_minutes';
  END IF;
  RETURN NEW;
END $$
"""

REFUSE_DISTINCTION_AFTER_MINUTES = """
CREATE FUNCTION refuse_distinction_after_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM minutes m JOIN decisions d
      ON d.tenant_id = m.tenant_id AND d.edition_id = m.edition_id
    WHERE d.id = NEW.decision_id) THEN
    RAISE EXCEPTION 'the minutes are signed' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'decisions_before_minutes';
  END IF;
  RETURN NEW;
END $$
"""

FUNCTIONS = (
    SEAT_STATE,
    JUROR_MAY_READ,
    REFUSE_BALLOT,
    REFUSE_AFTER_MINUTES,
    REFUSE_DISTINCTION_AFTER_MINUTES,
)


def upgrade() -> None:
    """Go forward; the way back is a new migration."""
    for function in FUNCTIONS:
        op.execute(function)
    op.execute(
        "CREATE TRIGGER refuse_ballot_of_closed_seat BEFORE INSERT ON ballots"
        " FOR EACH ROW EXECUTE FUNCTION refuse_ballot_of_closed_seat()"
    )
    op.execute(
        "CREATE TRIGGER refuse_decision_after_minutes BEFORE INSERT ON decisions"
        " FOR EACH ROW EXECUTE FUNCTION refuse_decision_after_minutes()"
    )
    op.execute(
        "CREATE TRIGGER refuse_distinction_after_minutes BEFORE INSERT ON distinctions"
        " FOR EACH ROW EXECUTE FUNCTION refuse_distinction_after_minutes()"
    )
    op.execute(
        "CREATE POLICY jurys_wall ON revisions AS RESTRICTIVE FOR SELECT"
        f" TO {APPLICATION} USING ({NOT_A_JUROR} OR juror_may_read(candidature_id))"
    )
    op.execute(
        "CREATE POLICY jurys_wall ON drafts AS RESTRICTIVE FOR SELECT"
        f" TO {APPLICATION} USING ({NOT_A_JUROR})"
    )
