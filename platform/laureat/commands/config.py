"""``laureat config``: editions as files; what they say, what would change, and making it so."""

from collections.abc import Iterator
from pathlib import Path

import click
import yaml

from laureat.commands.deployment import deployment, tenant_called, tenant_option
from laureat.commands.edition_files import export, next_edition
from laureat.commands.mistakes import Mistake
from laureat.configuration.definition import EditionDefinition
from laureat.configuration.diff import differences
from laureat.configuration.faults import BrokenConfiguration
from laureat.configuration.lint import LintReport, lint_edition
from laureat.configuration.load import PROGRAMME_FILE, LoadedEdition, load_edition
from laureat.configuration.resolved import resolved_yaml
from laureat.configuration.tenants import load_tenant
from laureat.consequences.definitions import definition_of
from laureat.consequences.saves import is_work_under_way
from laureat.domain.actors import THE_ENGINE
from laureat.domain.errors import NotFound
from laureat.models import Edition
from laureat.plugin_host import PluginHost
from laureat.queries.editions import edition_by_slugs, last_save
from laureat.services.campaigns.apply_edition import Applied, apply_edition
from laureat.services.campaigns.publish_edition import publish_edition
from laureat.work import Work

TENANT_FILE = "tenant.yaml"


class PlainDumper(yaml.SafeDumper):
    """Writes a number that remembers how it was written as the number that it is."""


PlainDumper.add_multi_representer(float, yaml.SafeDumper.represent_float)

a_path = click.Path(exists=True, path_type=Path)
a_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def config() -> None:
    """Read, check and apply the files that describe editions."""


@config.command()
@click.argument("paths", nargs=-1, required=True, type=a_path)
@click.pass_context
def lint(context: click.Context, paths: tuple[Path, ...]) -> None:
    """Say all that is wrong or risky in files, or in every file of folders. Writes nothing.

    Ends with code 1 when something must be corrected, or acknowledged in the file, before an
    edition can be published.
    """
    plugins = PluginHost.discover()
    said = [lines_about(file, plugins) for path in paths for file in files_in(path)]
    if not said:
        raise Mistake(
            "No .yaml file of an edition is there: name a file, or a folder that holds editions."
        )
    for lines, _ in said:
        for line in lines:
            click.echo(line)
    wrong = sum(not well for _, well in said)
    files = "file" if len(said) == 1 else "files"
    click.echo(f"{len(said)} {files} read, {wrong} to be looked at.")
    if wrong:
        context.exit(1)


@config.command()
@click.argument("path", type=a_file)
@tenant_option
def plan(path: Path, slug: str) -> None:
    """Say what applying the file would change for an organisation. Changes nothing."""
    with deployment() as runtime:
        loaded = load_edition(path, plugins=runtime.plugins)
        tenant = tenant_called(runtime, slug)
        with runtime.open_work(tenant.id, THE_ENGINE, read_only=True) as work:
            for line in planned(work, loaded):
                click.echo(line)


@config.command()
@click.argument("path", type=a_file)
@tenant_option
@click.option("--reason", default="", help="Why a published edition changes; the public reads it.")
@click.option("--publish", is_flag=True, help="Show the edition to the public as well.")
def apply(path: Path, slug: str, reason: str, *, publish: bool) -> None:
    """Make the file the present version of its edition. Applying it twice changes nothing.

    What changes is said first, as “plan” does. A published edition changes only with a --reason.
    """
    with deployment() as runtime:
        loaded = load_edition(path, plugins=runtime.plugins)
        tenant = tenant_called(runtime, slug)
        if publish:
            _require_clean(lint_edition(loaded, plugins=runtime.plugins))
        with runtime.open_work(tenant.id, THE_ENGINE) as work:
            for line in planned(work, loaded):
                click.echo(line)
            edition = apply_edition(work, applied_from(loaded), reason=reason)
            if publish:
                publish_edition(work, edition.id)
    state = "published" if edition.state == "published" else "applied, not published"
    click.echo(f"“{edition.title}” is {state} (version {edition.digest[:12]}).")


@config.command()
@click.argument("path", type=a_file)
@click.option(
    "--resolved",
    is_flag=True,
    help="As the platform stores it: checked, every instant with its offset; comments say what"
    " comes from programme.yaml, what the edition replaces, and how an instant was told.",
)
def show(path: Path, *, resolved: bool) -> None:
    """Print an edition as one whole, with what comes from its programme.yaml."""
    loaded = load_edition(path, plugins=PluginHost.discover())
    click.echo(f"# {path}, version {loaded.digest}")
    click.echo(resolved_yaml(loaded) if resolved else as_written(loaded), nl=False)


def as_written(loaded: LoadedEdition) -> str:
    """Write what the files say together."""
    tree = loaded.source.tree
    return yaml.dump(tree, Dumper=PlainDumper, allow_unicode=True, sort_keys=False, width=100)


config.add_command(export)
config.add_command(next_edition)


def applied_from(loaded: LoadedEdition) -> Applied:
    """Give what was read from files as what the platform applies."""
    return Applied(definition=loaded.definition, files=loaded.files)


def files_in(path: Path) -> list[Path]:
    """List the files that a path means; a programme is read with its editions."""
    if path.is_file():
        return [path]
    return [file for file in sorted(path.rglob("*.yaml")) if file.name != PROGRAMME_FILE]


def lines_about(file: Path, plugins: PluginHost) -> tuple[list[str], bool]:
    """Give all that is to be said of a file, and whether it is well."""
    try:
        if file.name == TENANT_FILE:
            gaps = load_tenant(file).legal_gaps
            return [f"{file}: avis: il manque {gap} pour les pages légales." for gap in gaps], True
        report = lint_edition(load_edition(file, plugins=plugins), plugins=plugins)
    except BrokenConfiguration as broken:
        return [str(fault) for fault in broken.faults], False
    return [str(one) for one in report.open], not report.blocking


def planned(work: Work, loaded: LoadedEdition) -> Iterator[str]:
    """Say what would change, line by line."""
    edition = _present(work, loaded.definition)
    if edition is None:
        yield f"“{loaded.definition.title}” is new here: it would be created as a draft."
        return
    before = definition_of(work.session, edition)
    changes = differences(before, loaded.definition)
    if not changes:
        yield f"“{loaded.definition.title}” says the same already: nothing would change."
    for change in changes:
        yield f"- {change.sentence}"
    last = last_save(work.session, edition.id)
    if changes and last is not None and is_work_under_way(last):
        yield (
            f"Somebody works on this edition on its pages (save {last.number}): the file would take"
            " its place, and that work stays in the history."
        )


def _present(work: Work, definition: EditionDefinition) -> Edition | None:
    try:
        return edition_by_slugs(work.session, definition.programme, definition.slug)
    except NotFound:
        return None


def _require_clean(report: LintReport) -> None:
    if report.blocking:
        raise Mistake(
            f"{len(report.blocking)} findings keep this edition from being published: correct them,"
            " or acknowledge them in the file; “laureat config lint” lists them."
        )
