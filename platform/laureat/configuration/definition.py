"""An edition as the engine works with it: resolved, checked, frozen.

Every part that comes from the regulation carries its ``article`` (``"4.4"``), so that a refusal, a
finding or a report can name it. Instants have a zone; texts are Markdown unless said otherwise.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from laureat.configuration.public_holidays import HolidayPlace
from laureat.configuration.rule_tree import Combination as Combination
from laureat.configuration.rule_tree import Combining as Combining
from laureat.configuration.rule_tree import PluginUse as PluginUse
from laureat.configuration.rule_tree import Rule as Rule
from laureat.configuration.stages import Stage
from laureat.domain.vocabulary import ApplicantKind
from laureat.plugin_api import Choice as Choice
from laureat.plugin_api import Condition as Condition
from laureat.plugin_api import Question as Question
from laureat.plugin_api import Sensitivity as Sensitivity


class Identity(StrEnum):
    """What makes two applicants the same one."""

    SIRET = "siret"
    SIREN = "siren"
    EMAIL = "email"
    NAME = "name"


class WinScope(StrEnum):
    """Within what an applicant may win only once."""

    NONE = "none"
    EDITION = "edition"
    SEASON = "season"


class RecusalScope(StrEnum):
    """What a professional link closes to a juror."""

    CATEGORY = "category"


class Secrecy(StrEnum):
    """Who learns what a member of the jury has voted."""

    KEPT = "secret"
    NAMED = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Where laureates are named; ``eligibility`` adds to the edition's own rules."""

    slug: str
    title: str
    description: str
    article: str | None = None
    eligibility: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicants:
    """Who may apply, and what identifies them."""

    kind: ApplicantKind
    identity: Identity
    description: str
    article: str | None = None
    structure_kinds: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many live candidatures one applicant may have (``None``: as many as one likes).

    ``per_category`` is always one; contents that were stored before it was so may say otherwise.
    """

    per_category: int | None = 1
    per_edition: int | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One instant of the calendar and the article that sets it."""

    at: datetime
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The instants of an edition, all in ``time_zone``.

    ``examined_until``: a candidature registered later is accepted and flagged, and examined only by
    a recorded decision. Bounds are inclusive: what is received *at* the instant is in time.
    ``holidays`` is whose public holidays count (``None``: those of the zone); ``stages`` are told.
    """

    time_zone: str
    opens: Milestone
    deposit_closes: Milestone
    attestation_due: Milestone
    examined_until: Milestone
    jury_opens: Milestone
    jury_closes: Milestone
    results: Milestone
    holidays: HolidayPlace | None = None
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One page of the form, shown only ``when`` its condition holds."""

    slug: str
    title: str
    help: str = ""
    questions: tuple[Question, ...] = ()
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestationTerms:
    """The signed paper that makes a candidature count; an edition without it has ``None``."""

    title: str
    statement: tuple[str, ...]
    instructions: str
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionTerms:
    """Who recognises applicants who are not members, and when the organiser takes over."""

    by: str
    takeover_after_days: int
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JuryTerms:
    """Composition, recusal and voting. ``quorum`` is the fewest voters in a category.

    With ``named``, the minutes say what each member has voted in the last round.
    """

    composition: str
    conflicts: tuple[PluginUse, ...]
    recusal_scope: RecusalScope
    tally: PluginUse
    quorum: int
    article: str | None = None
    recusal_article: str | None = None
    vote_article: str | None = None
    interest_statement: str = ""
    secrecy: Secrecy = Secrecy.KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What a category's decision may be, and how often one applicant may win.

    ``appeal_days`` is for how many days after the results they may be contested in writing.
    """

    joint_laureates: bool
    not_awarded: bool
    one_win: WinScope
    special_mention_counts: bool
    article: str | None = None
    one_win_article: str | None = None
    appeal_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialMention:
    """An extra prize outside the categories (``coup de cœur``); ``limit`` is how many at most."""

    title: str
    description: str
    limit: int = 1
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prize:
    """What a category gives; ``most`` is to how many of its dossiers at most, ``gives`` what it is.

    The first one of a category is its laureates'.
    """

    slug: str
    title: str
    gives: str = ""
    most: int = 1
    categories: tuple[str, ...] = ()
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reclassification:
    """Whether the organiser may move a candidature to another category, and until when."""

    allowed: bool
    until: datetime | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A free part of the regulation; ``enforced`` is false where no machine can hold it."""

    article: str
    title: str
    text: str
    enforced: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A passage of an article that sets an instant: ``about`` is the milestone it speaks of."""

    article: str
    about: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to write to about the edition."""

    name: str
    email: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A finding of the linter that the organiser has seen, with the resolution adopted.

    ``finding`` is the code of a finding, or ``code#place``. With a ``fingerprint`` it holds only as
    long as what was found stays the same.
    """

    finding: str
    resolution: str
    by: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDefinition:
    """One year of one trophy family, whole."""

    programme: str
    programme_title: str
    short_title: str
    slug: str
    title: str
    season: str
    summary: str
    description: str
    regulation_title: str
    contact: Contact
    applicants: Applicants
    categories: tuple[Category, ...]
    limits: Limits
    calendar: Calendar
    eligibility: tuple[Rule, ...]
    form: tuple[Section, ...]
    jury: JuryTerms
    outcomes: Outcomes
    reclassification: Reclassification
    recognition: RecognitionTerms | None = None
    attestation: AttestationTerms | None = None
    special_mention: SpecialMention | None = None
    clauses: tuple[Clause, ...] = ()
    statements: tuple[Statement, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    ceremony: str = ""
    prizes: tuple[Prize, ...] = ()

    def category(self, slug: str) -> Category:
        """Find a category by its slug; KeyError when the edition has none such."""
        for category in self.categories:
            if category.slug == slug:
                return category
        raise KeyError(slug)

    def rules_for(self, category: str) -> tuple[Rule, ...]:
        """List the eligibility rules of a category: the edition's, then its own."""
        return self.eligibility + self.category(category).eligibility

    def prizes_of(self, category: str) -> tuple[Prize, ...]:
        """List the prizes of a category in their order: its laureates' comes first."""
        return tuple(one for one in self.prizes if not one.categories or category in one.categories)

    def prize(self, slug: str) -> Prize | None:
        """Find a prize by its slug; None where there is none such."""
        return next((one for one in self.prizes if one.slug == slug), None)

    def sections_for(self, category: str) -> tuple[Section, ...]:
        """Give the form that a candidature of the category fills in."""
        return tuple(
            replace(
                section,
                questions=tuple(
                    question
                    for question in section.questions
                    if not question.categories or category in question.categories
                ),
            )
            for section in self.form
        )
