"""Two whole editions side by side: neither organisation sees, changes or points at the other's."""

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from laureat.database.transactions import make_sessions, tenant_transaction
from laureat.domain.actors import THE_ENGINE
from laureat.embedded.roles import OPERATOR
from laureat.jobs.run import run_entry
from laureat.models import Candidature, Edition, OutboxEntry, Person
from laureat.services.campaigns.ask_rehearsal import ask_rehearsal
from tests.architecture.test_the_wall import KEPT, OWNED
from tests.one_transaction import sessions_on
from tests.story import tell


@pytest.fixture
def theirs(rival, runtime):
    """Give a whole edition of the other organisation, with its letters sent."""
    with rival() as other:
        story = tell(other)
        other.act(other.organiser, ask_rehearsal, other.edition("2031").id)
        entry = other.desk.scalars(select(OutboxEntry).order_by(OutboxEntry.id)).first()
        tenant_id, entry_id = entry.tenant_id, entry.id
    assert run_entry(runtime, tenant_id, entry_id)
    return story


def counts(session):
    """Count the rows that a session sees of each table that belongs to tenants."""
    return {table.name: session.scalar(select(func.count()).select_from(table)) for table in OWNED}


def test_of_every_table_one_sees_the_own_rows_only(request, rival, session):
    before = counts(session)
    request.getfixturevalue("theirs")

    with rival() as other:
        there = counts(other.desk)

    assert [name for name, count in there.items() if count == 0] == []
    assert counts(session) == before
    assert {name for name, count in before.items() if count} == {"audit_entries"}


def test_nothing_of_theirs_can_be_written(theirs, session):
    with pytest.raises(ProgrammingError, match="row-level security"), session.begin_nested():
        session.execute(
            insert(Person).values(tenant_id=theirs.edition.tenant_id, email="x@y.example", name="")
        )
    changed = session.execute(
        update(Edition).where(Edition.id == theirs.edition.id).values(title="Volé")
    )
    assert changed.rowcount == 0


def test_nothing_of_theirs_can_be_pointed_at(theirs, make, session):
    ours = make.edition()
    session.add(
        Candidature(
            edition_id=ours.id,
            category_id=theirs.category.id,
            applicant_id=make.applicant().id,
            applicant_key="x",
            number="x",
            started_at=make.clock(),
        )
    )
    with pytest.raises(IntegrityError, match="foreign key"), session.begin_nested():
        session.flush()


@pytest.mark.parametrize("table", KEPT, ids=lambda table: table.name)
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_is_kept_is_neither_changed_nor_deleted(session, table, act):
    with pytest.raises(ProgrammingError, match="permission denied"), session.begin_nested():
        session.execute(text(act.format(table.name)))


@pytest.mark.parametrize("table", OWNED, ids=lambda table: table.name)
def test_nothing_is_deleted_at_all(session, table):
    with pytest.raises(ProgrammingError, match="permission denied"), session.begin_nested():
        session.execute(text(f"DELETE FROM {table.name}"))


def test_the_operator_reads_nothing_of_tenants_but_the_outbox_and_adds_to_the_trail(connection):
    readable = []
    for table in OWNED:
        with sessions_on(connection, role=OPERATOR)() as session:
            try:
                session.execute(select(table.c.id)).all()
            except DBAPIError:
                continue
            readable.append(table.name)

    assert readable == ["outbox"]


def test_a_read_cannot_write(runtime, make):
    tenant_id = make.organiser.tenant_id
    with (
        pytest.raises(DBAPIError, match="read-only transaction"),
        runtime.open_work(tenant_id, THE_ENGINE, read_only=True) as work,
    ):
        work.session.add(Person(email="x@y.example"))


def test_the_tenant_is_left_with_the_transaction(engine, tenants):
    sessions = make_sessions(engine)
    with tenant_transaction(sessions, tenants["rivale"].id) as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0

    with sessions.begin() as session, pytest.raises(DBAPIError, match="invalid input syntax"):
        session.execute(select(Person)).all()
