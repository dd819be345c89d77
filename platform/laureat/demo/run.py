"""Run the demonstration: servers, story, processes, addresses; and stop all of it in order."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NoReturn

from rich.console import Console

from laureat.demo.doors import Door, doors, latest_act
from laureat.demo.mail_catcher import mail_catcher
from laureat.demo.moment import SHOWS_MOST, written
from laureat.demo.place import Place
from laureat.demo.processes import answers, is_at_work, process
from laureat.demo.said import Said
from laureat.demo.servers import Wishes, hurried, servers
from laureat.demo.story.reading import first_moment
from laureat.domain.clock import ShiftedClock
from laureat.embedded.guarded_process import GuardedProcess
from laureat.runtime import Runtime, Settings, build_runtime

FRONT_DOOR = "localhost"
LOOK_EVERY_SECONDS = 0.3
CAN_FORK = sys.platform == "linux"
ENDS = (signal.SIGINT, signal.SIGTERM)


class CannotShow(Exception):
    """The demonstration cannot be shown as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Show:
    """What is asked for: where, how, and at which moment (None: go on, or where most is seen)."""

    place: Place
    wishes: Wishes
    at: datetime | None
    console: Console


def run(show: Show, *, began: float) -> None:
    """Show the demonstration until Ctrl-C or SIGTERM. ``began`` is when the command was typed.

    Raises:
        CannotShow: the moment is before the story, or before what was done here already.
    """
    _require_moment(show.at)
    said = Said(show.console)
    said.starting(show.place)
    with _until_told_to_end(), ExitStack() as stack:
        environment = stack.enter_context(servers(show.place, show.wishes))
        if show.place.played_until is None:
            _play(show, environment, said)
        runtime = _runtime_now(stack, show, environment)
        running = _started(stack, show, runtime)
        stack.callback(said.stopping)
        said.ready(_all_doors(show, runtime), runtime.clock(), time.monotonic() - began)
        _watch(running)
    said.stopped(show.place)


def _require_moment(at: datetime | None) -> None:
    if at is not None and at < (first := first_moment()):
        raise CannotShow(f"The story begins on {written(first)}: choose a later --at.")


@contextmanager
def _until_told_to_end() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the block, and nothing cut short what is then put in order."""

    def end(*_: object) -> None:
        for one in ENDS:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {one: signal.signal(one, end) for one in ENDS}
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _play(show: Show, environment: Mapping[str, str], said: Said) -> None:
    from laureat.demo.story.play import Play, play  # noqa: PLC0415 - slow import, seldom needed

    until = show.at or SHOWS_MOST
    whole = Play(hurried(environment), show.place.part("mails"), until)
    with said.playing() as on_act:
        play(whole, on_act=on_act, apart=CAN_FORK)
    show.place.remember(until)


def _runtime_now(stack: ExitStack, show: Show, environment: Mapping[str, str]) -> Runtime:
    """Set the clock, for us and for the processes, which read the environment."""
    still = build_runtime(Settings.from_environment(environment))
    stack.callback(still.close)
    latest = max(filter(None, (latest_act(still), show.place.played_until)))
    if show.at is not None and show.at < latest:
        raise CannotShow(
            f"The data holds what was done up to {written(latest)}: choose a later --at, or start"
            " over with --fresh."
        )
    clock = ShiftedClock.showing(show.at or latest)
    shift = clock.shift.total_seconds()
    os.environ.update(environment, LAUREAT_CLOCK_SHIFT=str(shift))
    return replace(still, clock=clock)


def _started(stack: ExitStack, show: Show, runtime: Runtime) -> list[GuardedProcess]:
    """Start the mail catcher, both workers, one with the relay, and the web server."""
    place, wishes = show.place, show.wishes
    stack.enter_context(
        mail_catcher(
            place.part("mails"),
            smtp_port=wishes.smtp_port,
            web_port=wishes.mail_port,
            clock=runtime.clock,
        )
    )
    worker = stack.enter_context(
        process(place, "worker", ["worker", "--with-relay"], is_ready=lambda: True)
    )
    rehearsing = stack.enter_context(
        process(place, "rehearsals", ["worker", "--long"], is_ready=lambda: True)
    )
    web = stack.enter_context(
        process(
            place,
            "web",
            ["serve", "--port", str(wishes.port)],
            is_ready=lambda: answers(FRONT_DOOR, wishes.port),
        )
    )
    while not is_at_work(runtime.settings.valkey_url):
        _require_alive([worker, rehearsing])
        time.sleep(LOOK_EVERY_SECONDS / 3)
    return [worker, rehearsing, web]


def _all_doors(show: Show, runtime: Runtime) -> list[Door]:
    mails = Door(
        role="mails",
        name="",
        email="",
        shows="every mail that the platform has sent",
        address=f"http://127.0.0.1:{show.wishes.mail_port}/",
    )
    return [*doors(runtime), mails]


def _watch(running: list[GuardedProcess]) -> NoReturn:
    """Wait until told to end; a process that ends by itself ends the demonstration."""
    while True:
        _require_alive(running)
        time.sleep(LOOK_EVERY_SECONDS)


def _require_alive(running: list[GuardedProcess]) -> None:
    for one in running:
        if not one.is_running():
            raise CannotShow(f"A part of the demonstration has ended; its log says why: {one.log}")
