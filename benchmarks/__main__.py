"""``python -m benchmarks``: measure, print the table, write ``benchmarks/results.json``."""

from pathlib import Path
from typing import Final

import click
from rich.console import Console

from benchmarks.bench import bench
from benchmarks.configuring import TRIED, compared, figures, show_compared
from benchmarks.measuring import Plan
from benchmarks.report import results, show, show_tenants, write
from benchmarks.stage import A_FEW, Size, staged

RESULTS: Final = Path(__file__).with_name("results.json")

WHOLE: Final = Plan(slices=6, seconds=0.5, warm_up=0.4)
WHOLE_SIZE: Final = Size(dossiers=2_000, ready=1_500, tenants=2_000)
QUICK: Final = Plan(slices=1, seconds=0.1, warm_up=0.05)
QUICK_SIZE: Final = Size(dossiers=500, ready=200, tenants=50)


@click.command()
@click.option("--quick", is_flag=True, help="Less data and shorter slices: half a minute.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=RESULTS,
    help="Where the figures go.",
)
def main(*, quick: bool, out: Path) -> None:
    """Measure the platform beside a bare Flask + SQLAlchemy that makes the same statements."""
    console = Console(width=120)
    plan, size = (QUICK, QUICK_SIZE) if quick else (WHOLE, WHOLE_SIZE)
    console.print("Starting the servers and filling two databases…")
    with staged(size) as stage, bench(stage, plan) as running:
        console.print("Measuring…")
        found = [running.measure(one) for one in running.scenarios]
        tenants = running.measure_tenants()
        configured = compared(
            stage, repeats=1 if quick else 5, tried=TRIED // 20 if quick else TRIED
        )
    show(console, found)
    show_tenants(console, tenants, (A_FEW, size.tenants))
    show_compared(console, configured)
    data = {
        "dossiers_of_the_edition": size.dossiers,
        "tenants": [A_FEW, size.tenants],
        "dossiers_of_each_other_tenant": len(stage.opened.originals),
    }
    told = results(found, tenants, data=data, quick=quick)
    write(out, told | {"configuration": figures(configured)})
    console.print(f"Written to {out.name}.")


if __name__ == "__main__":
    main()
