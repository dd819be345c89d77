"""One choice each, round after round, until somebody has the majority that the round asks for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from marshmallow import fields, validate

from laureat.plugin_api import (
    BallotKind,
    BallotView,
    PluginOptions,
    TallyResult,
    TallyStatus,
    asked,
    french_list,
    typeset,
)
from laureat_plugins.tally.counting import groups_by, names, require_ballots, turnout, votes_of

CHAIR, JURY = "chair_double", "jury_decides"
LAST: Mapping[str, str] = {
    CHAIR: "en cas d'égalité, la voix de la présidence compte double",
    JURY: "en cas d'égalité, le jury délibère",
}
A_LAST = validate.OneOf(
    tuple(LAST),
    labels=[said[:1].upper() + said[1:] for said in LAST.values()],
    error=typeset(f"Cette valeur n'est pas admise : écrivez {french_list(tuple(LAST), 'ou')}."),
)
A_NUMBER = validate.Range(
    min=0, max=100, error=typeset("Ce nombre de tours n'est pas admis : écrivez de 0 à 100.")
)


class MajorityRoundsOptions(PluginOptions):
    """What an edition may say to this method."""

    heading = "Tours successifs à la majorité"

    absolute_rounds = fields.Integer(
        strict=True,
        required=True,
        validate=A_NUMBER,
        metadata=asked("Premiers tours, à la majorité absolue", "Leur nombre."),
    )
    relative_rounds = fields.Integer(
        strict=True,
        load_default=0,
        validate=A_NUMBER,
        metadata=asked("Tours suivants, à la majorité relative", "Leur nombre."),
    )
    final_round = fields.String(required=True, validate=A_LAST, metadata=asked("Au dernier tour"))


@dataclass(frozen=True, slots=True)
class MajorityRounds:
    """Asks for more in the first rounds than in the last ones.

    Campaign configuration::

        jury:
          vote:
            tally:
              plugin: majority-rounds
              article: "4"
              options:
                absolute_rounds: 10        # more than half of the votes cast
                relative_rounds: 3         # then, more votes than any other
                final_round: chair_double  # then, the same; or jury_decides

    Until the last round, where nobody has the majority, another round is needed. In the last one,
    and in any after it, a tie is broken by the ballot of the only member who presides, if it is for
    one of those who are equal; else it is told as a tie. A cancelled round does not count as one.
    """

    Options: ClassVar[type[PluginOptions]] = MajorityRoundsOptions

    absolute_rounds: int
    final_round: str
    relative_rounds: int = 0
    number: int = 1

    @property
    def ballot_kind(self) -> BallotKind:
        """Ask for one choice."""
        return BallotKind.CHOICE

    @property
    def nobody(self) -> None:
        """Offer no such choice: the rounds go on until somebody is chosen."""
        return None

    def in_round(self, number: int) -> Self:
        """Give the method of one round."""
        return replace(self, number=number)

    def check(self, options: Sequence[str], content: Mapping[str, Any]) -> str | None:
        """Refuse what is neither one of the options nor an abstention."""
        if set(content) != {"choice"} or content["choice"] not in (*options, None):
            return typeset("Choisissez un dossier de la liste, ou abstenez-vous.")
        return None

    def count(self, options: Sequence[str], ballots: Sequence[BallotView]) -> TallyResult:
        """Count the votes of each option, and ask of the first what this round asks."""
        require_ballots(self, options, ballots)
        choices = [ballot.content["choice"] for ballot in ballots]
        votes = Counter(choice for choice in choices if choice is not None)
        chair, said = self._chair(options, ballots, votes)
        if chair is not None:
            votes[chair] += 1
        ranking = groups_by(options, lambda one: votes[one])
        leaders, status = self._outcome(ranking[0] if votes else (), votes, chair)
        abstentions = choices.count(None)
        return TallyResult(
            status=status,
            leaders=leaders,
            ranking=ranking,
            totals={one: str(votes[one]) for one in options},
            explanation=(
                typeset(f"Tour {self.number} : {self._asked()}."),
                turnout(len(choices), abstentions),
                *said,
                *(votes_of(group, votes[group[0]]) for group in ranking if votes),
                self._told(leaders, status),
            ),
            votes_cast=len(choices) - abstentions,
            abstentions=abstentions,
        )

    def describe(self) -> str:
        """Say what each round asks."""
        relative = self.absolute_rounds + self.relative_rounds
        parts = [
            *(
                [f"à la majorité absolue {_until(self.absolute_rounds)}"]
                * bool(self.absolute_rounds)
            ),
            *([f"à la majorité relative {_until(relative)}"] * bool(self.relative_rounds)),
            f"enfin à la majorité relative ; à ce dernier tour, {LAST[self.final_round]}",
        ]
        return typeset(
            "Chaque membre du jury désigne un dossier, par tours successifs : "
            f"{', '.join(parts)}. Les abstentions ne comptent pas."
        )

    @property
    def _is_last(self) -> bool:
        return self.number > self.absolute_rounds + self.relative_rounds

    def _asked(self) -> str:
        """Say what this round asks."""
        if self.number <= self.absolute_rounds:
            return "majorité absolue, plus de la moitié des suffrages exprimés"
        return (
            f"majorité relative, et {LAST[self.final_round]}"
            if self._is_last
            else ("majorité relative")
        )

    def _chair(
        self, options: Sequence[str], ballots: Sequence[BallotView], votes: Mapping[str, int]
    ) -> tuple[str | None, tuple[str, ...]]:
        """Find for whom the voice of who presides counts twice, and say so."""
        if not self._is_last or self.final_round != CHAIR or not votes:
            return None, ()
        most = max(votes.values())
        equals = [one for one in options if votes.get(one, 0) == most]
        chairs = [ballot.content["choice"] for ballot in ballots if ballot.chair]
        if len(equals) == 1 or len(chairs) != 1 or chairs[0] not in equals:
            return None, ()
        sentence = f"Égalité entre {names(equals)} : la voix de la présidence, pour « {chairs[0]} »"
        return chairs[0], (typeset(f"{sentence}, compte double."),)

    def _outcome(
        self, first: tuple[str, ...], votes: Mapping[str, int], chair: str | None
    ) -> tuple[tuple[str, ...], TallyStatus]:
        """Compare the first with what the round asks."""
        enough = len(first) == 1 and (
            self.number > self.absolute_rounds or 2 * votes[first[0]] > sum(votes.values())
        )
        if enough or chair is not None:
            return first, TallyStatus.AWARDED
        if not self._is_last:
            return (), TallyStatus.FURTHER_ROUND
        return first, TallyStatus.TIED if first else TallyStatus.NOT_AWARDED

    def _told(self, leaders: tuple[str, ...], status: TallyStatus) -> str:
        """Say what the count leads to."""
        if status is TallyStatus.FURTHER_ROUND:
            return typeset("Personne n'a la majorité demandée : il faut un autre tour.")
        if status is TallyStatus.AWARDED:
            return typeset(f"« {leaders[0]} » a la majorité demandée.")
        if not leaders:
            return typeset("Aucun suffrage exprimé : le dépouillement ne désigne personne.")
        return typeset(f"Égalité entre {names(leaders)} : le jury délibère.")


def _until(number: int) -> str:
    return "au premier tour" if number == 1 else f"jusqu'au {number}e tour"
