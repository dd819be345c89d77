"""Begin the next edition from the present one: a draft with its dates moved, and nobody's data.

Nothing personal is ever copied: an edition's files hold rules and texts, and only they are taken.
"""

from collections.abc import Collection
from uuid import UUID

from laureat.configuration.faults import BrokenConfiguration
from laureat.configuration.load import load_files
from laureat.configuration.parts import files_with, tree_of
from laureat.configuration.renewal import ANSWERS_OF_THEIR_YEAR, renewed
from laureat.configuration.schemas.fields import SLUG
from laureat.consequences.saves import add_save, files_of
from laureat.domain.audit import Event
from laureat.domain.errors import Conflict, Invalid
from laureat.models import Edition
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.editions import (
    edition_for_definition,
    edition_to_change,
    last_save,
    save_to_work_on,
)
from laureat.services.campaigns.apply_edition import Applied, apply_edition
from laureat.services.campaigns.save_part import fields_of
from laureat.work import Work


def next_edition(
    work: Work,
    edition_id: UUID,
    *,
    slug: str,
    years: int,
    without: Collection[str] = (ANSWERS_OF_THEIR_YEAR,),
    plugins: PluginHost,
) -> Edition:
    """Create the draft of an edition ``years`` later; the parts named by ``without`` are not taken.

    Raises:
        NotFound: the edition came without its files.
        Conflict: the programme has an edition of this name already.
        Invalid: the name or the number of years is not one; ``fields`` says which.
    """
    edition = edition_to_change(work.session, edition_id)
    require(work.actor, Permission.EDITION_MANAGE, edition)
    files = files_of(save_to_work_on(work.session, edition_id))
    if not SLUG.match(slug):
        sentence = "Écrivez des minuscules sans accent, des chiffres et des tirets : 2027."
        raise Invalid("Ce nom court ne convient pas.", fields={"slug": sentence})
    if not 1 <= years <= 10:
        raise Invalid(
            "Les dates se décalent de un à dix ans.",
            fields={"years": "Écrivez un nombre d’années, de 1 à 10."},
        )
    if edition_for_definition(work.session, edition.programme.slug, slug):
        raise Conflict(
            "Ce programme a déjà une édition « {slug} » : ouvrez-la, ou choisissez un autre nom.",
            slug=slug,
        )
    tree = tree_of(files)
    whole = files_with(files, renewed(tree, slug=slug, years=years).tree)
    try:
        loaded = load_files(whole, plugins=plugins)
    except BrokenConfiguration as broken:
        raise Invalid(
            "L’édition d’origine, une fois décalée, n’est pas juste : corrigez-la d’abord.",
            fields=fields_of(broken.faults),
        ) from None
    made = apply_edition(work, Applied(definition=loaded.definition, files=whole))
    chosen = files_with(files, renewed(tree, slug=slug, years=years, without=without).tree)
    if chosen != whole:
        add_save(work, made.id, chosen, after=last_save(work.session, made.id))
    work.record(Event.EDITION_BEGUN, made, after=str(edition_id), without=sorted(without))
    return made
