"""Drafts over HTTP: several people write the same dossier, and nobody's text is lost."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask.views import MethodView

from laureat.api.operations import Room
from laureat.api.parsing import etag_given
from laureat.api.schemas.candidatures import DraftIn, DraftOut, SavedDraftOut
from laureat.configuration.definition import Section
from laureat.configuration.forms import draft_faults, questions_of
from laureat.consequences.definitions import definition_of
from laureat.domain.errors import ChangedMeanwhile, Invalid, OutsidePeriod, WrongState
from laureat.permissions import Permission, require, require_somebody
from laureat.queries.candidatures import candidature_by_id, draft_of
from laureat.request_work import request_reading, request_work
from laureat.services.candidatures.save_draft import SavedDraft, save_draft
from laureat.work import Work

room = Room("drafts", "The working copy of a dossier, written by several people at once.")

ETAG_HEADER = {
    "ETag": {
        "description": "Names this state of the draft; send it back in If-Match.",
        "schema": {"type": "string"},
    }
}


@room.route("/candidatures/<uuid:candidature_id>/draft")
class Draft(MethodView):
    """The working copy of a dossier."""

    @room.operation("read_draft", 200, DraftOut, headers=ETAG_HEADER)
    def get(self, candidature_id: UUID) -> tuple[dict[str, Any], dict[str, str]]:
        """Read the working copy, with the ETag that a save must name."""
        with request_reading() as work:
            sections = _form_to_fill(work, candidature_id)
            draft = draft_of(work.session, candidature_id)
        shown = {
            "answers": draft.answers,
            "etag": draft.etag,
            "saved_at": draft.saved_at,
            "faults": draft_faults(sections, draft.answers),
        }
        return shown, _etag(draft.etag)

    @room.operation(
        "save_draft",
        200,
        SavedDraftOut,
        refuses=(ChangedMeanwhile, OutsidePeriod, WrongState),
        headers=ETAG_HEADER,
        if_match=True,
    )
    @room.arguments(DraftIn)
    def patch(
        self, given: dict[str, dict[str, Any]], candidature_id: UUID
    ) -> tuple[SavedDraft, dict[str, str]]:
        """Merge answers into the working copy; those not given stay as they were.

        When a colleague has saved since the ETag given, the answer is 412 with their answers, the
        new ETag and their name. What is wrong in an answer is told and kept: a draft is never
        refused for it.
        """
        etag = etag_given()
        with request_work() as work:
            _require_known(_form_to_fill(work, candidature_id), given["answers"])
            saved = save_draft(work, candidature_id, answers=given["answers"], etag=etag)
        return saved, _etag(saved.etag)


def _form_to_fill(work: Work, candidature_id: UUID) -> tuple[Section, ...]:
    """Give the form of a candidature that the actor writes."""
    require_somebody(work.actor)
    candidature = candidature_by_id(work.session, candidature_id)
    require(work.actor, Permission.CANDIDATURE_WRITE, candidature)
    definition = definition_of(work.session, candidature.edition)
    return definition.sections_for(candidature.category.slug)


def _require_known(sections: tuple[Section, ...], answers: Mapping[str, Any]) -> None:
    """Refuse answers to questions that the form does not ask."""
    unknown = set(answers) - {question.name for question in questions_of(sections)}
    if unknown:
        sentence = "Le formulaire n’a pas de question de ce nom : corrigez-le ou retirez-le."
        fields = {f"answers.{name}": sentence for name in sorted(unknown)}
        raise Invalid("La demande répond à des questions inconnues.", fields=fields)


def _etag(value: str) -> dict[str, str]:
    return {"ETag": f'"{value}"'}
