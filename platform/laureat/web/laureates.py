"""The palmarès as the public reads it, and the page that waits for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from laureat.configuration.stages import StageReader
from laureat.domain.vocabulary import DistinctionKind, Outcome
from laureat.models import Palmares
from laureat.plugin_api import typeset
from laureat.web.editions import Shown, calendar_steps
from laureat.web.panels import Panel, Step
from laureat.web.presentation import long_instant
from laureat.web.words import _


@dataclass(frozen=True, slots=True)
class Laureate:
    """Who receives what, and why."""

    distinction: str
    applicant: str
    title: str
    category: str
    citation: str


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """A category's outcome: its laureates, or the sentence that says there is none."""

    title: str
    laureates: tuple[Laureate, ...]
    not_awarded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PalmaresPage:
    """The results of an edition, and the digests under which they can be verified."""

    shown: Shown
    categories: tuple[CategoryResult, ...]
    mention_title: str
    mentions: tuple[Laureate, ...]
    proclaimed: datetime
    contested_until: datetime | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage:
    """What is said before the results may be shown."""

    shown: Shown
    panel: Panel
    steps: tuple[Step, ...]


def palmares_page(one: Shown, palmares: Palmares) -> PalmaresPage:
    """Present what was published."""
    content = palmares.content
    days = one.definition.outcomes.appeal_days
    return PalmaresPage(
        shown=one,
        categories=tuple(_category(category) for category in content["categories"]),
        mention_title=content["special_mention_title"],
        mentions=tuple(
            _laureate(one, mention=content["special_mention_title"])
            for one in content["special_mention"]
        ),
        proclaimed=palmares.embargo_until,
        contested_until=palmares.embargo_until + timedelta(days=days) if days else None,
        digest=palmares.digest,
    )


def waiting_page(one: Shown, now: datetime) -> WaitingPage:
    """Say when the results come, or that they are on their way."""
    calendar = one.definition.calendar
    if now < calendar.results.at:
        sentence = _(
            "Le palmarès sera publié ici après la proclamation des résultats, le %(day)s.",
            day=long_instant(calendar.results.at, calendar.time_zone),
        )
    else:
        sentence = _("Le palmarès n’est pas encore publié. Il paraîtra ici dès qu’il le sera.")
    return WaitingPage(
        shown=one,
        panel=Panel(sentence=sentence),
        steps=calendar_steps(one, now, StageReader.PUBLIC),
    )


def _category(said: Mapping[str, Any]) -> CategoryResult:
    return CategoryResult(
        title=said["title"],
        laureates=tuple(_laureate(one) for one in said["distinctions"]),
        not_awarded=said["outcome"] == Outcome.NOT_AWARDED,
    )


def _laureate(said: Mapping[str, Any], *, mention: str = "") -> Laureate:
    labels = {
        DistinctionKind.LAUREATE: _("Lauréat"),
        DistinctionKind.JOINT_LAUREATE: _("Lauréat ex æquo"),
        DistinctionKind.SPECIAL_MENTION: mention,
        DistinctionKind.PRIZE: "",
    }
    prize = typeset(said.get("prize", ""))
    gives = typeset(said.get("gives", ""))
    return Laureate(
        distinction=" — ".join(filter(None, (labels[DistinctionKind(said["kind"])], prize, gives))),
        applicant=said["applicant"],
        title=said["title"],
        category=said["category"],
        citation=said["citation"],
    )
