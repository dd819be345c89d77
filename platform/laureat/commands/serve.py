"""``laureat serve``: the web server."""

import click
from granian import Granian
from granian.constants import Interfaces

from laureat.commands.deployment import settings_here
from laureat.commands.ports import require_free
from laureat.logs.json_lines import LOGGING, log_as_json

TARGET = "laureat.wsgi:application"
PATIENCE_IN_SECONDS = 30


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    metavar="PORT",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="The port to listen on.",
)
@click.option(
    "--workers",
    metavar="NUMBER",
    default=1,
    show_default=True,
    type=click.IntRange(min=1),
    help="How many processes answer; one for each core is a good start.",
)
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages and the API.

    It ends with SIGTERM or Ctrl-C, once the requests in hand are answered. Only this machine
    can reach it unless --host says otherwise. Each request leaves one JSON line on the
    standard output, without addresses or names.
    """
    settings_here()
    require_free(host, port)
    log_as_json()
    # One thread in each process: a request waits for the database, and more threads in one
    # interpreter only wait for each other.
    Granian(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        factory=True,
        websockets=False,
        log_dictconfig=LOGGING,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE_IN_SECONDS,
    ).serve()
