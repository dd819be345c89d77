"""``laureat worker`` and ``laureat relay``: what happens after the request."""

import click

from laureat import worker as processes
from laureat.commands.deployment import deployment
from laureat.logs.json_lines import log_as_json


@click.command()
@click.option("--with-relay", is_flag=True, help="Relay the outbox in the same process.")
@click.option("--burst", is_flag=True, help="End when no job is left.")
@click.option("--long", is_flag=True, help="Do the jobs that take minutes, and no others.")
def worker(*, with_relay: bool, burst: bool, long: bool) -> None:
    """Do the background jobs, such as mails.

    Rehearsals take minutes: one more worker, with --long, does them, so that no mail waits.

    It ends with SIGTERM or Ctrl-C, once the job in hand is done. A second Ctrl-C does not wait
    for it; the job is then done again later.
    """
    with deployment() as runtime:
        runtime.queue.connection.ping()
        log_as_json()
        processes.work(runtime, with_relay=with_relay, burst=burst, long=long)


@click.command()
def relay() -> None:
    """Hand the outbox to the queue.

    What was asked for in the database is moved until SIGTERM or Ctrl-C. One relay is enough;
    several do no harm. While the queue is away nothing is lost: it waits in the database.
    """
    with deployment() as runtime:
        log_as_json()
        processes.relay(runtime)
