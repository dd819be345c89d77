"""The status sentence: what is done, what is missing, by when, and the one thing to do next.

Pages and letters about a dossier say this and nothing else; pages, in their reader's language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.phrases import Moment, Phrase, TimeLeft

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
    """What is said, what is missing in a few words, the instant that counts, and the next act."""

    phrases: tuple[Phrase, ...]
    lacks: tuple[Phrase, ...] = ()
    due_at: datetime | None = None
    act: Act = Act.NONE
    settled: bool = False

    @property
    def sentence(self) -> str:
        """Say it in French."""
        return " ".join(map(str, self.phrases))

    @property
    def missing(self) -> tuple[str, ...]:
        """Say in French what is missing."""
        return tuple(map(str, self.lacks))


def candidature_status(facts: StatusFacts) -> Status:
    """Say where a dossier stands, in one plain sentence."""
    return SAID[facts.state](facts)


def _draft(facts: StatusFacts) -> Status:
    if facts.now > facts.deposit_closes:
        return _settled(
            Phrase("Ce brouillon n’a pas été déposé avant la clôture : il ne compte pas.")
        )
    if facts.missing_answers == 1:
        start = Phrase("Votre dossier n’est pas encore déposé : il manque 1 réponse.")
        lack, act = Phrase("1 réponse"), Act.WRITE
    elif facts.missing_answers:
        count = {"count": facts.missing_answers}
        start = Phrase("Votre dossier n’est pas encore déposé : il manque {count} réponses.", count)
        lack, act = Phrase("{count} réponses", count), Act.WRITE
    else:
        start = Phrase(
            "Votre dossier est complet mais pas encore déposé : relisez-le, puis déposez-le."
        )
        lack, act = Phrase("le dépôt du dossier"), Act.REVIEW
    return _awaited(facts, facts.deposit_closes, start, act, lack)


def _submitted(facts: StatusFacts) -> Status:
    if facts.now > facts.attestation_due:
        return _settled(
            Phrase(
                "Votre candidature n’est pas prise en compte : l’attestation signée n’a pas été"
                " reçue avant le {due}.",
                {"due": Moment(facts.attestation_due, facts.time_zone)},
            )
        )
    start = Phrase(
        "Votre candidature n’est pas encore prise en compte : il manque l’attestation signée."
    )
    if facts.refusal:
        start = Phrase(
            "L’attestation retournée n’a pas pu être acceptée : {reason} Retournez-en une"
            " nouvelle.",
            {"reason": _stopped(facts.refusal)},
        )
    lack = Phrase("l’attestation signée")
    return _awaited(facts, facts.attestation_due, start, Act.RETURN_ATTESTATION, lack)


def _registered(facts: StatusFacts) -> Status:
    received = facts.registered_at or facts.now
    since = {"since": Moment(received, facts.time_zone)}
    if facts.changed and facts.now <= facts.deposit_closes:
        start = Phrase(
            "Votre candidature est prise en compte depuis le {since}, mais vos dernières"
            " modifications ne sont pas déposées : les déposer demandera une nouvelle attestation"
            " signée.",
            since,
        )
        return _awaited(facts, facts.deposit_closes, start, Act.SUBMIT_CHANGES)
    return _settled(
        Phrase("Votre candidature est prise en compte depuis le {since}.", since),
        Phrase(
            "Elle est arrivée après l’heure limite d’examen : le jury ne l’examinera que si"
            " l’organisateur le décide."
        )
        if received > facts.examined_until
        else Phrase("Vous n’avez rien d’autre à faire pour le moment."),
    )


def _admitted(facts: StatusFacts) -> Status:
    if facts.now >= facts.results_at:
        return _settled(
            Phrase("Le jury a examiné votre candidature et les résultats sont proclamés.")
        )
    return _settled(
        Phrase("Votre candidature est transmise au jury."),
        Phrase(
            "Les résultats seront proclamés le {results}.",
            {"results": Moment(facts.results_at, facts.time_zone)},
        ),
    )


def _inadmissible(facts: StatusFacts) -> Status:
    if not facts.reason:
        return _settled(Phrase("Votre candidature a été jugée irrecevable."))
    why = {"reason": _stopped(facts.reason)}
    return _settled(Phrase("Votre candidature a été jugée irrecevable : {reason}", why))


def _ineligible(facts: StatusFacts) -> Status:
    if not facts.reason:
        return _settled(Phrase("Votre candidature a été jugée inéligible."))
    why = {"reason": _stopped(facts.reason)}
    return _settled(Phrase("Votre candidature a été jugée inéligible : {reason}", why))


def _withdrawn(_facts: StatusFacts) -> Status:
    return _settled(Phrase("Votre candidature est retirée. Elle est conservée et ne compte plus."))


def _awaited(facts: StatusFacts, due: datetime, start: Phrase, act: Act, *lacks: Phrase) -> Status:
    """Say what is awaited, how long is left and until when."""
    until = Phrase(
        "{left}, jusqu’au {due}.",
        {"left": TimeLeft(facts.now, due), "due": Moment(due, facts.time_zone)},
    )
    return Status(phrases=(start, until), lacks=lacks, due_at=due, act=act)


def _settled(*phrases: Phrase) -> Status:
    """Say how things stand where nothing is awaited from the candidate."""
    return Status(phrases=phrases, settled=True)


def _stopped(words: str) -> str:
    said = words.strip()
    return said if said.endswith((".", "!", "?")) else f"{said}."


SAID: Mapping[CandidatureState, Callable[[StatusFacts], Status]] = {
    S.DRAFT: _draft,
    S.SUBMITTED: _submitted,
    S.REGISTERED: _registered,
    S.ADMITTED: _admitted,
    S.INADMISSIBLE: _inadmissible,
    S.INELIGIBLE: _ineligible,
    S.WITHDRAWN: _withdrawn,
}
