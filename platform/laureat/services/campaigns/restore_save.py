"""Bring back an edition's files as they were at an earlier save; what came after is kept too."""

from uuid import UUID

from laureat.consequences.saves import add_save, files_of
from laureat.domain.audit import Event
from laureat.domain.errors import ChangedMeanwhile
from laureat.models import EditionSave
from laureat.permissions import Permission, require
from laureat.queries.editions import edition_to_change, save_numbered, save_to_work_on
from laureat.work import Work


def restore_save(work: Work, edition_id: UUID, *, number: int, based_on: int) -> EditionSave:
    """Make the files of an earlier save the present ones, as a new save.

    ``based_on`` is the number of the last save that was seen: what came after it is not put aside
    unread.

    Raises:
        ChangedMeanwhile: somebody saved since.
        NotFound: there is no save of this number, or the edition came without its files.
    """
    edition = edition_to_change(work.session, edition_id)
    require(work.actor, Permission.EDITION_MANAGE, edition)
    last = save_to_work_on(work.session, edition_id)
    if last.number != based_on:
        raise ChangedMeanwhile(
            "La configuration a été enregistrée depuis que vous avez ouvert cette page : regardez"
            " ce qui a changé, puis recommencez.",
            number=last.number,
        )
    files = files_of(save_numbered(work.session, edition_id, number))
    restored = add_save(work, edition_id, files, after=last, restores=number)
    work.record(Event.EDITION_RESTORED, edition, number=restored.number, restores=number)
    return restored
