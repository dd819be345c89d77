"""Where a candidature stands, and the only moves there are."""

from collections.abc import Mapping
from enum import StrEnum

from laureat.domain.errors import WrongState


class CandidatureState(StrEnum):
    """The states of a candidature. The values are stored, so they never change.

    ``REGISTERED`` (*prise en compte*) is reached only when the signed attestation has been received
    in time (art. 3.1 of the AVE 2024 regulation), or at once where an edition asks for none.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REGISTERED = "registered"
    ADMITTED = "admitted"
    INADMISSIBLE = "inadmissible"
    INELIGIBLE = "ineligible"
    WITHDRAWN = "withdrawn"


S = CandidatureState

TRANSITIONS: Mapping[CandidatureState, frozenset[CandidatureState]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.REGISTERED, S.INADMISSIBLE, S.INELIGIBLE, S.WITHDRAWN}),
    S.REGISTERED: frozenset({S.SUBMITTED, S.ADMITTED, S.INADMISSIBLE, S.INELIGIBLE, S.WITHDRAWN}),
    S.ADMITTED: frozenset({S.REGISTERED, S.INADMISSIBLE, S.INELIGIBLE, S.WITHDRAWN}),
    S.INADMISSIBLE: frozenset({S.SUBMITTED, S.REGISTERED, S.ADMITTED, S.WITHDRAWN}),
    S.INELIGIBLE: frozenset({S.SUBMITTED, S.REGISTERED, S.ADMITTED, S.WITHDRAWN}),
    S.WITHDRAWN: frozenset(),
}

LABELS: Mapping[CandidatureState, str] = {
    S.DRAFT: "Brouillon",
    S.SUBMITTED: "Déposé",
    S.REGISTERED: "Pris en compte",
    S.ADMITTED: "Transmis au jury",
    S.INADMISSIBLE: "Irrecevable",
    S.INELIGIBLE: "Inéligible",
    S.WITHDRAWN: "Retiré",
}

WRITABLE = frozenset({S.DRAFT, S.SUBMITTED, S.REGISTERED})
COMPETING = frozenset({S.REGISTERED, S.ADMITTED})
LIVE = frozenset(CandidatureState) - {S.WITHDRAWN}


def require_transition(current: CandidatureState, target: CandidatureState) -> None:
    """Refuse a move that the table does not have.

    Raises:
        WrongState: naming both states in French.
    """
    if target not in TRANSITIONS[current]:
        raise WrongState(
            "Un dossier à l’état « {current} » ne peut pas passer à l’état « {target} ».",
            current=LABELS[current],
            target=LABELS[target],
        )
