"""The states of a dossier as pages show them: a word, a tone, and a word for addresses."""

from collections.abc import Mapping

from laureat.domain.candidature_states import LABELS, CandidatureState
from laureat.web.panels import Tone
from laureat.web.words import _

S = CandidatureState

IN_ADDRESSES: Mapping[CandidatureState, str] = {
    S.DRAFT: "brouillons",
    S.SUBMITTED: "deposes",
    S.REGISTERED: "pris-en-compte",
    S.ADMITTED: "transmis-au-jury",
    S.INADMISSIBLE: "irrecevables",
    S.INELIGIBLE: "ineligibles",
    S.WITHDRAWN: "retires",
}

FROM_ADDRESSES: Mapping[str, CandidatureState] = {word: one for one, word in IN_ADDRESSES.items()}

TONES: Mapping[CandidatureState, str] = {
    S.DRAFT: "",
    S.SUBMITTED: Tone.TODO,
    S.REGISTERED: Tone.PLAIN,
    S.ADMITTED: Tone.DONE,
    S.INADMISSIBLE: Tone.STOP,
    S.INELIGIBLE: Tone.STOP,
    S.WITHDRAWN: "",
}

ON_THE_WAY = (S.DRAFT, S.SUBMITTED, S.REGISTERED, S.ADMITTED)
SET_ASIDE = (S.INADMISSIBLE, S.INELIGIBLE, S.WITHDRAWN)


def label_of(state: CandidatureState) -> str:
    """Name a state."""
    return _(LABELS[state])
