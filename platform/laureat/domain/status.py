"""The status sentence: what is done, what is missing, by when, and the one thing to do next.

Pages and letters about a dossier say this and nothing else; pages, in their reader's language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from laureat.domain.candidature_states import CandidatureState
from laureat.domain.phrases import Moment, Phrase, TimeLeft
from laureat.domain.vocabulary import DistinctionKind

S = CandidatureState


class Act(StrEnum):
    """The one button that the page shows."""

    WRITE = "write"
    REVIEW = "review"
    RETURN_ATTESTATION = "return_attestation"
    SUBMIT_CHANGES = "submit_changes"
    SEE_RESULTS = "see_results"
    NONE = "none"


class Outcome(StrEnum):
    """What became of a candidature, once the public may know it."""

    WON = "won"
    NOT_WON = "not_won"
    NONE = "none"


OUTCOMES = {Outcome.WON: "Distingué", Outcome.NOT_WON: "Résultats proclamés"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFacts:
    """What the sentence depends on.

    ``missing_answers`` counts the required answers that are not given, ``wrong_answers`` those that
    would not pass; ``changed`` says that the working copy differs from what was submitted;
    ``refusal`` is the organiser's reason for refusing the last signed attestation, ``reason`` that
    of the screening; ``proclaimed`` says that the palmarès may be read, ``distinctions`` what it
    gives, ``mention`` how the edition calls its extra prize; ``unmet`` names the articles of the
    rules that are not met, "" where a rule names none.
    """

    state: CandidatureState
    now: datetime
    time_zone: str
    deposit_closes: datetime
    attestation_due: datetime
    examined_until: datetime
    results_at: datetime
    missing_answers: int = 0
    wrong_answers: int = 0
    changed: bool = False
    registered_at: datetime | None = None
    refusal: str | None = None
    reason: str | None = None
    proclaimed: bool = False
    category: str = ""
    distinctions: tuple[DistinctionKind, ...] = ()
    mention: str = ""
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is said, what is missing in a few words, the instant that counts, and the next act.

    ``at_discretion``: the jury examines it only if the organiser so decides.
    """

    phrases: tuple[Phrase, ...]
    lacks: tuple[Phrase, ...] = ()
    due_at: datetime | None = None
    act: Act = Act.NONE
    settled: bool = False
    at_discretion: bool = False
    outcome: Outcome = Outcome.NONE

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
    lacks = answers_to_see_to(facts.missing_answers, facts.wrong_answers)
    if lacks:
        said = dict(zip(("first", "second"), lacks, strict=False))
        start = Phrase(TO_WRITE_AND_CORRECT if len(lacks) > 1 else TO_WRITE, said)
        return _awaited(facts, facts.deposit_closes, start, Act.WRITE, *lacks)
    start = Phrase(
        "Votre dossier est complet mais pas encore déposé : relisez-le, puis déposez-le."
    )
    lack = Phrase("le dépôt du dossier")
    return _awaited(facts, facts.deposit_closes, start, Act.REVIEW, lack)


TO_WRITE = "Votre dossier n’est pas encore déposé : il reste {first}."
TO_WRITE_AND_CORRECT = "Votre dossier n’est pas encore déposé : il reste {first} et {second}."


def answers_to_see_to(missing: int, wrong: int) -> tuple[Phrase, ...]:
    """Count the answers to write, and those to correct; nothing where all is well."""
    write = Phrase(
        "1 réponse à écrire" if missing == 1 else "{count} réponses à écrire", {"count": missing}
    )
    correct = Phrase(
        "1 réponse à corriger" if wrong == 1 else "{count} réponses à corriger", {"count": wrong}
    )
    return tuple(phrase for phrase, count in ((write, missing), (correct, wrong)) if count)


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
    counts = Phrase("Votre candidature est prise en compte depuis le {since}.", since)
    late = received > facts.examined_until
    if doubts := ((Phrase(LATE, _limit(facts)),) if late else ()) + _unmet(facts, late=late):
        return Status(phrases=(counts, *doubts), settled=True, at_discretion=True)
    return _settled(counts, Phrase("Vous n’avez rien d’autre à faire pour le moment."))


