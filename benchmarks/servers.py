"""The servers that are measured, as processes of their own, and the CPU that they use."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from laureat.embedded.ports import HOST, free_port

TICKS: Final = os.sysconf("SC_CLK_TCK")
PATIENCE_IN_SECONDS: Final = 60
ROOT: Final = Path(__file__).parents[1]


class NoServer(Exception):
    """A server did not come up; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Server:
    """A granian with one worker."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Give the user and system time that the worker has used so far."""
        return sum(_cpu_ticks(one) for one in _descendants(self.pid)) / TICKS


@contextmanager
def serving(command: list[str], environment: Mapping[str, str], *, log: Path) -> Iterator[Server]:
    """Run a server until the block ends; ``{port}`` in the command is a free port."""
    port = free_port()
    with ExitStack() as stack:
        output = stack.enter_context(log.open("wb"))
        process = subprocess.Popen(
            [part.format(port=port) for part in command],
            env={**os.environ, **environment},
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
        stack.callback(_stop, process)
        _wait_for(process, port, log)
        yield Server(port, process.pid)


def platform_command() -> list[str]:
    """Say how the platform is served."""
    return [str(Path(sys.executable).with_name("laureat")), "serve", "--port", "{port}"]


def floor_command() -> list[str]:
    """Say how the floor is served."""
    return [sys.executable, "-m", "benchmarks.floor", "{port}"]


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    limit = time.monotonic() + PATIENCE_IN_SECONDS
    while True:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            if process.poll() is not None or time.monotonic() > limit:
                raise NoServer(log.read_text(errors="replace")[-4_000:]) from None
            time.sleep(0.05)
        else:
            return


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _descendants(pid: int) -> list[int]:
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in path.read_text().split():
            found += [int(child), *_descendants(int(child))]
    return found


def _cpu_ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
