"""The small process that stands between us and a server, and stops the server when we are gone.

It is run by its path, by a bare interpreter, so it imports the standard library only. Its standard
input is a pipe that only our process holds open for writing: the pipe closes however our process
ends, by its last line or by `kill -9`, and the server is then asked to stop.
"""

import os
import signal
import subprocess
import sys
import threading
import time

PATIENCE_IN_SECONDS = 60


def guard(
    command: list[str], *, stop_signal: int, lock: int, user: int | None, group: int | None
) -> int:
    """Run the command until it ends, or until standard input closes."""
    server = subprocess.Popen(  # noqa: S603 - the command is ours, see guarded_process.py
        command,
        stdin=subprocess.DEVNULL,
        pass_fds=[lock],
        user=user,
        group=group,
        extra_groups=None if user is None else [],
        cwd="/",
    )

    def ask_to_stop(*_: object) -> None:
        server.send_signal(stop_signal)

    def watch() -> None:
        os.read(sys.stdin.fileno(), 1)
        ask_to_stop()
        time.sleep(PATIENCE_IN_SECONDS)
        server.kill()

    signal.signal(signal.SIGTERM, ask_to_stop)
    threading.Thread(target=watch, daemon=True).start()
    return server.wait()


def main() -> None:
    """Read stop signal, lock, user and group ("-" for our own) and command from the arguments."""
    stop_signal, lock, user, group, *command = sys.argv[1:]
    sys.exit(
        guard(
            command,
            stop_signal=int(stop_signal),
            lock=int(lock),
            user=None if user == "-" else int(user),
            group=None if group == "-" else int(group),
        )
    )


if __name__ == "__main__":
    main()
