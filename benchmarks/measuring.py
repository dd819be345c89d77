"""Short slices of load, ours and the floor's in turn, so that the machine's noise hits both."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any, Final

from benchmarks.asks import Workload
from benchmarks.servers import ROOT, Server

MILLI: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long one side is asked at one concurrency: some slices, after a warm-up."""

    slices: int
    seconds: float
    warm_up: float


@dataclass(slots=True)
class Side:
    """What was measured of one server at one concurrency."""

    rates: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    cpu: float = 0.0

    @property
    def requests_per_second(self) -> float:
        """Give the median of the slices."""
        return median(self.rates)

    @property
    def cpu_ms(self) -> float:
        """Give the worker's CPU for one request."""
        return self.cpu / len(self.took) * MILLI

    def percentile_ms(self, percent: int) -> float:
        """Give how long so many of a hundred requests took at most."""
        if len(self.took) < 2:
            return self.took[0] * MILLI
        return quantiles(self.took, n=100, method="inclusive")[percent - 1] * MILLI


@dataclass(slots=True)
class Pair:
    """Two servers that were asked the same in turn."""

    ours: Side = field(default_factory=Side)
    floor: Side = field(default_factory=Side)

    @property
    def ratio(self) -> float:
        """Say how many times longer ours takes: the median over neighbouring slices."""
        return median(
            floor / ours for ours, floor in zip(self.ours.rates, self.floor.rates, strict=True)
        )

    @property
    def cpu_ratio(self) -> float:
        """Say how many times more CPU ours takes."""
        return self.ours.cpu_ms / self.floor.cpu_ms


class Load:
    """The process that asks."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def define(self, workload: Workload) -> None:
        """Tell the process what a workload is."""
        self._tell({"define": workload.plain()})

    def run(self, name: str, *, connections: int, seconds: float, most: int) -> dict[str, Any]:
        """Ask for a while; stops the run when a server answers something else."""
        self._tell({"run": name, "connections": connections, "seconds": seconds, "most": most})
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"The load on {name} stopped: what was answered is above.")
        measured: dict[str, Any] = json.loads(line)
        return measured

    def _tell(self, command: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()


@contextmanager
def loading() -> Iterator[Load]:
    """Start the process that asks, and end it after."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.load"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Load(process)
        assert process.stdin is not None
        process.stdin.close()


@dataclass(frozen=True, slots=True)
class Target:
    """A workload that was defined, and the server that it is for."""

    name: str
    server: Server


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring:
    """How two servers are measured; ``most`` limits a slice where requests run out."""

    load: Load
    plan: Plan
    connections: int
    most: int = 0

    def pair(self, ours: Target, floor: Target) -> Pair:
        """Ask both in turn, each first as often as second."""
        for target in (ours, floor):
            self._ask(target, self.plan.warm_up)
        pair = Pair()
        turns = [(ours, pair.ours), (floor, pair.floor)]
        for _ in range(self.plan.slices):
            for target, side in turns:
                self._slice(target, side)
            turns.reverse()
        return pair

    def _slice(self, target: Target, side: Side) -> None:
        before = target.server.cpu_seconds()
        measured = self._ask(target, self.plan.seconds)
        side.cpu += target.server.cpu_seconds() - before
        side.took += measured["took"]
        side.rates.append(len(measured["took"]) / measured["elapsed"])

    def _ask(self, target: Target, seconds: float) -> dict[str, Any]:
        return self.load.run(
            target.name, connections=self.connections, seconds=seconds, most=self.most
        )
