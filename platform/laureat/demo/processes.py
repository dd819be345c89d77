"""The processes of a demonstration: each in its own session, so that Ctrl-C reaches only us.

They are told the settings by the environment. Each stands behind the same guard as the embedded
servers: it is asked to stop when we end, however we end, and it writes to a log of its own.
"""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from redis import Redis
from redis.exceptions import RedisError
from rq import Worker

from laureat.demo.place import Place
from laureat.embedded.guarded_process import GuardedProcess

LAUREAT = (sys.executable, "-m", "laureat.cli")


@contextmanager
def process(
    place: Place, name: str, arguments: Sequence[str], *, is_ready: Callable[[], bool]
) -> Iterator[GuardedProcess]:
    """Run ``laureat …`` until the block is left, which begins when it is ready."""
    guarded = GuardedProcess(place.part(name), stop_signal=signal.SIGTERM)
    guarded.acquire()
    try:
        guarded.log.unlink(missing_ok=True)
        guarded.launch([*LAUREAT, *arguments], account=None, is_ready=is_ready)
        yield guarded
    finally:
        guarded.stop()


def answers(host: str, port: int) -> bool:
    """Tell whether the web server answers for a host name."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": f"{host}:{port}"})
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def is_at_work(valkey_url: str) -> bool:
    """Tell whether a worker has announced itself to the queue."""
    with Redis.from_url(valkey_url) as connection:
        try:
            return Worker.count(connection=connection) > 0
        except RedisError:
            return False
