"""The files of editions: given back word for word, and those of the next edition."""

from pathlib import Path

import click

from laureat.commands.deployment import deployment, tenant_called, tenant_option
from laureat.commands.mistakes import Mistake
from laureat.configuration.load import PROGRAMME_FILE, EditionFiles, load_edition
from laureat.configuration.parts import files_with, tree_of
from laureat.configuration.renewal import ANSWERS_OF_THEIR_YEAR, renewed
from laureat.consequences.saves import files_of
from laureat.domain.actors import THE_ENGINE
from laureat.plugin_host import PluginHost
from laureat.queries.editions import edition_by_slugs, save_to_work_on


@click.command()
@click.argument("programme")
@click.argument("edition")
@tenant_option
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that receives the edition's file and, where it has one, programme.yaml.",
)
def export(programme: str, edition: str, slug: str, out: Path) -> None:
    """Write an edition's files as they were last saved, word for word."""
    with deployment() as runtime:
        tenant = tenant_called(runtime, slug)
        with runtime.open_work(tenant.id, THE_ENGINE, read_only=True) as work:
            found = edition_by_slugs(work.session, programme, edition)
            files = files_of(save_to_work_on(work.session, found.id))
    for path in written(files, out, edition):
        click.echo(str(path))


@click.command("next-edition")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--slug", "new_slug", required=True, help="The short name of the next edition: 2027.")
@click.option(
    "--years",
    type=click.IntRange(1, 10),
    default=1,
    show_default=True,
    help="By how many years its dates move.",
)
@click.option(
    "--without",
    multiple=True,
    default=[ANSWERS_OF_THEIR_YEAR],
    show_default=True,
    help="A part that is not taken; may be repeated.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it; beside the present one by default.",
)
def next_edition(
    path: Path, new_slug: str, years: int, without: tuple[str, ...], out: Path | None
) -> None:
    """Write the next edition's file: dates moved by whole weeks, texts told anew, nobody's data.

    Each date keeps its weekday, and none that was a working day falls on a public holiday.
    """
    loaded = load_edition(path, plugins=PluginHost.discover())
    place = out or path.with_name(f"{new_slug}.yaml")
    if place.exists():
        raise Mistake(f"{place} exists already: remove it, or name another place with --out.")
    made = renewed(tree_of(loaded.files), slug=new_slug, years=years, without=without)
    place.write_text(files_with(loaded.files, made.tree).edition, encoding="utf-8")
    for moved in made.moved:
        feast = f" (avoids {moved.feast})" if moved.feast else ""
        click.echo(f"- {'.'.join(map(str, moved.path))}: {moved.before} → {moved.after}{feast}")
    for told in made.retold:
        click.echo(f"- {'.'.join(map(str, told.path))}: told anew")
    click.echo(f"{place} is written. Read it again, then “laureat config lint {place}”.")


def written(files: EditionFiles, folder: Path, edition: str) -> list[Path]:
    """Write an edition's files into a folder, where there are none of these names."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {f"{edition}.yaml": files.edition}
    if files.programme is not None:
        texts[PROGRAMME_FILE] = files.programme
    places = {folder / name: text for name, text in texts.items()}
    for place, text in places.items():
        if place.exists() and place.read_text(encoding="utf-8") != text:
            raise Mistake(f"{place} exists and says something else: remove it, or change --out.")
    for place, text in places.items():
        place.write_text(text, encoding="utf-8")
    return list(places)
