"""Make an edition's saved files its present version, once nothing stands against it."""

from uuid import UUID

from laureat.configuration.definition import EditionDefinition
from laureat.configuration.faults import BrokenConfiguration
from laureat.configuration.lint import lint_edition
from laureat.configuration.load import EditionFiles, LoadedEdition, load_files
from laureat.consequences.saves import files_of
from laureat.domain.audit import Event
from laureat.domain.errors import Conflict
from laureat.models import Edition
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.editions import edition_to_change, save_to_work_on
from laureat.services.campaigns.apply_edition import Applied, apply_edition
from laureat.services.campaigns.publish_edition import publish_edition
from laureat.work import Work


def apply_save(
    work: Work, edition_id: UUID, *, number: int, reason: str, plugins: PluginHost
) -> Edition:
    """Apply the files as they were last saved, and show the edition to the public.

    ``number`` is the save that was read before deciding.

    Raises:
        NotFound: the edition came without its files.
        Conflict: somebody saved since; the files have faults; findings of the linter stand open;
            the files name another edition.
        ReasonNeeded: the edition is published already, so this is an amendment and must say why.
    """
    edition = edition_to_change(work.session, edition_id)
    require(work.actor, Permission.EDITION_PUBLISH, edition)
    save = save_to_work_on(work.session, edition_id)
    if save.number != number:
        raise Conflict(
            "La configuration a été enregistrée depuis que vous avez ouvert cette page : relisez"
            " les changements, puis publiez."
        )
    loaded = _loaded(files_of(save), plugins)
    _refuse_another(edition, loaded.definition)
    apply_edition(work, Applied(definition=loaded.definition, files=loaded.files), reason=reason)
    work.record(Event.EDITION_SAVE_APPLIED, edition, number=save.number, digest=loaded.digest)
    return publish_edition(work, edition_id)


def _loaded(files: EditionFiles, plugins: PluginHost) -> LoadedEdition:
    try:
        loaded = load_files(files, plugins=plugins)
    except BrokenConfiguration as broken:
        raise Conflict(
            "La configuration compte {count} points à corriger avant de publier.",
            count=len(broken.faults),
        ) from None
    blocking = lint_edition(loaded, plugins=plugins).blocking
    if blocking:
        raise Conflict(
            "Le vérificateur attend une correction ou une réponse sur {count} constats.",
            count=len(blocking),
        )
    return loaded


def _refuse_another(edition: Edition, definition: EditionDefinition) -> None:
    if (definition.programme, definition.slug) != (edition.programme.slug, edition.slug):
        raise Conflict(
            "Le nom court de l’édition ou de son programme a changé, et les adresses publiées en"
            " dépendent : reprenez « {slug} ».",
            slug=edition.slug,
        )
