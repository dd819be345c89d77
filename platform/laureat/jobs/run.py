"""Run one entry of the outbox, once, however often the queue delivers it."""

import logging
from uuid import UUID

from rq.utils import import_attribute

from laureat.domain.actors import THE_ENGINE
from laureat.domain.jobs import Job
from laureat.jobs.letters import Desk
from laureat.models import Tenant
from laureat.queries.records import outbox_entry_to_do
from laureat.runtime import Runtime
from laureat.worker_runtime import worker_runtime

log = logging.getLogger(__name__)


def run_outbox_entry(tenant_id: str, entry_id: str) -> None:
    """What the queue calls: two ids, nothing else."""
    run_entry(worker_runtime(), UUID(tenant_id), UUID(entry_id))


def run_entry(runtime: Runtime, tenant_id: UUID, entry_id: UUID) -> bool:
    """Do the job of an entry and mark it done in one transaction.

    Returns False, doing nothing, when it was done already. A job that fails leaves the entry as it
    was, so that the queue, and after it the relay, try again.
    """
    with runtime.open_work(tenant_id, THE_ENGINE) as work:
        entry = outbox_entry_to_do(work.session, entry_id)
        if entry is None:
            return False
        job = Job(entry.job)
        arguments = {name: UUID(value) for name, value in entry.arguments.items()}
        tenant = work.session.get_one(Tenant, tenant_id)
        import_attribute(job.value)(Desk(work, runtime, tenant, entry.id), **arguments)
        entry.done_at = work.now
        log.info("done", extra={"tenant": str(tenant_id), "job": job.name, "entry": str(entry_id)})
    return True
