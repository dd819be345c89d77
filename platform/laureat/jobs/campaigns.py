"""Work that an edition's organiser waits for."""

from uuid import UUID

from laureat.consequences.saves import files_of
from laureat.domain.actors import THE_ENGINE
from laureat.integrations.rehearsing import Ended, Step, rehearse_files
from laureat.jobs.letters import Desk
from laureat.queries.editions import rehearsal_by_id, rehearsal_to_change, save_numbered


def rehearse_edition(desk: Desk, rehearsal_id: UUID) -> None:
    """Play the rehearsal that was asked for; each scene is told in a transaction of its own."""
    with desk.runtime.open_work(desk.tenant.id, THE_ENGINE, read_only=True) as work:
        asked = rehearsal_by_id(work.session, rehearsal_id)
        files = files_of(save_numbered(work.session, asked.edition_id, asked.save_number))
    for step in rehearse_files(files.edition, files.programme):
        _tell(desk, rehearsal_id, step)


def _tell(desk: Desk, rehearsal_id: UUID, step: Step | Ended) -> None:
    with desk.runtime.open_work(desk.tenant.id, THE_ENGINE) as work:
        rehearsal = rehearsal_to_change(work.session, rehearsal_id)
        if isinstance(step, Ended):
            rehearsal.report, rehearsal.trouble = step.report, step.trouble
            rehearsal.ended_at = work.now
        elif step.scenes:
            rehearsal.scenes, rehearsal.played = step.scenes, 0
        else:
            rehearsal.played += 1
            rehearsal.scene = step.scene
