"""How the platform says no.

Every refusal is a French sentence that a candidate understands and that names the remedy;
``{name}`` in it is filled from the facts. It is also the key in the catalogue of translations.
"""

from typing import ClassVar, Final

from laureat.domain.phrases import Moment

NOTHING_THERE: Final = "Il n’y a rien à cette adresse, ou rien qui soit visible pour vous."
"""What is said of a thing that is not there, and of one that the actor may not know of."""


class Refusal(Exception):
    """A rule of the business said no.

    ``code`` is public: clients match on it, so a code never changes its meaning. ``article`` names
    the regulation's article where there is one. ``facts`` are JSON-able, or moments.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, sentence: str, *, article: str | None = None, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.article = article
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)

    @property
    def data(self) -> dict[str, object]:
        """Give the facts as JSON takes them: a moment in ISO 8601, with its offset."""
        return {
            name: fact.at.isoformat() if isinstance(fact, Moment) else fact
            for name, fact in self.facts.items()
        }


class NotFound(Refusal):
    """It does not exist, or the actor may not know that it does."""

    code = "not-found"


class Forbidden(Refusal):
    """The actor may never do this to this subject."""

    code = "forbidden"


class SignInNeeded(Refusal):
    """Nobody is signed in, or the session has ended."""

    code = "sign-in-needed"


class Conflict(Refusal):
    """Allowed in principle, but not in the state that things are in."""

    code = "conflict"


class Invalid(Refusal):
    """What was given is not right; ``facts["fields"]`` maps a field to its sentence."""

    code = "invalid"


class TooManyTries(Refusal):
    """Too many attempts in too short a time."""

    code = "too-many-tries"


class Unavailable(Refusal):
    """A part of the platform is down for the moment."""

    code = "unavailable"


class OutsidePeriod(Conflict):
    """The calendar of the edition does not allow it now."""

    code = "outside-period"


class AlreadyInCategory(Conflict):
    """The applicant already has a live candidature in the category."""

    code = "already-in-category"


class LimitReached(Conflict):
    """The applicant has as many candidatures as the edition allows."""

    code = "limit-reached"


class ChangedMeanwhile(Conflict):
    """Somebody else has saved since the page was opened; ``facts["etag"]`` is the present one."""

    code = "changed-meanwhile"


class WrongState(Conflict):
    """The state machine has no such move from here."""

    code = "wrong-state"


class NotEligible(Invalid):
    """A rule of the edition is not met; ``facts["reasons"]`` lists all of them."""

    code = "not-eligible"


class Incomplete(Invalid):
    """Something required is missing; ``facts["fields"]`` says what to do for each field."""

    code = "incomplete"


class WrongCode(Invalid):
    """The sign-in code is not the right one, was used, or has expired."""

    code = "wrong-code"


class FileRefused(Invalid):
    """The file is not of an accepted kind or size, or cannot be read."""

    code = "file-refused"


class ReasonNeeded(Invalid):
    """The act goes against a finding or cannot be explained later without a reason."""

    code = "reason-needed"


class SeatClosed(Conflict):
    """The juror may neither read nor vote in the category."""

    code = "seat-closed"


class InterestsUndeclared(Conflict):
    """The juror has not yet said, for every competitor, whether a professional link exists."""

    code = "interests-undeclared"


class RoundClosed(Conflict):
    """No round of voting is open in the category."""

    code = "round-closed"


class QuorumNotReached(Conflict):
    """Fewer jurors have voted than the edition demands."""

    code = "quorum-not-reached"


class DecisionSigned(Conflict):
    """The minutes are signed; only an addendum could follow."""

    code = "decision-signed"


class WinsAlready(Conflict):
    """The applicant is already laureate within the scope in which one may win only once."""

    code = "wins-already"


class OutcomeNotAllowed(Invalid):
    """The edition's rules do not allow this outcome."""

    code = "outcome-not-allowed"


class UnderEmbargo(Conflict):
    """The results may not be shown before the hour of the proclamation."""

    code = "under-embargo"
