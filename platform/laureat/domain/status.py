"""The status sentence: what is done, what is missing, by when, and the one thing to do next.

Pages and mails about a dossier print this sentence and no other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.french import NBSP, long_instant, remaining

S = CandidatureState


class Act(StrEnum):
    """The one button that the page shows."""

    WRITE = "write"
    REVIEW = "review"
    RETURN_ATTESTATION = "return_attestation"
    SUBMIT_CHANGES = "submit_changes"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFacts:
    """What the sentence depends on.

    ``missing_answers`` counts the required answers that are missing or wrong; ``changed`` says that
    the working copy differs from what was submitted; ``refusal`` is the organiser's reason for
    refusing the last signed attestation, ``reason`` that of the screening.
    """

    state: CandidatureState
    now: datetime
    time_zone: str
    deposit_closes: datetime
    attestation_due: datetime
    examined_until: datetime
    results_at: datetime
    missing_answers: int = 0
    changed: bool = False
    registered_at: datetime | None = None
    refusal: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The sentence, what is missing in words, the instant that counts, and the next act."""

    sentence: str
    missing: tuple[str, ...] = ()
    due_at: datetime | None = None
    act: Act = Act.NONE
    settled: bool = False


def candidature_status(facts: StatusFacts) -> Status:
    """Say where a dossier stands, in one plain sentence."""
    return SAID[facts.state](facts)


def _until(facts: StatusFacts, due: datetime) -> str:
    words = remaining(facts.now, due)
    return f"{words[0].upper()}{words[1:]}, jusqu’au {long_instant(due, facts.time_zone)}."


def _draft(facts: StatusFacts) -> Status:
    if facts.now > facts.deposit_closes:
        return Status(
            sentence="Ce brouillon n’a pas été déposé avant la clôture : il ne compte pas.",
            settled=True,
        )
    if facts.missing_answers:
        count = facts.missing_answers
        words = "1 réponse" if count == 1 else f"{count}{NBSP}réponses"
        return Status(
            sentence=f"Votre dossier n’est pas encore déposé{NBSP}: il manque {words}."
            f" {_until(facts, facts.deposit_closes)}",
            missing=(words,),
            due_at=facts.deposit_closes,
            act=Act.WRITE,
        )
    return Status(
        sentence=f"Votre dossier est complet mais pas encore déposé{NBSP}: relisez-le, puis"
        f" déposez-le. {_until(facts, facts.deposit_closes)}",
        missing=("le dépôt du dossier",),
        due_at=facts.deposit_closes,
        act=Act.REVIEW,
    )


def _submitted(facts: StatusFacts) -> Status:
    if facts.now > facts.attestation_due:
        return Status(
            sentence="Votre candidature n’est pas prise en compte : l’attestation signée n’a pas"
            f" été reçue avant le {long_instant(facts.attestation_due, facts.time_zone)}.",
            settled=True,
        )
    start = (
        f"L’attestation retournée n’a pas pu être acceptée{NBSP}: {_sentence(facts.refusal)}"
        " Retournez-en une nouvelle."
        if facts.refusal
        else f"Votre candidature n’est pas encore prise en compte{NBSP}: il manque l’attestation"
        " signée."
    )
    return Status(
        sentence=f"{start} {_until(facts, facts.attestation_due)}",
        missing=("l’attestation signée",),
        due_at=facts.attestation_due,
        act=Act.RETURN_ATTESTATION,
    )


def _registered(facts: StatusFacts) -> Status:
    since = ""
    if facts.registered_at is not None:
        since = f" depuis le {long_instant(facts.registered_at, facts.time_zone)}"
    if facts.changed and facts.now <= facts.deposit_closes:
        return Status(
            sentence=f"Votre candidature est prise en compte{since}, mais vos dernières"
            " modifications ne sont pas déposées : les déposer demandera une nouvelle attestation"
            " signée."
            f" {_until(facts, facts.deposit_closes)}",
            due_at=facts.deposit_closes,
            act=Act.SUBMIT_CHANGES,
        )
    late = facts.registered_at is not None and facts.registered_at > facts.examined_until
    after = (
        " Elle est arrivée après l’heure limite d’examen : le jury ne l’examinera que si"
        " l’organisateur le décide."
        if late
        else " Vous n’avez rien d’autre à faire pour le moment."
    )
    return Status(sentence=f"Votre candidature est prise en compte{since}.{after}", settled=True)


def _admitted(facts: StatusFacts) -> Status:
    results = long_instant(facts.results_at, facts.time_zone)
    if facts.now >= facts.results_at:
        return Status(
            sentence="Le jury a examiné votre candidature et les résultats sont proclamés.",
            settled=True,
        )
    return Status(
        sentence=f"Votre candidature est transmise au jury. Les résultats seront proclamés le"
        f" {results}.",
        settled=True,
    )


def _set_aside(facts: StatusFacts) -> Status:
    word = "irrecevable" if facts.state is S.INADMISSIBLE else "inéligible"
    why = f"{NBSP}: {_sentence(facts.reason)}" if facts.reason else "."
    return Status(sentence=f"Votre candidature a été jugée {word}{why}", settled=True)


def _withdrawn(_facts: StatusFacts) -> Status:
    return Status(
        sentence="Votre candidature est retirée. Elle est conservée et ne compte plus.",
        settled=True,
    )


def _sentence(words: str | None) -> str:
    said = (words or "").strip()
    return said if said.endswith((".", "!", "?")) else f"{said}."


SAID: Mapping[CandidatureState, Callable[[StatusFacts], Status]] = {
    S.DRAFT: _draft,
    S.SUBMITTED: _submitted,
    S.REGISTERED: _registered,
    S.ADMITTED: _admitted,
    S.INADMISSIBLE: _set_aside,
    S.INELIGIBLE: _set_aside,
    S.WITHDRAWN: _withdrawn,
}
