"""What every test may ask for, and how to use it.

One PostgreSQL and one Valkey serve the whole run. Each worker has its own copy of a migrated
database, with two organisations in it (``ALLIANCE`` and ``RIVAL`` of ``tests.servers``). A test
runs in one transaction, as the application's own role, and that transaction is rolled back.

``clock``
    Stands at noon, in the deposit period: ``clock.move_to(…)``, ``clock.advance(days=3)``.
``make``
    Makes people, editions, dossiers, juries by the legal path (``tests/make.py``):
    ``make.candidature(CandidatureState.SUBMITTED, category=RURAL)``.
``act``
    ``act(person, verb, id, reason="…")`` does a verb in a transaction of its own, and gives it
    plugins, files and secret; ``act(None, …)`` is nobody, ``act(THE_ENGINE, …)`` the platform.
``work_as``
    ``with work_as(person) as work:`` for several verbs in one transaction, or for queries.
``session``
    The test's own eyes: reads and asserts. Rows that are held show what acts have changed.
``refused`` (``tests.refusals``)
    ``with refused(SeatClosed, "vous est fermée", article="4.4"): act(…)``.
``trail``, ``outbox``
    ``trail(thing)`` lists the events that the audit keeps of it, ``outbox()`` the jobs asked for.
``queries_counted``
    ``with queries_counted() as asked: …`` and then ``len(asked)``.
``rival``
    ``with rival() as theirs: theirs.candidature()``: the same ``Make`` in the other organisation.
``runtime``, ``run_jobs``
    A whole deployment with remembering mailer and files; ``run_jobs()`` does what the outbox holds
    and is due, and ``runtime.mailer.sent`` then has the letters.
``app``, ``client_as`` (in ``tests/integration``)
    The web: ``client_as(person).get("/jury")``, ``client_as(None)``, ``client_as(p, host=…)``.
``committing``
    For concurrency: ``make``, ``act`` and an engine on a database of their own, where all commits.

Under ``pytest -n`` the controller starts the servers; alone, the first test that needs them does.
A module that takes more than ten seconds says ``pytestmark = pytest.mark.takes_long``.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from redis import Redis
from rq import Queue
from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.orm import Session, sessionmaker

from laureat.database.transactions import make_engine
from laureat.domain.audit import Event
from laureat.domain.clock import HeldClock
from laureat.domain.jobs import Job
from laureat.embedded.roles import APP, OPERATOR
from laureat.integrations.files import RememberingFiles
from laureat.integrations.mail import RememberingMailer
from laureat.jobs.run import run_entry
from laureat.models import AuditEntry, OutboxEntry, Tenant, TenantOwned
from laureat.plugin_host import PluginHost
from laureat.runtime import Runtime, Settings, queue_on
from laureat.work import Work
from tests.acting import SECRET, Acting, Who, columns_of, look_again
from tests.clock import NOON
from tests.committing import Committing, tenant_sessions
from tests.make import Make
from tests.one_transaction import sessions_on
from tests.servers import ALLIANCE, RIVAL, Addresses, Servers

ADDRESSES = "laureat_addresses"

_shared: list[Servers] = []


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers before the workers, where there are workers."""
    is_controller = not hasattr(config, "workerinput")
    if is_controller and config.getoption("numprocesses", None):
        servers = Servers()
        config.stash[SERVED] = servers.start().plain()
        _shared.append(servers)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker ends alone with it; the rest stays shuffled."""
    items.sort(key=lambda item: item.get_closest_marker("takes_long") is None)


def pytest_unconfigure() -> None:
    """Stop what was started here."""
    while _shared:
        _shared.pop().stop()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where the servers answer."""
    node.workerinput[ADDRESSES] = node.config.stash[SERVED]


SERVED = pytest.StashKey[dict[str, str]]()


@pytest.fixture(scope="session")
def addresses(request: pytest.FixtureRequest) -> Iterator[Addresses]:
    """Where the servers of this run answer."""
    told = getattr(request.config, "workerinput", {}).get(ADDRESSES)
    if told is not None:
        yield Addresses.from_plain(told)
        return
    servers = Servers()
    try:
        yield servers.start()
    finally:
        servers.stop()


@pytest.fixture(scope="session")
def database(addresses: Addresses, worker_id: str) -> Iterator[str]:
    """The name of this worker's own copy of the template."""
    name = f"laureat_{worker_id}"
    addresses.make_database(name)
    yield name
    addresses.drop_database(name)


@pytest.fixture(scope="session")
def engine(addresses: Addresses, database: str) -> Iterator[Engine]:
    """The application's engine. Its role owns nothing and bypasses nothing."""
    engine = make_engine(addresses.url(APP, database))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def plugins() -> PluginHost:
    """The plugins that are installed."""
    return PluginHost.discover()


@pytest.fixture(scope="session")
def tenants(engine: Engine) -> dict[str, Tenant]:
    """Both organisations, by slug."""
    with Session(engine) as session:
        return {tenant.slug: tenant for tenant in session.scalars(select(Tenant))}


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """The connection of a test, in a transaction that is rolled back."""
    with engine.connect() as connection, connection.begin() as outer:
        yield connection
        outer.rollback()


@pytest.fixture
def clock() -> HeldClock:
    """A clock that stands at noon until it is moved."""
    return HeldClock(NOON)


@pytest.fixture
def sessions(connection: Connection) -> sessionmaker[Session]:
    """Sessions of the application's role, as a door has them."""
    return sessions_on(connection)


@pytest.fixture
def files() -> RememberingFiles:
    """Files in memory."""
    return RememberingFiles()


