"""Ask for a dress rehearsal of an edition as its files were last saved."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from laureat.configuration.faults import BrokenConfiguration
from laureat.configuration.load import load_files
from laureat.consequences.saves import files_of
from laureat.domain.audit import Event
from laureat.domain.errors import Conflict
from laureat.domain.jobs import Job
from laureat.models import Rehearsal
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.editions import edition_to_change, last_rehearsal, save_to_work_on
from laureat.work import Work

LOST_AFTER: Final = timedelta(minutes=10)
"""How long a rehearsal may say nothing of its end before another one may be asked for."""


def ask_rehearsal(work: Work, edition_id: UUID, *, plugins: PluginHost) -> Rehearsal:
    """Ask for a rehearsal; while one is under way it is that one.

    Raises:
        NotFound: the edition came without its files.
        Conflict: the files have faults, so that there is no edition to play.
    """
    edition = edition_to_change(work.session, edition_id)
    require(work.actor, Permission.EDITION_MANAGE, edition)
    save = save_to_work_on(work.session, edition_id)
    last = last_rehearsal(work.session, edition_id)
    if last and last.ended_at is None and work.now < last.asked_at + LOST_AFTER:
        return last
    try:
        load_files(files_of(save), plugins=plugins)
    except BrokenConfiguration as broken:
        raise Conflict(
            "La configuration compte {count} points à corriger avant de pouvoir être répétée.",
            count=len(broken.faults),
        ) from None
    asked = Rehearsal(
        edition_id=edition_id,
        save_number=save.number,
        asked_by=work.actor.person_id,
        asked_at=work.now,
    )
    work.session.add(asked)
    work.record(Event.EDITION_REHEARSAL_ASKED, edition, save=save.number)
    work.afterwards(Job.REHEARSE_EDITION, rehearsal_id=asked.id)
    return asked
