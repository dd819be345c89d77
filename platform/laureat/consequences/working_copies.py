"""The files of an edition under work: what they say, what is wrong with them, what changes."""

from dataclasses import dataclass
from typing import Any

from laureat.configuration.definition import EditionDefinition
from laureat.configuration.diff import Change, differences
from laureat.configuration.faults import BrokenConfiguration, Fault, Path
from laureat.configuration.lint import LintFinding, LintReport, lint_edition
from laureat.configuration.load import EditionFiles, LoadedEdition, load_files, merged_source
from laureat.configuration.parts import Tree, faults_of, faults_within
from laureat.configuration.source import parse_yaml
from laureat.configuration.walking import value_at
from laureat.consequences.definitions import definition_of
from laureat.consequences.saves import files_of
from laureat.domain.vocabulary import EditionState
from laureat.models import Edition, EditionSave
from laureat.plugin_host import PluginHost
from laureat.queries.editions import save_to_work_on
from laureat.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCopy:
    """An edition under work; ``loaded`` and ``report`` are None while it has faults."""

    edition: Edition
    save: EditionSave
    files: EditionFiles
    tree: Tree
    programme_tree: Tree
    faults: tuple[Fault, ...]
    loaded: LoadedEdition | None
    report: LintReport | None
    applied: EditionDefinition
    changes: tuple[Change, ...]

    @property
    def here(self) -> dict[str, Any]:
        """Give the words of the edition's address."""
        return {"programme": self.edition.programme.slug, "edition": self.edition.slug}

    @property
    def is_published(self) -> bool:
        """Tell whether the public sees the edition."""
        return self.edition.state is EditionState.PUBLISHED

    @property
    def blocking(self) -> tuple[LintFinding, ...]:
        """List the findings that wait for a correction or an answer."""
        return self.report.blocking if self.report else ()

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing stands against publishing what was saved."""
        return self.loaded is not None and not self.blocking

    @property
    def has_news(self) -> bool:
        """Tell whether what was saved is not what is applied."""
        return self.loaded is None or bool(self.changes)

    def value(self, path: Path) -> Any:
        """Give what a part says now."""
        return value_at(self.tree, *path)

    def faults_at(self, path: Path) -> tuple[Fault, ...]:
        """List the faults of a part."""
        return faults_within(path, self.faults)

    def findings_at(self, path: Path) -> tuple[LintFinding, ...]:
        """List the open findings of a part."""
        found = self.report.open if self.report else ()
        return tuple(one for one in found if one.at[: len(path)] == path)

    def is_inherited(self, path: Path) -> bool:
        """Tell whether a part is the programme's own, word for word."""
        there = value_at(self.programme_tree, *path)
        return there is not None and there == self.value(path)


def working_copy_of(work: Work, edition: Edition, plugins: PluginHost) -> WorkingCopy:
    """Read the last saved files of an edition, examine them, and compare with what is applied."""
    save = save_to_work_on(work.session, edition.id)
    files = files_of(save)
    source = merged_source(files).source
    loaded = loaded_or_none(files, plugins)
    applied = definition_of(work.session, edition)
    below = parse_yaml(files.programme, "programme.yaml").tree if files.programme else {}
    return WorkingCopy(
        edition=edition,
        save=save,
        files=files,
        tree=source.tree if isinstance(source.tree, dict) else {},
        programme_tree=below if isinstance(below, dict) else {},
        faults=() if loaded else faults_of(source, plugins),
        loaded=loaded,
        report=lint_edition(loaded, plugins=plugins) if loaded else None,
        applied=applied,
        changes=differences(applied, loaded.definition) if loaded else (),
    )


def loaded_or_none(files: EditionFiles, plugins: PluginHost) -> LoadedEdition | None:
    """Load files, where they have no fault."""
    try:
        return load_files(files, plugins=plugins)
    except BrokenConfiguration:
        return None
