"""What the studio does, over HTTP: an edition's files by part, checked, rehearsed, published."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask.views import MethodView

from laureat.api.operations import Room
from laureat.api.schemas.campaigns import EditionLineOut
from laureat.api.schemas.configuring import (
    ApplicationIn,
    ChangesOut,
    ComparisonIn,
    ConfigurationOut,
    NextIn,
    PartIn,
    RehearsalOut,
    RestorationIn,
    SaveOut,
    SavesOut,
)
from laureat.configuration.diff import differences
from laureat.configuration.parts import address_of, path_of
from laureat.consequences.saves import files_of
from laureat.consequences.working_copies import WorkingCopy, loaded_or_none, working_copy_of
from laureat.domain.errors import ChangedMeanwhile, Conflict, Invalid, ReasonNeeded
from laureat.models import Edition, EditionSave, Rehearsal
from laureat.permissions import Permission, require
from laureat.queries.editions import (
    edition_by_id,
    rehearsal_of,
    save_numbered,
    saves_of,
)
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.campaigns.apply_save import apply_save
from laureat.services.campaigns.ask_rehearsal import ask_rehearsal
from laureat.services.campaigns.next_edition import next_edition
from laureat.services.campaigns.restore_save import restore_save
from laureat.services.campaigns.save_part import save_part
from laureat.work import Work

AT_MOST = 200

room = Room("configuration", "An edition under work: its files by part, until it is published.")


@room.route("/editions/<uuid:edition_id>/configuration")
class Configuration(MethodView):
    """The files of an edition as they were last saved."""

    @room.operation("read_configuration", 200, ConfigurationOut)
    def get(self, edition_id: UUID) -> dict[str, Any]:
        """Give the files, with what is wrong with them and what the linter finds."""
        plugins = current_runtime().plugins
        with request_reading() as work:
            copy = working_copy_of(work, _managed(work, edition_id), plugins)
            return _whole(copy)


@room.route("/editions/<uuid:edition_id>/configuration/parts/<path:address>")
class OnePart(MethodView):
    """A part of an edition's files."""

    @room.operation("save_part", 200, SaveOut, refuses=(ChangedMeanwhile, Invalid))
    @room.arguments(PartIn)
    def put(self, given: dict[str, Any], edition_id: UUID, address: str) -> EditionSave:
        """Let a part say something else; the rest stays word for word."""
        plugins = current_runtime().plugins
        with request_work() as work:
            return save_part(work, edition_id, path_of(address), **given, plugins=plugins)


@room.route("/editions/<uuid:edition_id>/configuration/saves")
class Saves(MethodView):
    """Every state in which the files were left."""

    @room.operation("list_saves", 200, SavesOut)
    def get(self, edition_id: UUID) -> dict[str, Sequence[EditionSave]]:
        """List the last saves, the newest first."""
        with request_reading() as work:
            edition = _managed(work, edition_id)
            listed = saves_of(work.session, edition.id, limit=AT_MOST)
            return {"items": [save for save, _by in listed]}


@room.route("/editions/<uuid:edition_id>/configuration/changes")
class Changes(MethodView):
    """What differs between two saves."""

    @room.operation("compare_saves", 200, ChangesOut, refuses=(Conflict,))
    @room.arguments(ComparisonIn, location="query")
    def get(self, given: dict[str, int], edition_id: UUID) -> dict[str, Any]:
        """List the differences, in French."""
        plugins = current_runtime().plugins
        with request_reading() as work:
            edition = _managed(work, edition_id)
            before, after = (
                loaded_or_none(
                    files_of(save_numbered(work.session, edition.id, given[name])), plugins
                )
                for name in ("before", "after")
            )
            if before is None or after is None:
                raise Conflict(
                    "L’un des deux enregistrements n’est pas complet : comparez-en deux qui le"
                    " sont."
                )
            return {"items": differences(before.definition, after.definition)}


@room.route("/editions/<uuid:edition_id>/configuration/restoration")
class Restoration(MethodView):
    """That an earlier save is the present one again."""

    @room.operation("restore_save", 201, SaveOut, refuses=(ChangedMeanwhile,))
    @room.arguments(RestorationIn)
    def post(self, given: dict[str, int], edition_id: UUID) -> EditionSave:
        """Bring an earlier save back; what came after stays in the history."""
        with request_work() as work:
            return restore_save(work, edition_id, **given)


@room.route("/editions/<uuid:edition_id>/configuration/application")
class Application(MethodView):
    """That what was saved is what the public reads."""

    @room.operation("apply_save", 200, EditionLineOut, refuses=(Conflict, ReasonNeeded))
    @room.arguments(ApplicationIn)
    def post(self, given: dict[str, Any], edition_id: UUID) -> Edition:
        """Apply and publish the last save: a first version, or an amendment with its reason."""
        plugins = current_runtime().plugins
        with request_work() as work:
            return apply_save(work, edition_id, **given, plugins=plugins)


@room.route("/editions/<uuid:edition_id>/configuration/rehearsal")
class LastRehearsal(MethodView):
    """The dress rehearsal that was asked for last."""

    @room.operation("read_rehearsal", 200, RehearsalOut)
    def get(self, edition_id: UUID) -> Rehearsal:
        """Say how far it is, and what it found."""
        with request_reading() as work:
            edition = _managed(work, edition_id)
            return rehearsal_of(work.session, edition.id)

    @room.operation("ask_rehearsal", 202, RehearsalOut, refuses=(Conflict,))
    def post(self, edition_id: UUID) -> Rehearsal:
        """Ask for a rehearsal of what was saved; while one runs it is that one."""
        with request_work() as work:
            return ask_rehearsal(work, edition_id, plugins=current_runtime().plugins)


@room.route("/editions/<uuid:edition_id>/next")
class Next(MethodView):
    """The edition that comes after."""

    @room.operation("next_edition", 201, EditionLineOut, refuses=(Conflict, Invalid))
    @room.arguments(NextIn)
    def post(self, given: dict[str, Any], edition_id: UUID) -> Edition:
        """Begin the next edition: a draft with its dates moved, and nobody's data."""
        plugins = current_runtime().plugins
        with request_work() as work:
            made = next_edition(work, edition_id, **given, plugins=plugins)
            return edition_by_id(work.session, made.id)


def _managed(work: Work, edition_id: UUID) -> Edition:
    edition = edition_by_id(work.session, edition_id)
    require(work.actor, Permission.EDITION_MANAGE, edition)
    return edition


def _whole(copy: WorkingCopy) -> dict[str, Any]:
    save = copy.save
    return {
        **{name: getattr(save, name) for name in (*SaveOut().fields, "edition_file")},
        "programme_file": save.programme_file,
        "faults": [
            {"part": address_of(one.at), "sentence": one.sentence, "remedy": one.remedy}
            for one in copy.faults
        ],
        "findings": [
            {
                "part": address_of(one.at),
                "severity": one.severity.value,
                **{name: getattr(one, name) for name in FINDING},
            }
            for one in (copy.report.open if copy.report else ())
        ],
        "ready": copy.is_ready,
    }


FINDING = ("name", "sentence", "consequence", "remedy", "fingerprint")