def _admitted(facts: StatusFacts) -> Status:
    if facts.proclaimed:
        return _proclaimed(facts)
    results = {"results": Moment(facts.results_at, facts.time_zone)}
    return _settled(
        Phrase("Votre candidature est transmise au jury."),
        Phrase("Les résultats seront proclamés le {results}.", results)
        if facts.now < facts.results_at
        else Phrase(
            "La proclamation des résultats, prévue le {results}, n’a pas encore eu lieu.", results
        ),
    )


def _proclaimed(facts: StatusFacts) -> Status:
    """Say what the palmarès says of the candidature."""
    named = {"category": facts.category, "mention": facts.mention}
    won = tuple(Phrase(GIVEN[kind], named) for kind in facts.distinctions)
    none = Phrase("Les résultats sont proclamés : votre projet n’est pas distingué cette année.")
    return Status(
        phrases=won or (none,),
        act=Act.SEE_RESULTS,
        settled=True,
        outcome=Outcome.WON if won else Outcome.NOT_WON,
    )


GIVEN: Mapping[DistinctionKind, str] = {
    DistinctionKind.LAUREATE: "Votre projet est lauréat dans la catégorie « {category} ».",
    DistinctionKind.JOINT_LAUREATE: (
        "Votre projet est lauréat ex æquo dans la catégorie « {category} »."
    ),
    DistinctionKind.PRIZE: "Votre projet reçoit un prix dans la catégorie « {category} ».",
    DistinctionKind.SPECIAL_MENTION: "Votre projet reçoit le prix « {mention} ».",
}


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
    said = (start, *_unmet(facts))
    if facts.examined_until >= due or act is Act.SUBMIT_CHANGES:
        return Status(phrases=(*said, until), lacks=lacks, due_at=due, act=act)
    sentence = Phrase(IN_TIME if facts.now <= facts.examined_until else TOO_LATE, _limit(facts))
    return Status(phrases=(*said, until, sentence), lacks=lacks, due_at=due, act=act)


def _unmet(facts: StatusFacts, *, late: bool = False) -> tuple[Phrase, ...]:
    """Say which articles the dossier does not meet, and what comes of it; it stops nobody.

    ``late``: it was just said that the organiser decides.
    """
    if not facts.unmet:
        return ()
    named = [article for article in facts.unmet if article]
    what = Phrase(
        NOT_THE_RULES if not named else NOT_THE_ARTICLE if len(named) == 1 else NOT_THE_ARTICLES,
        {"articles": ", ".join(named)},
    )
    if late:
        return (what,)
    if facts.state is S.DRAFT and facts.now <= facts.deposit_closes:
        return what, Phrase(
            "Voyez pourquoi à la relecture. Vous pouvez le déposer tel quel : l’organisateur"
            " décidera alors s’il est transmis au jury."
        )
    return what, Phrase("L’organisateur décidera s’il est transmis au jury.")


NOT_THE_ARTICLE = "En l’état, le dossier ne remplit pas la condition de l’article {articles}."
NOT_THE_ARTICLES = "En l’état, le dossier ne remplit pas les conditions des articles {articles}."
NOT_THE_RULES = "En l’état, le dossier ne remplit pas une condition du règlement."


def _limit(facts: StatusFacts) -> dict[str, Moment]:
    """Give the instant until which the jury examines as of right."""
    return {"until": Moment(facts.examined_until, facts.time_zone)}


IN_TIME = (
    "Pour que le jury examine votre dossier de droit, il doit être pris en compte au plus tard le"
    " {until}."
)
TOO_LATE = "Passé le {until}, le jury n’examine un dossier que si l’organisateur le décide."
LATE = "Elle est arrivée après le {until} : le jury ne l’examinera que si l’organisateur le décide."


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