@pytest.fixture
def session(connection: Connection, tenants: dict[str, Tenant]) -> Iterator[Session]:
    """The test's own session, in the first organisation; it neither commits nor rolls back."""
    with sessions_on(connection, tenant_id=tenants[ALLIANCE.slug].id)() as session:
        session.connection()  # all that the test lets others do happens inside this transaction
        yield session


@pytest.fixture
def act(
    connection: Connection,
    session: Session,
    tenants: dict[str, Tenant],
    clock: HeldClock,
    plugins: PluginHost,
    files: RememberingFiles,
) -> Acting:
    """Lets people act in the first organisation."""
    return Acting(
        sessions=sessions_on(connection, tenant_id=tenants[ALLIANCE.slug].id),
        clock=clock,
        parts={"plugins": plugins, "files": files, "secret": SECRET},
        desk=session,
        hand_over=session.flush,
    )


@pytest.fixture
def work_as(act: Acting) -> Callable[[Who], AbstractContextManager[Work]]:
    """Open the unit of work of somebody."""
    return act.work


@pytest.fixture
def make(session: Session, act: Acting, clock: HeldClock) -> Make:
    """Makes what the test speaks of, in the first organisation."""
    return Make(session, act, clock)


@pytest.fixture
def rival(
    connection: Connection, act: Acting, clock: HeldClock, tenants: dict[str, Tenant]
) -> Callable[[], AbstractContextManager[Make]]:
    """Work in the other organisation for a while: ``with rival() as theirs: theirs.edition()``."""
    tenant_id = tenants[RIVAL.slug].id

    @contextmanager
    def elsewhere() -> Iterator[Make]:
        with sessions_on(connection, tenant_id=tenant_id).begin() as session:
            session.connection()
            theirs = Acting(
                sessions=sessions_on(connection, tenant_id=tenant_id),
                clock=clock,
                parts=act.parts,
                desk=session,
                hand_over=session.flush,
            )
            yield Make(session, theirs, clock)
            for row in list(session):
                session.refresh(row, columns_of(row))

    return elsewhere


@pytest.fixture
def committing(
    addresses: Addresses,
    database: str,
    clock: HeldClock,
    plugins: PluginHost,
    tenants: dict[str, Tenant],
) -> Iterator[Committing]:
    """A database of its own, for this test, in which everything commits."""
    name = f"{database}_committing"
    addresses.make_database(name)
    engine = make_engine(addresses.url(APP, name))
    tenant_id = tenants[ALLIANCE.slug].id
    sessions = tenant_sessions(engine, tenant_id)
    with sessions() as session:
        act = Acting(
            sessions=sessions,
            clock=clock,
            parts={"plugins": plugins, "files": RememberingFiles(), "secret": SECRET},
            desk=session,
            hand_over=session.commit,
        )
        yield Committing(make=Make(session, act, clock), act=act, engine=engine)
    engine.dispose()
    addresses.drop_database(name)


@pytest.fixture
def trail(session: Session) -> Callable[[TenantOwned], list[Event]]:
    """List the events that the audit keeps of a thing, oldest first."""

    def events(thing: TenantOwned) -> list[Event]:
        asked = select(AuditEntry.event).where(AuditEntry.subject_id == thing.id)
        return [Event(one) for one in session.scalars(asked.order_by(AuditEntry.serial))]

    return events


@pytest.fixture
def outbox(session: Session) -> Callable[[], list[Job]]:
    """List the jobs that were asked for and are not done, in the order in which they were asked."""

    def waiting() -> list[Job]:
        asked = select(OutboxEntry.job).where(OutboxEntry.done_at.is_(None))
        return [Job(one) for one in session.scalars(asked.order_by(OutboxEntry.id))]

    return waiting


@pytest.fixture
def queries_counted(engine: Engine) -> Callable[[], AbstractContextManager[list[str]]]:
    """Collect the statements that the platform sends, savepoints left out."""

    @contextmanager
    def counted() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(*given: Any) -> None:
            statement: str = given[2]
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK TO")):
                asked.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counted


@pytest.fixture
def queue(addresses: Addresses, worker_id: str) -> Iterator[Queue]:
    """A real queue, empty, in this worker's own database of Valkey."""
    number = int(worker_id.removeprefix("gw") if worker_id.startswith("gw") else 0)
    with Redis.from_url(addresses.queue(number % 16)) as valkey:
        valkey.flushdb()
        yield queue_on(valkey)


@pytest.fixture
def runtime(
    connection: Connection,
    sessions: sessionmaker[Session],
    clock: HeldClock,
    plugins: PluginHost,
    files: RememberingFiles,
    queue: Queue,
) -> Runtime:
    """A whole deployment, on the connection of the test."""
    return Runtime(
        settings=Settings(
            database_url="",
            operator_url="",
            valkey_url="",
            mail_url="",
            files_url="",
            secret=SECRET,
        ),
        sessions=sessions,
        operator_sessions=sessions_on(connection, role=OPERATOR),
        clock=clock,
        plugins=plugins,
        files=files,
        mailer=RememberingMailer(),
        queue=queue,
    )


@pytest.fixture
def run_jobs(runtime: Runtime, session: Session) -> Callable[[], list[Job]]:
    """Do every job of the outbox that is due, oldest first, and say which were done."""

    def run() -> list[Job]:
        done: list[Job] = []
        while due := _due(session, runtime):
            for entry in due:
                job = Job(entry.job)
                run_entry(runtime, entry.tenant_id, entry.id)
                done.append(job)
            look_again(session)
        return done

    return run


def _due(session: Session, runtime: Runtime) -> list[OutboxEntry]:
    asked = (
        select(OutboxEntry)
        .where(OutboxEntry.done_at.is_(None), OutboxEntry.due_at <= runtime.clock())
        .order_by(OutboxEntry.due_at, OutboxEntry.id)
    )
    return list(session.scalars(asked))
