"""The account under which PostgreSQL runs when we are root, because it refuses to be root."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from laureat.embedded.errors import NoAccount
from laureat.embedded.guarded_process import Account

NAME = "laureat-postgres"


def helper_account() -> Account | None:
    """Give the helper account, made at the first need; none when we are not root."""
    if os.geteuid() != 0:
        return None
    entry = _entry() or _created_entry()
    return Account(user=entry.pw_uid, group=entry.pw_gid)


def open_the_way(path: Path) -> None:
    """Let other accounts pass through the folders above the path, without listing them."""
    for folder in path.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)


def open_for_reading(folder: Path, *, program: Path) -> None:
    """Let other accounts read and run what the folder holds, unless they may run its program."""
    if program.stat().st_mode & stat.S_IXOTH:
        return
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        needed = stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
        if mode & needed != needed:
            path.chmod(mode | needed)


def _entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _created_entry() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is not None:
        # Another process may be faster: only the account counts, not who made it.
        subprocess.run(  # noqa: S603 - a fixed command
            [useradd, "--system", "--no-create-home", "--home-dir", "/nonexistent", NAME],
            capture_output=True,
            check=False,
        )
    entry = _entry()
    if entry is None:
        raise NoAccount(NAME)
    return entry
