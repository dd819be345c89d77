"""The moments that an edition adds to its calendar, as steps of a page."""

from datetime import datetime

from laureat.configuration.definition import Calendar
from laureat.configuration.stages import Stage, StageReader
from laureat.plugin_api import typeset
from laureat.web.panels import Step, StepState
from laureat.web.presentation import long_instant
from laureat.web.words import _


def stages_for(calendar: Calendar, *readers: StageReader) -> tuple[Stage, ...]:
    """List the moments that one of these readers sees, in the order of time."""
    seen = (stage for stage in calendar.stages if stage.shown_to(*readers))
    return tuple(sorted(seen, key=lambda stage: (stage.opens, stage.ends, stage.slug)))


def stage_steps(calendar: Calendar, now: datetime, *readers: StageReader) -> tuple[Step, ...]:
    """Show these moments by themselves: what is over, what takes place, what comes."""
    return tuple(
        Step(
            label=typeset(stage.title),
            detail=stage_detail(stage, calendar.time_zone),
            state=_state(stage, now),
        )
        for stage in stages_for(calendar, *readers)
    )


def stage_detail(stage: Stage, zone: str) -> str:
    """Say when a moment takes place, and who takes part."""
    when = long_instant(stage.opens, zone)
    if stage.closes is not None:
        when = _("du %(start)s au %(end)s", start=when, end=long_instant(stage.closes, zone))
    if not stage.participants:
        return when
    return _("%(when)s ; %(who)s", when=when, who=typeset(stage.participants))


def _state(stage: Stage, now: datetime) -> StepState:
    if now > stage.ends:
        return StepState.DONE
    return StepState.CURRENT if stage.opens <= now else StepState.UPCOMING
