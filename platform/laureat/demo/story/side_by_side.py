"""Do several things at once, each in a process of its own, where the system can fork."""

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from typing import TypeAlias

Job: TypeAlias = Callable[[Callable[[], None]], None]

LOOK_EVERY_SECONDS = 0.1


class PartFailed(RuntimeError):
    """One of the things did not come to its end; its own words stand above."""


def one_after_the_other(jobs: Sequence[Job], on_step: Callable[[], None]) -> None:
    """Do them here, in order; each calls what it is given at every step."""
    for job in jobs:
        job(on_step)


def side_by_side(jobs: Sequence[Job], on_step: Callable[[], None]) -> None:
    """Do them in processes, and count their steps here; when one fails, the others are ended.

    Raises:
        PartFailed: one of them ended badly.
    """
    context = multiprocessing.get_context("fork")
    steps = context.Value("i", 0)
    processes = [context.Process(target=_alone, args=(job, steps), daemon=True) for job in jobs]
    told = 0
    try:
        for process in processes:
            process.start()
        for process in processes:
            while process.exitcode is None:
                process.join(LOOK_EVERY_SECONDS)
                told = _tell(on_step, told, steps.value)
            if process.exitcode != 0:
                raise PartFailed(f"a part of the story ended with code {process.exitcode}")
        _tell(on_step, told, steps.value)
    finally:
        for process in processes:
            if process.is_alive():
                process.kill()
                process.join()


def _tell(on_step: Callable[[], None], told: int, steps: int) -> int:
    for _ in range(told, steps):
        on_step()
    return steps


def _alone(job: Job, steps: "multiprocessing.sharedctypes.Synchronized[int]") -> None:
    """Do one thing in this process; Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def step() -> None:
        with steps.get_lock():
            steps.value += 1

    job(step)
