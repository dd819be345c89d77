"""The processes of the background: what they survive, and what ends them."""

import signal
import time
from dataclasses import dataclass, field, replace

import pytest

from laureat.database.transactions import make_engine, make_sessions
from laureat.jobs.relay import relay_until
from laureat.worker import _relaying

NOBODY_LISTENS = "postgresql+psycopg://laureat_operator@127.0.0.1:1/laureat"


@dataclass
class OneLook:
    """Lets the relay look once, and remembers how long each pause was to be."""

    pauses: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> bool:
        self.pauses.append(seconds)
        return len(self.pauses) > 1


def test_the_relay_waits_for_a_database_that_is_away(runtime):
    away = replace(runtime, operator_sessions=make_sessions(make_engine(NOBODY_LISTENS)))
    waits = OneLook()

    relay_until(away, waits)

    assert waits.pauses == [0.5, 5.0]


def test_a_relay_that_fails_asks_the_worker_to_end(runtime, monkeypatch):
    def fail(*_: object) -> None:
        raise LookupError("a bug in the relay")

    told: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _frame: told.append(number))
    monkeypatch.setattr("laureat.worker.relay_until", fail)
    try:
        with pytest.raises(LookupError, match="a bug in the relay"), _relaying(runtime):
            _wait_for(told)
    finally:
        signal.signal(signal.SIGTERM, before)

    assert told == [signal.SIGTERM]


def _wait_for(told: list[int]) -> None:
    limit = time.monotonic() + 10
    while not told and time.monotonic() < limit:
        time.sleep(0.01)
