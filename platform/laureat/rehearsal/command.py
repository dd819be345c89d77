"""``laureat rehearse``: the dress rehearsal of an edition, from its file."""

import json
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
import psycopg
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from laureat.configuration.faults import BrokenConfiguration
from laureat.configuration.load import LoadedEdition, load_edition
from laureat.plugin_host import PluginHost
from laureat.rehearsal.coverage import Standing
from laureat.rehearsal.folder import WrongFolder
from laureat.rehearsal.moments import ImpossibleCalendar
from laureat.rehearsal.preflight import RaisingPlugin
from laureat.rehearsal.rehearse import Watch, rehearse_edition
from laureat.rehearsal.report import Report

NOT_READY = 1
WRONG_FILE = 2
INTERRUPTED = 130


@click.command()
@click.argument("edition", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that receives the report and the papers: new, empty, or of an earlier run.",
)
@click.option("--quiet", is_flag=True, help="Say only what was not held.")
@click.option("--steps", is_flag=True, help="Tell each scene as it begins, a JSON object a line.")
@click.option(
    "--seed",
    type=click.IntRange(0, 999),
    default=0,
    show_default=True,
    help="Other fictional structures; the story is the same.",
)
@click.option(
    "--database-url",
    metavar="URL",
    help="A PostgreSQL to use, as its administrator, instead of the embedded one.",
)
def rehearse(
    edition: Path, out: Path, *, quiet: bool, steps: bool, seed: int, database_url: str | None
) -> None:
    """Play a whole edition, from the opening to the palmarès, and say which rules held.

    Everything happens in a throw-away organisation on a clock that is moved; nothing is sent.
    Ends with 0 when no rule failed and the file has no open error, 1 when a rule failed or an
    error of “config lint” is open, 2 when the file or the folder is wrong.
    """
    plugins = PluginHost.discover()
    loaded = _loaded(edition, plugins)
    try:
        with _ended_like_ctrl_c(), _watched(quiet=quiet, steps=steps) as watch:
            report = rehearse_edition(
                loaded, out, plugins=plugins, seed=seed, server=database_url, watch=watch
            )
    except (RaisingPlugin, WrongFolder) as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(WRONG_FILE)
    except ImpossibleCalendar as impossible:
        click.echo(f"{edition}: {impossible}", err=True)
        sys.exit(WRONG_FILE)
    except psycopg.OperationalError as error:
        first = str(error).partition("\n")[0]
        click.echo(f"The database does not answer ({first}): correct --database-url.", err=True)
        sys.exit(WRONG_FILE)
    except KeyboardInterrupt:
        click.echo("Répétition interrompue : rien n’en reste.", err=True)
        sys.exit(INTERRUPTED)
    _say(report, out, quiet=quiet)
    if not report.ready:
        sys.exit(NOT_READY)


def _loaded(path: Path, plugins: PluginHost) -> LoadedEdition:
    try:
        return load_edition(path, plugins=plugins)
    except BrokenConfiguration as broken:
        for fault in broken.faults:
            click.echo(str(fault), err=True)
        sys.exit(WRONG_FILE)


@contextmanager
def _watched(*, quiet: bool, steps: bool) -> Iterator[Watch]:
    """Show a bar where somebody looks at it, or tell each step to a program."""
    if steps:
        yield Watch(
            begins=lambda count: click.echo(json.dumps({"scenes": count})),
            scene=lambda title: click.echo(json.dumps({"scene": title})),
        )
        return
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield Watch()
        return
    with Progress(
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
        console=console,
        transient=True,
    ) as progress:
        task = progress.add_task("La scène se monte", total=None)
        yield Watch(
            begins=lambda count: progress.update(task, total=count),
            scene=lambda title: progress.update(task, advance=1, description=title),
        )


@contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """Let SIGTERM end the rehearsal as Ctrl-C does: the servers stop, the folder goes."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears signals
        return
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _say(report: Report, out: Path, *, quiet: bool) -> None:
    for case in report.broken_cases:
        article = f"article {case.article}" if case.article else "sans article"
        rules = report.rules_of(case)
        named = ", ".join(
            f"{rule.id} ({f'article {rule.article}' if rule.article else article})"
            for rule in rules
        )
        click.echo(f"✗ {named or article} : {case.tried}", err=True)
        click.echo(f"    attendu : {case.expected}", err=True)
        click.echo(f"    répondu : {case.answered}", err=True)
    for result in report.forgotten:
        click.echo(f"✗ {result.id} (article {result.article}) : aucun cas ne l’éprouve.", err=True)
    for finding in report.lint_errors:
        click.echo(f"✗ {finding}", err=True)
    if quiet:
        return
    click.echo(
        f"{_verdict(report)} : {counted(report)} ;"
        f" {plural(len(report.cases), 'cas', 'cas')},"
        f" {plural(sum(report.letters.values()), 'lettre')}, {report.seconds:.0f} s."
    )
    for result in report.out_of_reach:
        click.echo(f"– {result.id}, hors d’atteinte : {result.reason}")
    if report.lint_errors:
        errors = plural(len(report.lint_errors), "erreur ouverte", "erreurs ouvertes")
        click.echo(f"L’édition n’est pas prête : le vérificateur y trouve {errors}.")
    click.echo(f"Rapport : {out / 'report.html'}")


def _verdict(report: Report) -> str:
    if not report.held:
        return "Des règles n’ont pas tenu"
    return "Les règles éprouvées ont tenu" if report.out_of_reach else "Toutes les règles ont tenu"


def counted(report: Report) -> str:
    """Count the rules by how they stand, those that could not be rehearsed included."""
    words = {
        Standing.HELD: ("règle tenue", "règles tenues"),
        Standing.BROKEN: ("non tenue", "non tenues"),
        Standing.NOT_EXERCISED: ("non éprouvée", "non éprouvées"),
        Standing.OUT_OF_REACH: ("hors d’atteinte", "hors d’atteinte"),
    }
    return ", ".join(
        plural(report.counts[standing], one, many)
        for standing, (one, many) in words.items()
        if report.counts[standing] or standing is Standing.HELD
    )


def plural(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun, in the singular below two."""
    return f"{count} {one if count < 2 else many or f'{one}s'}"
