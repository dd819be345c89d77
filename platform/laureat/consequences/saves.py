"""The files of an edition as they are worked on: each save is kept, the last one is the present."""

from uuid import UUID

from sqlalchemy.orm import Session

from laureat.configuration.load import EditionFiles
from laureat.models import EditionSave
from laureat.queries.editions import save_numbered
from laureat.work import Work


def files_of(save: EditionSave) -> EditionFiles:
    """Give the files that a save kept, word for word."""
    return EditionFiles(edition=save.edition_file, programme=save.programme_file)


def is_work_under_way(last: EditionSave) -> bool:
    """Tell whether the last save was made part by part, and not of whole files."""
    return bool(last.part or last.restores)


def before_last_change(session: Session, last: EditionSave) -> int | None:
    """Give the save to bring back to undo the last change that stands; None when none is left.

    A save that brings back another stands for it.
    """
    while last.restores:
        last = save_numbered(session, last.edition_id, last.restores)
    return last.number - 1 or None


def add_save(
    work: Work,
    edition_id: UUID,
    files: EditionFiles,
    *,
    after: EditionSave | None,
    part: str = "",
    restores: int | None = None,
) -> EditionSave:
    """Keep the files as somebody leaves them; the caller holds the edition."""
    save = EditionSave(
        edition_id=edition_id,
        number=after.number + 1 if after else 1,
        edition_file=files.edition,
        programme_file=files.programme,
        part=part,
        restores=restores,
        saved_by=work.actor.person_id,
        saved_at=work.now,
    )
    work.session.add(save)
    work.session.flush()
    return save
