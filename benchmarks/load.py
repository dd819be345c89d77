"""The process that asks: keep-alive connections, closed loop, one line of JSON a command.

``{"define": workload}`` answers nothing; ``{"run": name, …}`` answers what was measured.
"""

import asyncio
import json
import re
import sys
from collections import deque
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from benchmarks.asks import Ask, Workload
from laureat.embedded.ports import HOST

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
NAMED = re.compile(rb'"etag": *"([^"]+)"')


class WrongAnswer(Exception):
    """A server answered something else than what is measured."""


@dataclass(slots=True)
class Line:
    """What one connection asks, and where it stands."""

    ask: Ask
    etag: str
    number: int = 0

    def following(self) -> bytes:
        """Write the next request."""
        self.number += 1
        return self.ask.filled(self.etag, self.number).encoded()


@dataclass(slots=True)
class Worked:
    """A workload and what is left of it."""

    workload: Workload
    lines: list[Line]
    waiting: deque[Ask] = field(default_factory=deque)

    @classmethod
    def of(cls, workload: Workload) -> "Worked":
        """Begin a workload."""
        lines = [Line(ask, ask.etag) for ask in workload.asks]
        return cls(workload, lines, deque(workload.asks if workload.once else ()))

    def next_for(self, connection: int) -> bytes | None:
        """Give what a connection asks now; None when nothing is left."""
        if not self.workload.once:
            return self.lines[connection % len(self.lines)].following()
        if not self.waiting:
            return None
        return self.waiting.popleft().encoded()

    def learn(self, connection: int, body: bytes) -> None:
        """Remember the state that an answer names."""
        line = self.lines[connection % len(self.lines)]
        if line.etag and (found := NAMED.search(body)):
            line.etag = found[1].decode()


async def ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes, status: int
) -> bytes:
    """Make one request and read its whole answer."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    body = await reader.readexactly(int(length[1])) if length else b""
    if length is None or head.split(b" ", 2)[1] != str(status).encode():
        shown = b"\n".join((request.partition(b"\r\n")[0], head, body[:2_000]))
        raise WrongAnswer(shown.decode(errors="replace"))
    return body


async def run(worked: Worked, *, connections: int, seconds: float, most: int) -> dict[str, Any]:
    """Ask for so long, or so many times; ``most`` is 0 where only the time counts."""
    opened = [await asyncio.open_connection(HOST, worked.workload.port) for _ in range(connections)]
    took: list[float] = []
    begun = perf_counter()

    async def loop(connection: int) -> None:
        while perf_counter() < begun + seconds and (not most or len(took) < most):
            request = worked.next_for(connection)
            if request is None:
                return
            asked = perf_counter()
            body = await ask(*opened[connection], request, worked.workload.status)
            took.append(perf_counter() - asked)
            worked.learn(connection, body)

    await asyncio.gather(*(loop(one) for one in range(connections)))
    elapsed = perf_counter() - begun
    for _, writer in opened:
        writer.close()
        await writer.wait_closed()
    return {"took": took, "elapsed": elapsed}


def main() -> None:
    """Obey the commands of the standard input."""
    known: dict[str, Worked] = {}
    for line in sys.stdin:
        command = json.loads(line)
        if "define" in command:
            workload = Workload.from_plain(command["define"])
            known[workload.name] = Worked.of(workload)
            continue
        worked = known[command.pop("run")]
        print(json.dumps(asyncio.run(run(worked, **command))), flush=True)


if __name__ == "__main__":
    main()
