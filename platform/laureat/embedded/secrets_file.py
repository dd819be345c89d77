"""The password of an embedded server, kept beside its data and readable by its owner only."""

import os
import secrets
from pathlib import Path


def password_in(directory: Path) -> str:
    """Give the password of this directory, drawn at random the first time."""
    path = directory / "password"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    password = secrets.token_urlsafe(24)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(password)
    return password
