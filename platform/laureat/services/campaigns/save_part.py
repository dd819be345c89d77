"""Save a part of an edition's files, as often as one likes: nothing is published by it."""

from uuid import UUID

from laureat.configuration.faults import BrokenConfiguration, Fault, Path
from laureat.configuration.load import EditionFiles, merged_source
from laureat.configuration.parts import (
    Tree,
    Unwritable,
    address_of,
    as_written,
    faults_above,
    faults_of,
    faults_within,
    files_with,
    is_filled_later,
    tree_of,
    with_part,
)
from laureat.configuration.source import Value
from laureat.configuration.walking import value_at
from laureat.consequences.saves import add_save, files_of
from laureat.domain.audit import Event
from laureat.domain.errors import ChangedMeanwhile, Invalid, NotFound
from laureat.models import EditionSave
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.editions import edition_to_change, save_numbered, save_to_work_on
from laureat.work import Work


def save_part(
    work: Work,
    edition_id: UUID,
    path: Path,
    value: Value,
    *,
    based_on: int,
    plugins: PluginHost,
) -> EditionSave:
    """Let the value stand at the path from now on; the rest of the files stays word for word.

    ``based_on`` is the number of the save that the value was written over. Another part may have
    been saved since. What the change breaks elsewhere is no reason to refuse it: it keeps the
    edition from being applied until it is mended.

    Raises:
        NotFound: the path leads through something that is not there, or the edition came without
            its files.
        ChangedMeanwhile: somebody saved this very part since; nothing is overwritten.
        Invalid: the part is not as the language wants it; ``fields`` tells what to do, by address.
    """
    edition = edition_to_change(work.session, edition_id)
    require(work.actor, Permission.EDITION_MANAGE, edition)
    last = save_to_work_on(work.session, edition_id)
    before = tree_of(files_of(last))
    _refuse_changed_meanwhile(work, last, before, path, based_on)
    files = _files(files_of(last), before, path, value)
    _refuse_faults(path, files, before, plugins)
    if files == files_of(last):
        return last
    saved = add_save(work, edition_id, files, after=last, part=address_of(path))
    work.record(Event.EDITION_SAVED, edition, number=saved.number, part=saved.part)
    return saved


def _refuse_changed_meanwhile(
    work: Work, last: EditionSave, present: Value, path: Path, based_on: int
) -> None:
    if based_on == last.number:
        return
    then = tree_of(files_of(save_numbered(work.session, last.edition_id, based_on)))
    if value_at(then, *path) != value_at(present, *path):
        raise ChangedMeanwhile(
            "Cette partie a été enregistrée depuis que vous l’avez ouverte, par quelqu’un d’autre"
            " ou dans un autre onglet. Rien n’est perdu : comparez, puis enregistrez à nouveau.",
            number=last.number,
        )


def _files(files: EditionFiles, before: Tree, path: Path, value: Value) -> EditionFiles:
    try:
        return files_with(files, with_part(before, path, as_written(value)))
    except KeyError:
        raise NotFound("Cette partie de l’édition n’existe plus : revenez à la liste.") from None
    except Unwritable as refused:
        raise Invalid(str(refused), fields={address_of(path): str(refused)}) from None


def _refuse_faults(path: Path, files: EditionFiles, before: Tree, plugins: PluginHost) -> None:
    try:
        source = merged_source(files).source
    except BrokenConfiguration as broken:  # too long, too deep: no place can be named
        raise Invalid(
            str(broken.faults[0].sentence),
            fields={address_of(path): f"{broken.faults[0].sentence} {broken.faults[0].remedy}"},
        ) from None
    found = faults_of(source, plugins)
    faults = tuple(
        one
        for one in (*faults_within(path, found), *faults_above(path, found, before))
        if not is_filled_later(one, path, source.tree)
    )
    if faults:
        raise Invalid(
            "Cette partie n’est pas complète ou n’est pas juste : corrigez ce qui est signalé.",
            fields=fields_of(faults),
        )


def fields_of(faults: tuple[Fault, ...]) -> dict[str, str]:
    """Give the first fault of each place by its address, with its remedy."""
    said: dict[str, str] = {}
    for fault in faults:
        said.setdefault(address_of(fault.at), f"{fault.sentence} {fault.remedy}")
    return said
