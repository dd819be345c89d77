"""What becomes of a ballot that names a dossier which has left the jury's hands."""

from collections.abc import Collection, Mapping
from typing import Any

from laureat.domain.candidature_states import CandidatureState
from laureat.models import Round
from laureat.queries.candidatures import candidatures_in_category
from laureat.work import Work


def remaining(work: Work, voting: Round) -> list[str]:
    """List the dossiers of a round that the jury still examines, in their order."""
    admitted = candidatures_in_category(
        work.session, voting.category_id, frozenset({CandidatureState.ADMITTED})
    )
    known = {str(one.id) for one in admitted}
    return [one for one in voting.candidature_ids if one in known]


def names_any(content: Mapping[str, Any], gone: Collection[str]) -> bool:
    """Tell whether a valid ballot names one of the dossiers."""
    return content.get("choice") in gone or any(one in gone for one in content.get("scores", ()))


def without(content: Mapping[str, Any], gone: Collection[str]) -> Mapping[str, Any] | None:
    """Read a valid ballot as if it did not name the dossiers; None where it says nothing else.

    Whoever named only them has not abstained.
    """
    if not names_any(content, gone):
        return content
    kept = {one: score for one, score in content.get("scores", {}).items() if one not in gone}
    return {"scores": kept} if kept else None
