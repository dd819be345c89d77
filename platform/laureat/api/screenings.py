"""What the organiser does with dossiers over HTTP: screening, reclassification, their history."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from laureat.api.operations import Room
from laureat.api.schemas.screenings import (
    PreviewIn,
    PreviewOut,
    ReclassificationIn,
    ReclassificationOut,
    ScreeningIn,
    ScreeningOut,
    TrailOut,
)
from laureat.domain.errors import (
    AlreadyInCategory,
    Conflict,
    DecisionSigned,
    OutsidePeriod,
    ReasonNeeded,
    WrongState,
)
from laureat.models import Reclassification, Screening
from laureat.permissions import Permission, require, require_somebody
from laureat.queries.candidatures import candidature_by_id
from laureat.queries.records import trail_of
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.candidatures.reclassify import (
    ReclassificationPreview,
    preview_reclassification,
    reclassify_candidature,
)
from laureat.services.candidatures.screen import screen_candidature

room = Room("screening", "What the organiser decides about dossiers before the jury sees them.")


@room.route("/candidatures/<uuid:candidature_id>/screenings")
class Screenings(MethodView):
    """The organiser's decisions about a dossier."""

    @room.operation("screen_candidature", 201, ScreeningOut, refuses=(ReasonNeeded, WrongState))
    @room.arguments(ScreeningIn)
    def post(self, given: dict[str, Any], candidature_id: UUID) -> Screening:
        """Admit a dossier to the jury, or set it aside with the reason."""
        plugins = current_runtime().plugins
        with request_work() as work:
            return screen_candidature(work, candidature_id, **given, plugins=plugins)


@room.route("/candidatures/<uuid:candidature_id>/reclassification-preview")
class Preview(MethodView):
    """What a change of category would do."""

    @room.operation("preview_reclassification", 200, PreviewOut)
    @room.arguments(PreviewIn, location="query")
    def get(self, given: dict[str, str], candidature_id: UUID) -> ReclassificationPreview:
        """Say what a move would do: rules, jurors recused, ballots that fall, quorum."""
        plugins = current_runtime().plugins
        with request_reading() as work:
            return preview_reclassification(
                work, candidature_id, to_category=given["category"], plugins=plugins
            )


@room.route("/candidatures/<uuid:candidature_id>/reclassifications")
class Reclassifications(MethodView):
    """The changes of category of a dossier."""

    @room.operation(
        "reclassify_candidature",
        201,
        ReclassificationOut,
        refuses=(AlreadyInCategory, OutsidePeriod, Conflict, DecisionSigned, ReasonNeeded),
    )
    @room.arguments(ReclassificationIn)
    def post(self, given: dict[str, str], candidature_id: UUID) -> Reclassification:
        """Move a dossier to another category, with all that follows, in one transaction."""
        plugins = current_runtime().plugins
        with request_work() as work:
            return reclassify_candidature(work, candidature_id, **given, plugins=plugins)


@room.route("/candidatures/<uuid:candidature_id>/trail")
class Trail(MethodView):
    """What happened to a dossier."""

    @room.operation("read_trail", 200, TrailOut)
    def get(self, candidature_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """List what happened to a dossier, oldest first: who did what, when."""
        with request_reading() as work:
            require_somebody(work.actor)
            candidature = candidature_by_id(work.session, candidature_id)
            require(work.actor, Permission.CANDIDATURE_SCREEN, candidature)
            entries = trail_of(work.session, candidature.id)
        return {
            "items": [
                {
                    "event": entry.event,
                    "actor": name,
                    "happened_at": entry.happened_at,
                    "facts": entry.facts,
                }
                for entry, name in entries
            ]
        }
