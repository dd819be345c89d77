"""From files to a definition, or to everything that is wrong with them at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath

from marshmallow import ValidationError

from laureat.configuration.content import digest_of_definition
from laureat.configuration.definition import EditionDefinition
from laureat.configuration.faults import BrokenConfiguration, Fault, written_path
from laureat.configuration.form_references import form_faults
from laureat.configuration.merging import Merged, merge
from laureat.configuration.plugin_checks import PluginCatalogue, plugin_faults
from laureat.configuration.references import reference_faults
from laureat.configuration.relative_dates import InstantReader
from laureat.configuration.rule_needs import need_faults
from laureat.configuration.schemas.base import lessons_in
from laureat.configuration.schemas.calendar import read_zone
from laureat.configuration.schemas.edition import EditionFile
from laureat.configuration.schemas.fields import READING
from laureat.configuration.source import Source, parse_yaml, read_text
from laureat.configuration.walking import value_at

PROGRAMME_FILE = "programme.yaml"
NAMES = ("edition.yaml", PROGRAMME_FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFiles:
    """The files of an edition, word for word: its own, and the one that it is laid over if any."""

    edition: str
    programme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedEdition:
    """An edition read from its files.

    ``source`` knows where everything was written; ``overrides`` lists the paths where the edition
    replaces what its programme says.
    """

    definition: EditionDefinition
    source: Source
    digest: str
    files: EditionFiles
    overrides: tuple[str, ...] = ()


def load_edition(path: FilePath, *, plugins: PluginCatalogue) -> LoadedEdition:
    """Read the file of an edition, over the ``programme.yaml`` beside it where there is one.

    Raises BrokenConfiguration with every fault found.
    """
    beside = path.with_name(PROGRAMME_FILE)
    over = beside.is_file() and path.name != PROGRAMME_FILE
    files = EditionFiles(edition=read_text(path), programme=read_text(beside) if over else None)
    return load_files(files, plugins=plugins, names=(path.as_posix(), beside.as_posix()))


def load_files(
    files: EditionFiles, *, plugins: PluginCatalogue, names: tuple[str, str] = NAMES
) -> LoadedEdition:
    """Read an edition from the words of its files; ``names`` are how messages call them.

    Raises BrokenConfiguration with every fault found.
    """
    merged = merged_source(files, names)
    definition = checked(merged.source, plugins)
    return LoadedEdition(
        definition=definition,
        source=merged.source,
        digest=digest_of_definition(definition),
        files=files,
        overrides=tuple(written_path(one, merged.source.tree) for one in merged.overrides),
    )


def merged_source(files: EditionFiles, names: tuple[str, str] = NAMES) -> Merged:
    """Read the words of both files as one tree; BrokenConfiguration where they are no YAML."""
    edition = parse_yaml(files.edition, names[0])
    if files.programme is None:
        return Merged(edition, ())
    programme = parse_yaml(files.programme, names[1])
    _refuse_two_programmes(edition, programme)
    return merge(edition, programme)


def checked(source: Source, plugins: PluginCatalogue) -> EditionDefinition:
    """Check what was read, and make the definition; BrokenConfiguration with every fault."""
    if not isinstance(source.tree, dict):
        raise BrokenConfiguration([_no_block(source)])
    faults = [
        *plugin_faults(source, plugins),
        *need_faults(source, plugins),
        *reference_faults(source),
    ]
    reading = READING.set(_reader_of(source))
    try:
        definition: EditionDefinition = EditionFile().load(source.tree)
    except ValidationError as refused:
        raise BrokenConfiguration([*_schema_faults(source, refused), *faults]) from None
    finally:
        READING.reset(reading)
    faults += form_faults(source, definition)
    if faults:
        raise BrokenConfiguration(faults)
    return definition


def _reader_of(source: Source) -> InstantReader | None:
    """Make what reads the instants of a file; None where its zone is not known."""
    zone = read_zone(value_at(source.tree, "calendar", "time_zone"))
    return InstantReader(zone, value_at(source.tree, "calendar")) if zone else None


def _schema_faults(source: Source, refused: ValidationError) -> Iterator[Fault]:
    for path, lesson in lessons_in(refused.messages):
        yield source.fault(path, str(lesson), lesson.remedy)


def _no_block(source: Source) -> Fault:
    return source.fault(
        (),
        "le fichier est vide ou n'est pas un bloc de clés.",
        "commencez par « programme: » et « edition: » ; "
        "docs/reference/edition-file.md montre un fichier entier.",
    )


def _refuse_two_programmes(edition: Source, programme: Source) -> None:
    """Refuse a programme that is named in both files: they could come to differ."""
    if value_at(edition.tree, "programme") is not None:
        raise BrokenConfiguration(
            [
                edition.fault(
                    ("programme",),
                    f"le programme est déjà décrit dans {programme.file}.",
                    "retirez ce bloc du fichier de l'édition.",
                )
            ]
        )
