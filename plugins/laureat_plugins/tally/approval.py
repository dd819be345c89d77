"""Each juror approves some entries; the entry approved most often leads."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from marshmallow import fields, validate

from laureat.plugin_api import (
    BallotKind,
    BallotView,
    PluginOptions,
    TallyResult,
    asked,
    french_count,
    typeset,
)
from laureat_plugins.tally.counting import (
    groups_by,
    listed_once,
    outcome,
    require_ballots,
    status_of,
    turnout,
    votes_of,
)


class ApprovalOptions(PluginOptions):
    """What an edition may say to this method."""

    heading = "Approbation de plusieurs dossiers"

    most = fields.Integer(
        strict=True,
        load_default=None,
        metadata=asked("Dossiers approuvés par bulletin, au plus", "Vide : autant que l’on veut."),
        validate=validate.Range(
            min=1, error=typeset("Ce nombre est trop petit : écrivez au moins 1.")
        ),
    )


@dataclass(frozen=True, slots=True)
class Approval:
    """Counts how many jurors approve each entry.

    Campaign configuration::

        jury:
          vote:
            tally:
              plugin: approval
              article: "4"
              options:
                most: 3   # entries that a ballot may approve; without it, as many as one likes

    A ballot that approves nobody is an abstention. Equals stay equal: the jury decides.
    """

    Options: ClassVar[type[PluginOptions]] = ApprovalOptions

    most: int | None = None

    @property
    def ballot_kind(self) -> BallotKind:
        """Ask for approvals."""
        return BallotKind.APPROVAL

    @property
    def nobody(self) -> None:
        """Offer no such choice: who would reward nobody approves nobody."""
        return None

    def check(self, options: Sequence[str], content: Mapping[str, Any]) -> str | None:
        """Refuse what approves somebody else, somebody twice, or too many."""
        approved = listed_once(options, content, "approved")
        if approved is None:
            return typeset("Retenez des dossiers de la liste, ou abstenez-vous.")
        if len(set(approved)) != len(approved):
            return typeset("Un dossier est retenu deux fois : retirez l'une des deux.")
        if self.most is not None and len(approved) > self.most:
            return typeset(f"C'est trop : retenez {french_count(self.most, 'dossier')} au plus.")
        return None

    def count(self, options: Sequence[str], ballots: Sequence[BallotView]) -> TallyResult:
        """Count the approvals of each entry."""
        require_ballots(self, options, ballots)
        votes = Counter(one for ballot in ballots for one in ballot.content["approved"])
        abstentions = sum(not ballot.content["approved"] for ballot in ballots)
        ranking = groups_by(options, lambda one: votes[one])
        leaders = ranking[0] if votes else ()
        return TallyResult(
            status=status_of(leaders),
            leaders=leaders,
            ranking=ranking,
            totals={one: str(votes[one]) for one in options},
            explanation=(
                turnout(len(ballots), abstentions),
                *(votes_of(group, votes[group[0]]) for group in ranking if votes),
                outcome(leaders),
            ),
            votes_cast=len(ballots) - abstentions,
            abstentions=abstentions,
        )

    def describe(self) -> str:
        """Say how the approvals are counted."""
        limit = (
            "autant de dossiers qu'il le souhaite"
            if self.most is None
            else f"{french_count(self.most, 'dossier')} au plus, sans les classer"
        )
        return typeset(
            f"Chaque membre du jury retient {limit} ; le dossier retenu le plus souvent arrive en "
            "tête. En cas d'égalité, le jury décide."
        )
