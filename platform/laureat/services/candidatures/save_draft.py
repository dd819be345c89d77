"""Save what is being written, as often as one types."""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from laureat.configuration.definition import Section
from laureat.configuration.field_types import field_type
from laureat.configuration.form_dates import frozen_questions, in_force
from laureat.configuration.forms import asked, canonical, computed, draft_faults, questions_of
from laureat.consequences.calendar import require_deposit_open
from laureat.consequences.definitions import definition_of
from laureat.consequences.titles import title_in
from laureat.domain.audit import Event
from laureat.domain.candidature_states import WRITABLE, CandidatureState
from laureat.domain.errors import ChangedMeanwhile, Invalid, WrongState
from laureat.domain.french import number
from laureat.models import Draft
from laureat.permissions import Permission, require
from laureat.queries.candidatures import candidature_to_change, draft_of
from laureat.queries.people import person_by_id
from laureat.work import Work

MOST_CHARACTERS = 1_000_000
"""How long a dossier may be, as JSON: some hundreds of pages."""


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A save that held, with all that is written now.

    ``faults`` are advice, by field: nothing typed is refused for them. ``raised`` names the
    questions that are asked since this save, and were not before.
    """

    etag: str
    saved_at: datetime
    faults: Mapping[str, str]
    answers: Mapping[str, Any]
    raised: frozenset[str]


def save_draft(
    work: Work, candidature_id: UUID, *, answers: Mapping[str, object], etag: str
) -> SavedDraft:
    """Merge the given answers into the working copy; fields that are not given stay as they were.

    Raises:
        Invalid: an answer is not of a kind that its question takes, changes one that is frozen, or
            all of them are too long.
        ChangedMeanwhile: somebody saved since ``etag``, perhaps the same person in another tab; the
            facts hold what they saved, the new etag and who it was, so that nothing is lost.
        OutsidePeriod: the deposit is over.
        WrongState: the dossier is no longer the candidate's to change.
    """
    candidature = candidature_to_change(work.session, candidature_id)
    require(work.actor, Permission.CANDIDATURE_WRITE, candidature)
    definition = definition_of(work.session, candidature.edition)
    require_deposit_open(candidature.edition, definition, work.now)
    if candidature.state not in WRITABLE:
        raise WrongState("Ce dossier ne peut plus être modifié.")
    draft = draft_of(work.session, candidature.id, to_change=True)
    if draft.etag != etag:
        raise _changed_meanwhile(work, draft)

    sections = in_force(definition.sections_for(candidature.category.slug), work.now)
    given = canonical(sections, answers)
    _require_unfrozen(frozen_questions(sections, work.now), given, draft.answers)
    merged = {**draft.answers, **given}
    _require_keepable(sections, given, merged)
    merged |= computed(sections, merged)
    raised = _asked(sections, merged) - _asked(sections, draft.answers)
    if merged != draft.answers:
        draft.answers = merged
        draft.etag = secrets.token_hex(8)
        draft.saved_at = work.now
        draft.saved_by = work.person_id
        if candidature.state is CandidatureState.DRAFT:
            candidature.title = title_in(sections, merged)
        work.record(Event.CANDIDATURE_SAVED, candidature, fields=sorted(given))
    return SavedDraft(
        draft.etag, draft.saved_at, draft_faults(sections, merged), merged, raised=raised
    )


def _asked(sections: Sequence[Section], answers: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(one.name for one in questions_of(asked(sections, answers)))


def _changed_meanwhile(work: Work, draft: Draft) -> ChangedMeanwhile:
    facts: dict[str, Any] = {"etag": draft.etag, "answers": draft.answers}
    if draft.saved_by == work.person_id:
        return ChangedMeanwhile(
            "Vous avez enregistré ce dossier entre-temps, dans un autre onglet ou sur un autre"
            " appareil. Votre texte est resté à l’écran : comparez, puis enregistrez de nouveau.",
            saved_by="",
            saved_by_you=True,
            **facts,
        )
    return ChangedMeanwhile(
        "Une autre personne de votre équipe a enregistré ce dossier entre-temps. Votre texte"
        " est resté à l’écran : comparez, puis enregistrez de nouveau.",
        saved_by=person_by_id(work.session, draft.saved_by).name if draft.saved_by else "",
        saved_by_you=False,
        **facts,
    )


def _require_unfrozen(
    frozen: frozenset[str], given: Mapping[str, object], before: Mapping[str, object]
) -> None:
    """Refuse to change an answer whose hour is past; giving it again as it was changes nothing."""
    changed = [name for name in given if name in frozen and given[name] != before.get(name)]
    if changed:
        sentence = "Cette réponse ne peut plus être modifiée : laissez-la comme elle était."
        raise Invalid(
            "Une réponse ne peut plus être modifiée.", fields=dict.fromkeys(changed, sentence)
        )


def _require_keepable(
    sections: Iterable[Section], given: Mapping[str, object], merged: Mapping[str, object]
) -> None:
    """Refuse what no form sends: nested values, or more text than a jury could ever read."""
    wrong = {
        one.name: "Répondez par un texte."
        for one in questions_of(sections)
        if one.name in given and not field_type(one).is_keepable(given[one.name])
    }
    if wrong:
        raise Invalid("Une réponse n’est pas de la forme attendue.", fields=wrong)
    written = len(json.dumps(merged, ensure_ascii=False))
    if written > MOST_CHARACTERS:
        raise Invalid(
            "Ce dossier est trop long pour être enregistré : {written} caractères, pour {most} au"
            " plus. Raccourcissez ses textes, puis enregistrez de nouveau.",
            written=number(written),
            most=number(MOST_CHARACTERS),
        )
