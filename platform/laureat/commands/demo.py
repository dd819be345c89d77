"""``laureat demo``: the whole platform at work, with fictional people and a clock to be set."""

import os
import time
from pathlib import Path

import click
from rich.console import Console

from laureat.commands.mistakes import Mistake
from laureat.commands.ports import require_free
from laureat.demo.moment import NoMoment, read_moment, to_utc
from laureat.demo.place import Place
from laureat.demo.run import CannotShow, Show, run
from laureat.demo.servers import Wishes
from laureat.embedded.ports import HOST, free_port

A_PORT = click.IntRange(1, 65535)


@click.command()
@click.option(
    "--dir",
    "folder",
    default="var/demo",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that keeps the data.",
)
@click.option("--fresh", is_flag=True, help="Forget what the folder keeps and start over.")
@click.option(
    "--at",
    metavar="MOMENT",
    help="The moment to show, in Paris time, such as 2024-11-08T15:50. Unless told, a first start"
    " shows the jury at work and a later one goes on from where it stopped.",
)
@click.option(
    "--port",
    metavar="PORT",
    default=8000,
    show_default=True,
    type=A_PORT,
    help="The port of the pages.",
)
@click.option(
    "--mail-port",
    metavar="PORT",
    default=8025,
    show_default=True,
    type=A_PORT,
    help="The port of the page that shows the mails.",
)
def demo(folder: Path, at: str | None, port: int, mail_port: int, *, fresh: bool) -> None:
    """Show everything at work, with fictional people.

    The whole platform runs on this machine, and nothing else is needed: the database, the
    queue and the mail catcher are started too, and stopped again with Ctrl-C. Everything is
    reachable from this machine only. The clock stands in the autumn of 2024, in the middle of
    an edition; --at sets it.
    """
    began = time.monotonic()
    content_dir = _content_dir()
    require_free(HOST, port)
    require_free(HOST, mail_port, option="--mail-port")
    place = Place(folder)
    try:
        moment = to_utc(read_moment(at)) if at else None
        if fresh or place.played_until is None:
            place.forget()
        wishes = Wishes(
            port=port, mail_port=mail_port, smtp_port=free_port(), content_dir=content_dir
        )
        run(Show(place, wishes, moment, Console()), began=began)
    except (NoMoment, CannotShow) as error:
        raise Mistake(str(error)) from error


def _content_dir() -> Path:
    folder = Path(os.environ.get("LAUREAT_CONTENT_DIR", ".")).resolve()
    if not (folder / "tenants").is_dir() or not (folder / "campaign_config").is_dir():
        raise Mistake(
            "The folders tenants and campaign_config are not here: run this where they are, or say"
            " where with LAUREAT_CONTENT_DIR."
        )
    return folder
