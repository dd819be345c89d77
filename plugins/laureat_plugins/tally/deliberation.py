"""The jury talks and decides without any ballot: what is counted is who was there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from laureat.plugin_api import (
    BallotKind,
    BallotView,
    PluginOptions,
    TallyResult,
    TallyStatus,
    french_count,
    typeset,
)
from laureat_plugins.tally.counting import require_ballots


class DeliberationOptions(PluginOptions):
    """Nothing to say to this method."""

    heading = "Délibération, sans bulletins"


@dataclass(frozen=True, slots=True)
class Deliberation:
    """Counts the members who took part, for the quorum, and proposes nobody.

    Campaign configuration::

        jury:
          vote:
            quorum: 3   # members who must have taken part
            tally:
              plugin: deliberation
              article: "4"

    Each member says on their page that they take part; the chair then records the decision.
    """

    Options: ClassVar[type[PluginOptions]] = DeliberationOptions

    @property
    def ballot_kind(self) -> BallotKind:
        """Ask for no vote."""
        return BallotKind.NONE

    @property
    def nobody(self) -> None:
        """Offer no such choice, since nothing is chosen."""
        return None

    def check(self, options: Sequence[str], content: Mapping[str, Any]) -> str | None:
        """Refuse a vote: all that is written is that one was there."""
        if dict(content) != {"present": True}:
            return typeset("Ce jury délibère sans bulletin : dites seulement que vous y êtes.")
        return None

    def count(self, options: Sequence[str], ballots: Sequence[BallotView]) -> TallyResult:
        """Count who was there."""
        require_ballots(self, options, ballots)
        there = french_count(len(ballots), "membre")
        return TallyResult(
            status=TallyStatus.NOT_AWARDED,
            leaders=(),
            ranking=(),
            totals={},
            explanation=(
                typeset(f"Ont pris part à la délibération : {there} du jury."),
                typeset("Il n'y a pas de bulletin à compter : la présidence consigne la décision."),
            ),
            votes_cast=len(ballots),
            unranked=tuple(options),
        )

    def describe(self) -> str:
        """Say how the jury decides."""
        return typeset(
            "Le jury délibère sans bulletin ; sa présidence consigne la décision qu'il a prise."
        )
