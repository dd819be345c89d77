"""What a transaction asks for is done after it, once, even when the queue is away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from redis import Redis
from redis.exceptions import RedisError
from rq import SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy import select

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import WrongState
from laureat.domain.jobs import Job
from laureat.integrations.mail import MailDelayed
from laureat.jobs.relay import LOST_AFTER, relay_once, waiting_entries
from laureat.jobs.run import run_entry
from laureat.models import OutboxEntry, SentMail
from laureat.runtime import queue_on
from laureat.services.campaigns.ask_rehearsal import ask_rehearsal
from laureat.services.candidatures.withdraw import withdraw_candidature
from laureat.worker_runtime import install_worker_runtime
from tests.clock import NOON

S = CandidatureState


@pytest.fixture
def submitted(make):
    """Give a dossier whose receipt waits in the outbox."""
    return make.candidature(S.SUBMITTED)


@pytest.fixture
def entry(submitted, session):
    return session.scalars(select(OutboxEntry)).one()


def test_what_was_rolled_back_asks_for_nothing(act, make, submitted, outbox):
    def withdraw_and_break(work, *, plugins):
        withdraw_candidature(work, submitted.id, plugins=plugins)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        act(make.writer(submitted), withdraw_and_break)

    assert outbox() == [Job.MAIL_SUBMITTED]
    assert submitted.state is S.SUBMITTED


def test_a_refused_verb_asks_for_nothing(make, outbox):
    candidature = make.candidature(S.WITHDRAWN)
    before = outbox()

    with pytest.raises(WrongState):
        make.withdraw(candidature)

    assert outbox() == before


def test_the_relay_hands_over_what_is_due_and_only_once(entry, runtime, queue, session):
    assert relay_once(runtime) == 1
    assert relay_once(runtime) == 0

    (job,) = queue.jobs
    assert job.func_name == "laureat.jobs.run.run_outbox_entry"
    assert job.kwargs == {"tenant_id": str(entry.tenant_id), "entry_id": str(entry.id)}
    session.refresh(entry)
    assert (entry.forwarded_at, entry.done_at) == (NOON, None)


def test_what_is_due_later_waits(entry, runtime, session, clock):
    entry.due_at = NOON + timedelta(hours=1)
    session.flush()
    assert relay_once(runtime) == 0

    clock.advance(hours=1)

    assert relay_once(runtime) == 1


def test_what_the_queue_has_lost_is_handed_over_again(entry, runtime, clock, queue):
    relay_once(runtime)
    queue.empty()
    clock.advance(seconds=LOST_AFTER.total_seconds())
    assert relay_once(runtime) == 0

    clock.advance(seconds=1)

    assert relay_once(runtime) == 1


def test_with_the_queue_away_a_candidate_submits_and_the_letter_leaves_later(
    make, runtime, session, queue
):
    away = Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.2)
    without = replace(runtime, queue=queue_on(away))
    candidature = make.candidature(S.SUBMITTED)

    with pytest.raises(RedisError):
        relay_once(without)
    away.close()

    assert candidature.state is S.SUBMITTED
    entry = session.scalars(select(OutboxEntry)).one()
    assert entry.forwarded_at is None
    assert relay_once(runtime) == 1


def test_what_takes_minutes_goes_to_a_queue_of_its_own(make, act, runtime, queue):
    act(make.organiser, ask_rehearsal, make.edition().id)

    relay_once(runtime)

    (rehearsal,) = runtime.long_queue.get_jobs()
    runtime.long_queue.empty()
    assert rehearsal.description == Job.REHEARSE_EDITION
    assert Job.REHEARSE_EDITION not in {job.description for job in queue.get_jobs()}


def test_the_relay_serves_every_organisation(make, rival, runtime):
    make.candidature(S.SUBMITTED)
    with rival() as theirs:
        theirs.candidature(S.SUBMITTED)

    assert relay_once(runtime) == 2


def test_the_operator_counts_what_waits(submitted, runtime):
    with runtime.operator_sessions.begin() as session:
        assert waiting_entries(session) == 1


def test_an_entry_is_done_once_however_often_it_is_delivered(entry, runtime, session):
    assert run_entry(runtime, entry.tenant_id, entry.id) is True
    assert run_entry(runtime, entry.tenant_id, entry.id) is False

    assert len(runtime.mailer.sent) == 1
    sent = session.scalars(select(SentMail)).one()
    assert (sent.outbox_id, sent.template, sent.sent_at) == (
        entry.id,
        "candidature-submitted",
        NOON,
    )
    session.refresh(entry)
    assert entry.done_at == NOON


def test_a_letter_to_a_whole_team_asks_for_its_organisation_once(
    entry, make, submitted, runtime, queries_counted
):
    for number in range(3):
        make.colleague(submitted.applicant, f"Collègue {number}")

    with queries_counted() as asked:
        run_entry(runtime, entry.tenant_id, entry.id)

    assert len([one for one in asked if "FROM tenants" in one]) == 1


def test_a_letter_that_cannot_leave_now_leaves_the_entry_to_be_done(entry, runtime, session):
    runtime.mailer.away = True
    with pytest.raises(MailDelayed):
        run_entry(runtime, entry.tenant_id, entry.id)

    session.refresh(entry)
    assert entry.done_at is None
    assert session.scalars(select(SentMail)).all() == []
    runtime.mailer.away = False
    assert run_entry(runtime, entry.tenant_id, entry.id) is True


def test_an_entry_of_elsewhere_is_not_done_here(entry, runtime, tenants, session):
    assert run_entry(runtime, tenants["rivale"].id, entry.id) is False

    session.refresh(entry)
    assert entry.done_at is None


def test_a_real_worker_takes_it_from_the_real_queue(entry, runtime, queue, session):
    relay_once(runtime)
    install_worker_runtime(runtime)

    SimpleWorker([queue], connection=queue.connection, serializer=JSONSerializer).work(
        burst=True, with_scheduler=False
    )

    session.refresh(entry)
    assert entry.done_at == NOON
    assert [letter.subject for letter in runtime.mailer.sent] != []
    assert queue.failed_job_registry.count == 0


def test_a_letter_speaks_in_the_name_of_its_organisation(make, rival, runtime):
    make.candidature(S.SUBMITTED)
    with rival() as theirs:
        theirs.candidature(S.SUBMITTED)
    with runtime.operator_sessions.begin() as operator:
        entries = [(one.tenant_id, one.id) for one in operator.scalars(select(OutboxEntry))]

    for tenant_id, entry_id in entries:
        run_entry(runtime, tenant_id, entry_id)

    assert {letter.sender.address for letter in runtime.mailer.sent} == {
        "trophees@alliance-fictive.example",
        "trophees@rivale.example",
    }
    for letter in runtime.mailer.sent:
        host = letter.sender.address.partition("@")[2]
        assert f"https://{host}/dossiers/" in letter.text
