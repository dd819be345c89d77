"""What is asked of a server, as plain data: the load process is told it as one line of JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

ETAG = "@etag@"
"""Stands for the state that the last answer on the same connection named."""

NUMBER = "@number@"
"""Stands for how many times the ask was made before, so that each save changes something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One HTTP request, with places for an ETag and a number. ``etag`` is the first one put in."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    etag: str = ""

    def filled(self, etag: str, number: int) -> "Ask":
        """Put an ETag and a number in their places."""

        def put(text: str) -> str:
            return text.replace(ETAG, etag).replace(NUMBER, str(number))

        return Ask(
            method=self.method,
            path=self.path,
            headers={name: put(value) for name, value in self.headers.items()},
            body=put(self.body),
        )

    def encoded(self) -> bytes:
        """Write the request as it goes over the wire."""
        body = self.body.encode()
        lines = [f"{self.method} {self.path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines += [f"Content-Length: {len(body)}"] if body else []
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Asks for one server. ``once``: each is made once; else each connection repeats its own."""

    name: str
    port: int
    status: int
    asks: tuple[Ask, ...]
    once: bool = False

    def plain(self) -> dict[str, Any]:
        """Give the workload as JSON takes it."""
        return asdict(self)

    @classmethod
    def from_plain(cls, given: Mapping[str, Any]) -> "Workload":
        """Read what ``plain`` wrote."""
        return cls(**{**given, "asks": tuple(Ask(**one) for one in given["asks"])})
