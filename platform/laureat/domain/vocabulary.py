"""The closed vocabularies that tables store. The values never change their meaning."""

from enum import StrEnum


class ApplicantKind(StrEnum):
    """Who may hold a candidature: a legal person, a natural person, or a team."""

    STRUCTURE = "structure"
    PERSON = "person"
    TEAM = "team"


class MembershipRole(StrEnum):
    """What a person may do for an applicant."""

    MANAGER = "manager"
    WRITER = "writer"


class RecognitionAnswer(StrEnum):
    """What the regional coordination, or the organiser in its place, has answered."""

    RECOGNISED = "recognised"
    REFUSED = "refused"


class EditionState(StrEnum):
    """Whether the public may see an edition."""

    DRAFT = "draft"
    PUBLISHED = "published"


class VerdictKind(StrEnum):
    """The three values of eligibility."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"


class ScreeningVerdict(StrEnum):
    """What the organiser decides about a dossier before the jury sees it."""

    ADMITTED = "admitted"
    INADMISSIBLE = "inadmissible"
    INELIGIBLE = "ineligible"


class CheckVerdict(StrEnum):
    """What the organiser found when looking at a returned attestation."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class ConflictRulingKind(StrEnum):
    """What was decided about a conflict that was detected."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    PINNED = "pinned"


class SeatEffect(StrEnum):
    """What a recusal entry does to a seat; the latest entry holds."""

    CLOSED = "closed"
    REOPENED = "reopened"


class SeatState(StrEnum):
    """Whether a juror may read and vote in a category, as the database itself computes it."""

    OPEN = "open"
    UNDECLARED = "undeclared"
    RECUSED = "recused"


class Outcome(StrEnum):
    """What a category's decision says (art. 4.5)."""

    LAUREATE = "laureate"
    JOINT_LAUREATES = "joint_laureates"
    NOT_AWARDED = "not_awarded"
    SPECIAL_MENTION = "special_mention"


class DistinctionKind(StrEnum):
    """What a candidature receives."""

    LAUREATE = "laureate"
    JOINT_LAUREATE = "joint_laureate"
    PRIZE = "prize"
    SPECIAL_MENTION = "special_mention"


DISTINCTION_LABELS = {
    DistinctionKind.LAUREATE: "Lauréat",
    DistinctionKind.JOINT_LAUREATE: "Lauréat ex æquo",
    DistinctionKind.PRIZE: "Prix",
    DistinctionKind.SPECIAL_MENTION: "Mention du jury",
}
