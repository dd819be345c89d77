"""From files to a definition, or to everything that is wrong with them at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath

from marshmallow import ValidationError

from laureat.configuration.content import digest_of_definition
from laureat.configuration.definition import EditionDefinition
from laureat.configuration.faults import BrokenConfiguration, Fault, written_path
from laureat.configuration.form_references import form_faults
from laureat.configuration.merging import merge
from laureat.configuration.plugin_checks import PluginCatalogue, plugin_faults
from laureat.configuration.references import reference_faults
from laureat.configuration.rule_needs import need_faults
from laureat.configuration.schemas.base import lessons_in
from laureat.configuration.schemas.calendar import read_zone
from laureat.configuration.schemas.edition import EditionFile
from laureat.configuration.schemas.fields import READING_ZONE
from laureat.configuration.source import Source, read_yaml
from laureat.configuration.walking import value_at

PROGRAMME_FILE = "programme.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedEdition:
    """An edition read from its files.

    ``source`` knows where everything was written; ``overrides`` lists the paths where the edition
    replaces what its programme says.
    """

    definition: EditionDefinition
    source: Source
    digest: str
    overrides: tuple[str, ...] = ()


def load_edition(path: FilePath, *, plugins: PluginCatalogue) -> LoadedEdition:
    """Read the file of an edition, over the ``programme.yaml`` beside it where there is one.

    Raises BrokenConfiguration with every fault found.
    """
    edition = read_yaml(path)
    beside = path.with_name(PROGRAMME_FILE)
    if not beside.is_file() or path.name == PROGRAMME_FILE:
        return load_source(edition, plugins=plugins)
    programme = read_yaml(beside)
    _refuse_two_programmes(edition, programme)
    merged = merge(edition, programme)
    overrides = tuple(written_path(one, merged.source.tree) for one in merged.overrides)
    return load_source(merged.source, plugins=plugins, overrides=overrides)


def load_source(
    source: Source, *, plugins: PluginCatalogue, overrides: tuple[str, ...] = ()
) -> LoadedEdition:
    """Check what was read, and make the definition."""
    if not isinstance(source.tree, dict):
        raise BrokenConfiguration([_no_block(source)])
    faults = [
        *plugin_faults(source, plugins),
        *need_faults(source, plugins),
        *reference_faults(source),
    ]
    zone = READING_ZONE.set(read_zone(value_at(source.tree, "calendar", "time_zone")))
    try:
        definition: EditionDefinition = EditionFile().load(source.tree)
    except ValidationError as refused:
        raise BrokenConfiguration([*_schema_faults(source, refused), *faults]) from None
    finally:
        READING_ZONE.reset(zone)
    faults += form_faults(source, definition)
    if faults:
        raise BrokenConfiguration(faults)
    digest = digest_of_definition(definition)
    return LoadedEdition(definition=definition, source=source, digest=digest, overrides=overrides)


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
