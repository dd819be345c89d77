"""The way in for background work: one process that does jobs, and may relay the outbox as well.

Jobs run in the worker's own process (RQ's ``SimpleWorker``) and not in a fork of it for each job.
A fork would inherit the pool of database connections, which two processes must never share, and
would pay for new ones with every letter. What a fork protects from is small here: jobs are short,
written by us, stopped by a time limit, and idempotent (what takes minutes plays in a process of its
own, for a worker of its own); when one takes the process down with it, the
relay hands its entry out again.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from rq import SimpleWorker
from rq.serializers import JSONSerializer

from laureat.jobs.relay import relay_until
from laureat.runtime import Runtime
from laureat.worker_runtime import install_worker_runtime

STOPPING = frozenset({signal.SIGTERM, signal.SIGINT})


def work(runtime: Runtime, *, with_relay: bool, burst: bool = False, long: bool = False) -> None:
    """Do jobs until SIGTERM or Ctrl-C, which let the present one end.

    With ``burst`` it ends when none is left; with ``long`` it does those that take minutes, and no
    others. The scheduler, which gives failed jobs their later
    tries, is RQ's own small process.
    """
    install_worker_runtime(runtime)
    worker = SimpleWorker(
        [runtime.long_queue if long else runtime.queue],
        connection=runtime.queue.connection,
        serializer=JSONSerializer,
    )
    if with_relay:
        with _relaying(runtime):
            worker.work(with_scheduler=True, burst=burst)
    else:
        worker.work(with_scheduler=True, burst=burst)


def relay(runtime: Runtime) -> None:
    """Move the outbox to the queue until SIGTERM or Ctrl-C, which cut no transaction in two."""
    previous = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        relay_until(runtime, lambda seconds: signal.sigtimedwait(STOPPING, seconds) is not None)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous)


@contextmanager
def _relaying(runtime: Runtime) -> Iterator[None]:
    """Relay in a thread while the block runs; its first look comes after the scheduler's fork.

    A relay that fails ends the worker too: whoever watches over it then starts both again.
    """
    stopped, failures = Event(), list[Exception]()

    def relay_until_stopped() -> None:
        try:
            relay_until(runtime, stopped.wait)
        except Exception as failure:
            failures.append(failure)
            os.kill(os.getpid(), signal.SIGTERM)

    thread = Thread(target=relay_until_stopped, name="relay")
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
    if failures:
        raise failures[0]
