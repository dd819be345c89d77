"""Rehearse an edition from one end to the other, and write what came of it."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from laureat.configuration.lint import lint_edition
from laureat.configuration.load import LoadedEdition
from laureat.configuration.rule_tree import uses_in
from laureat.domain.clock import system_clock
from laureat.plugin_host import Group, PluginHost
from laureat.rehearsal.acts.programme import scenes_of
from laureat.rehearsal.checks import Book
from laureat.rehearsal.coverage import clauses_of, guarantees_of, loose_cases, results_of
from laureat.rehearsal.folder import PAGE, REPORT, prepare_folder
from laureat.rehearsal.moments import moments_of
from laureat.rehearsal.outputs import write_outputs
from laureat.rehearsal.pages import write_report
from laureat.rehearsal.preflight import require_answers
from laureat.rehearsal.report import Produced, Report, timeline_of, write_json
from laureat.rehearsal.stage import open_stage
from laureat.rehearsal.story import Scene, Story, play


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is told while a rehearsal runs: how many scenes there are, and each as it begins."""

    begins: Callable[[int], None] = lambda _count: None
    scene: Callable[[str], None] = lambda _title: None


def rehearse_edition(
    loaded: LoadedEdition,
    out: Path,
    *,
    plugins: PluginHost,
    seed: int = 0,
    server: str | None = None,
    watch: Watch | None = None,
) -> Report:
    """Play the whole edition in a throw-away deployment; the folder receives all that it leaves.

    ``server`` is the address of a PostgreSQL, as its administrator, to use instead of our own.

    Raises:
        ImpossibleCalendar: the calendar leaves no room for an edition.
        RaisingPlugin: a plugin of the edition raises instead of answering.
        WrongFolder: the folder cannot receive what the rehearsal leaves.
    """
    began, told = time.monotonic(), watch or Watch()
    moments = moments_of(loaded.definition)
    require_answers(loaded.definition, plugins)
    prepare_folder(out)
    with (
        tempfile.TemporaryDirectory(prefix="laureat-repetition-") as folder,
        open_stage(
            Path(folder),
            loaded.definition,
            begins_at=moments.before,
            plugins=plugins,
            server=server,
        ) as stage,
    ):
        story = Story(stage, loaded, Book(stage.clock), moments, seed)
        played = _play(story, told)
        told.scene("Les documents")
        papers = _papers(story, out)
        report = _report(story, played, papers, seconds=time.monotonic() - began)
    write_json(out / REPORT, report)
    write_report(out / PAGE, report)
    return report


def _play(story: Story, told: Watch) -> list[tuple[datetime, str]]:
    """Play every scene; gives each one's instant and title."""
    scenes = list(scenes_of(story))
    told.begins(len(scenes) + 1)
    played: list[tuple[datetime, str]] = []

    def tell(scene: Scene) -> None:
        played.append((story.stage.clock(), scene.title))
        told.scene(scene.title)

    play(scenes, story, told=tell)
    return played


def _papers(story: Story, out: Path) -> list[Produced]:
    """Write the papers; one that cannot be written is a case that was not held."""
    story.book.act = "Les documents"
    try:
        return write_outputs(story, out)
    except Exception as error:  # the report is still worth writing
        story.book.failed("Écrire les documents de l’édition.", error)
        return []


def _report(
    story: Story,
    played: list[tuple[datetime, str]],
    papers: list[Produced],
    *,
    seconds: float,
) -> Report:
    book, definition, plugins = story.book, story.definition, story.plugins
    results = results_of(definition, plugins, book)
    cases = tuple(book.cases)
    return Report(
        definition=definition,
        digest=story.loaded.digest,
        seed=story.seed,
        rehearsed_at=system_clock(),
        seconds=seconds,
        results=results,
        clauses=clauses_of(definition, results),
        guarantees=guarantees_of(book),
        loose=loose_cases(book, results),
        cases=cases,
        not_played=dict(book.not_played),
        timeline=timeline_of(played, cases),
        letters=dict(sorted(story.letters_sent().items())),
        papers=tuple(papers),
        lint=lint_edition(story.loaded, plugins=plugins),
        plugins=_origins(story),
    )


def _origins(story: Story) -> dict[str, str]:
    """Say where each plugin of the edition comes from."""
    definition = story.definition
    uses = [
        *(
            (Group.ELIGIBILITY, use)
            for category in definition.categories
            for rule in definition.rules_for(category.slug)
            for use in uses_in(rule)
        ),
        *((Group.JURY_CONFLICT, use) for use in definition.jury.conflicts),
        (Group.TALLY, definition.jury.tally),
    ]
    return {use.plugin: str(story.plugins.origin(group, use.plugin)) for group, use in uses}
