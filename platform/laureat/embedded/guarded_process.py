"""One server in one directory: started once at a time, and never left running behind us."""

import atexit
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from laureat.embedded import guard
from laureat.embedded.errors import AlreadyRunning, DidNotStart, LeftRunning

PAUSE_IN_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Account:
    """The account of the machine that a server runs under."""

    user: int
    group: int


class GuardedProcess:
    """A server that holds the lock of its directory and ends when this process ends.

    The lock is held by this process, by the guard and by the server itself. Whoever gets it knows
    that none of the three is alive, whatever a pid file says.
    """

    def __init__(self, directory: Path, *, stop_signal: signal.Signals) -> None:
        self._directory = directory
        self._stop_signal = stop_signal
        self._lock: int | None = None
        self._guard: subprocess.Popen[bytes] | None = None
        self._owner = 0

    @property
    def log(self) -> Path:
        """The file that receives all that the server says."""
        return self._directory / "server.log"

    def acquire(self, *, patience: float = 30.0) -> None:
        """Take the directory, or say who holds it; wait only for a server that is stopping."""
        self._directory.mkdir(parents=True, exist_ok=True)
        lock = os.open(self._directory / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        limit = time.monotonic() + patience
        while not _locked(lock):
            holder = os.pread(lock, 32, 0).decode()
            if _is_alive(holder):
                os.close(lock)
                raise AlreadyRunning(self._directory, holder)
            if time.monotonic() > limit:
                os.close(lock)
                raise LeftRunning(self._directory, holder)
            time.sleep(PAUSE_IN_SECONDS)
        os.truncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        self._lock = lock
        self._owner = os.getpid()

    def launch(
        self,
        command: Sequence[str],
        *,
        account: Account | None,
        is_ready: Callable[[], bool],
        patience: float = 60.0,
    ) -> None:
        """Start the command under the guard and return when it is ready."""
        if self._lock is None:
            raise RuntimeError("the directory is launched from before it is acquired")
        user, group = ("-", "-") if account is None else (str(account.user), str(account.group))
        with self.log.open("ab") as log:
            self._guard = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
                [
                    *(sys.executable, "-I", "-S", guard.__file__),
                    *(str(int(self._stop_signal)), str(self._lock), user, group, *command),
                ],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                pass_fds=[self._lock],
                start_new_session=True,  # Ctrl-C is for us; we then stop the server in order
            )
        atexit.register(self.stop)
        self._wait(is_ready, patience)

    def stop(self) -> None:
        """Stop the server that this process started, and give its directory back."""
        if self._owner != os.getpid():  # a fork inherits the object, not the server
            return
        atexit.unregister(self.stop)
        self._end_guard()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def is_running(self) -> bool:
        """Whether the server that this process started is alive."""
        return self._guard is not None and self._guard.poll() is None

    def _wait(self, is_ready: Callable[[], bool], patience: float) -> None:
        limit = time.monotonic() + patience
        while not is_ready():
            if not self.is_running() or time.monotonic() > limit:
                self._end_guard()
                raise DidNotStart(self.log, _last_lines(self.log))
            time.sleep(PAUSE_IN_SECONDS)

    def _end_guard(self) -> None:
        if self._guard is None:
            return
        if self._guard.stdin is not None:
            self._guard.stdin.close()
        self._guard.wait()
        self._guard = None


def _locked(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def _last_lines(log: Path, count: int = 15) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])
