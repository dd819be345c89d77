"""Where files are kept: a folder or an S3 bucket, one interface.

A key is the tenant's and then random: it tells nothing of the file, its name or its owner. A file
is asked for with the tenant that owns it, so that a key that strayed opens nothing elsewhere.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

_CHUNK = 256 * 1024


class FilesUnavailable(Exception):
    """The store does not answer now; the same act may succeed later."""


class FileMissing(LookupError):
    """The store has no such file for this tenant."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was kept: where, how long, and its SHA-256 in hexadecimal."""

    key: str
    size: int
    sha256: str


class FileStore(Protocol):
    """Keeps the files of tenants."""

    def put(self, content: bytes, *, tenant_id: UUID, media_type: str) -> StoredFile:
        """Keep a content under a new key."""

    def get(self, key: str, *, tenant_id: UUID) -> bytes:
        """Give a content in one piece; FileMissing when the tenant has no such file."""

    def chunks(self, key: str, *, tenant_id: UUID) -> Iterator[bytes]:
        """Give a content piece by piece, to be sent without holding it whole."""

    def delete(self, key: str, *, tenant_id: UUID) -> None:
        """Forget a content; one that is already forgotten is no error."""


class ObjectFiles:
    """Files in a local folder (``file:///…``) or a bucket (``s3://…``, set up by ``AWS_…``)."""

    def __init__(self, url: str) -> None:
        is_folder = url.startswith("file://")
        self._store: ObjectStore = (
            LocalStore.from_url(url, mkdir=True) if is_folder else from_url(url)
        )

    def put(self, content: bytes, *, tenant_id: UUID, media_type: str) -> StoredFile:
        """Keep a content under a new key."""
        name = secrets.token_hex(16)
        key = f"{tenant_id}/{name[:2]}/{name}"
        with _translated(key):
            if isinstance(self._store, LocalStore):  # a folder keeps no attributes
                obstore.put(self._store, key, content)
            else:
                obstore.put(self._store, key, content, attributes={"Content-Type": media_type})
        return StoredFile(key, len(content), hashlib.sha256(content).hexdigest())

    def get(self, key: str, *, tenant_id: UUID) -> bytes:
        """Give a content in one piece; FileMissing when the tenant has no such file."""
        _require_own(key, tenant_id)
        with _translated(key):
            return bytes(obstore.get(self._store, key).bytes())

    def chunks(self, key: str, *, tenant_id: UUID) -> Iterator[bytes]:
        """Give a content piece by piece; a missing file is told before the first piece."""
        _require_own(key, tenant_id)
        with _translated(key):
            pieces = obstore.get(self._store, key).stream(min_chunk_size=_CHUNK)
        return (bytes(piece) for piece in pieces)

    def delete(self, key: str, *, tenant_id: UUID) -> None:
        """Forget a content; one that is already forgotten is no error."""
        _require_own(key, tenant_id)
        try:
            with _translated(key):
                obstore.delete(self._store, key)
        except FileMissing:
            return


class RememberingFiles(ObjectFiles):
    """Files in memory, for tests and rehearsals; ``keys`` tells what it holds."""

    def __init__(self) -> None:
        self._store = MemoryStore()

    @property
    def keys(self) -> list[str]:
        """Give the keys of everything that is kept, in order."""
        return sorted(found["path"] for batch in obstore.list(self._store) for found in batch)


def _require_own(key: str, tenant_id: UUID) -> None:
    if not key.startswith(f"{tenant_id}/") or ".." in key:
        raise FileMissing(key)


@contextmanager
def _translated(key: str) -> Iterator[None]:
    """Say in our words what the store complains of."""
    try:
        yield
    except (NotFoundError, FileNotFoundError) as missing:
        raise FileMissing(key) from missing
    except (BaseError, OSError) as trouble:
        raise FilesUnavailable(type(trouble).__name__) from trouble
