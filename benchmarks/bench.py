"""Three servers side by side, and what each is asked in turn."""

import pickle
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Final

from benchmarks.asks import Ask, Workload
from benchmarks.floor import TAPES
from benchmarks.measuring import Load, Measuring, Pair, Plan, Target, loading
from benchmarks.report import Found
from benchmarks.scenarios import AT_ONCE, OPENING, Scenario, scenarios_on
from benchmarks.servers import Server, floor_command, platform_command, serving
from benchmarks.stage import FEW, MANY, Stage, deployed
from laureat.app import create_app

CONCURRENCIES: Final = (1, AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What is measured, and where."""

    plan: Plan
    load: Load
    scenarios: Sequence[Scenario]
    platform: Server
    floor: Server
    platform_with_many: Server

    def measure(self, scenario: Scenario) -> Found:
        """Measure the platform beside the floor."""
        ours = self._target("platform", self.platform, scenario, scenario.platform)
        floor = self._target("floor", self.floor, scenario, scenario.floor)
        most = self._share(len(scenario.platform)) if scenario.once else 0
        return Found(
            name=scenario.name,
            label=scenario.label,
            statements=scenario.tape.statements,
            pairs=self._pairs(ours, floor, most=most),
        )

    def measure_tenants(self) -> dict[int, Pair]:
        """Measure the opening of a dossier among many tenants beside that among a few."""
        (opening,) = (one for one in self.scenarios if one.name == OPENING)
        many = self._target("many", self.platform_with_many, opening, opening.platform)
        few = self._target("few", self.platform, opening, opening.platform)
        return self._pairs(many, few, most=0)

    def _pairs(self, ours: Target, floor: Target, *, most: int) -> dict[int, Pair]:
        return {
            connections: Measuring(
                load=self.load, plan=self.plan, connections=connections, most=most
            ).pair(ours, floor)
            for connections in CONCURRENCIES
        }

    def _target(
        self, side: str, server: Server, scenario: Scenario, asks: tuple[Ask, ...]
    ) -> Target:
        name = f"{scenario.name} on {side}"
        workload = Workload(
            name=name,
            port=server.port,
            status=scenario.status,
            asks=asks,
            once=scenario.once,
        )
        self.load.define(workload)
        return Target(name, server)

    def _share(self, ready: int) -> int:
        """Share what can be asked only once out among the slices, warm-ups included."""
        return ready // (len(CONCURRENCIES) * (self.plan.slices + 1)) - AT_ONCE


@contextmanager
def bench(stage: Stage, plan: Plan) -> Iterator[Bench]:
    """Record every act, then serve the platform twice and the floor once."""
    with deployed(stage.settings[FEW]) as runtime:
        engine = runtime.sessions.kw["bind"]
        scenarios = scenarios_on(stage, create_app(runtime), engine)
    tapes = stage.folder / "tapes"
    tapes.write_bytes(pickle.dumps({one.name: one.tape for one in scenarios}))
    with ExitStack() as stack:

        def serve(name: str, command: list[str], database: str) -> Server:
            environment = {**stage.settings[database], TAPES: str(tapes)}
            log = stage.folder / f"{name}.log"
            return stack.enter_context(serving(command, environment, log=log))

        yield Bench(
            plan=plan,
            load=stack.enter_context(loading()),
            scenarios=scenarios,
            platform=serve("platform", platform_command(), FEW),
            floor=serve("floor", floor_command(), FEW),
            platform_with_many=serve("platform_with_many", platform_command(), MANY),
        )
