"""Each juror names one entry; the entry named most often leads."""

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
    TallyStatus,
    french_list,
    typeset,
)

EX_AEQUO, CHAIR, JURY = "ex_aequo_allowed", "chair_decides", "jury_decides"

WHO_SETTLES_A_TIE: Mapping[str, str] = {
    EX_AEQUO: "le règlement admet des lauréats ex æquo, le jury en décide",
    CHAIR: "la présidence du jury départage",
    JURY: "le jury délibère pour départager",
}
KNOWN_RULES = tuple(WHO_SETTLES_A_TIE)
A_RULE = validate.OneOf(
    KNOWN_RULES,
    error=typeset(f"Cette valeur n'est pas admise : écrivez {french_list(KNOWN_RULES, 'ou')}."),
)
NOT_EMPTY = validate.Length(
    min=1, error=typeset("Ce nom est vide : nommez ce choix ou retirez la ligne.")
)


class PluralityOptions(PluginOptions):
    """What an edition may say to this method."""

    tie_rule = fields.String(required=True, validate=A_RULE)
    no_award_option = fields.String(load_default=None, validate=NOT_EMPTY)


@dataclass(frozen=True, slots=True)
class Plurality:
    """Counts one vote for each ballot; abstentions are counted apart.

    Campaign configuration::

        jury:
          vote:
            tally:
              plugin: plurality
              article: "4.5"
              options:
                tie_rule: ex_aequo_allowed   # or chair_decides, jury_decides
                no_award_option: aucun       # what a juror chooses so that nobody wins

    A tie is told, never settled: ``tie_rule`` only says who settles it. When ``no_award_option``
    leads alone, the category is not awarded.
    """

    Options: ClassVar[type[PluginOptions]] = PluralityOptions

    tie_rule: str
    no_award_option: str | None = None

    @property
    def ballot_kind(self) -> BallotKind:
        """Ask for one choice."""
        return BallotKind.CHOICE

    @property
    def nobody(self) -> str | None:
        """Offer the choice of nobody where the edition names it."""
        return self.no_award_option

    def check(self, options: Sequence[str], content: Mapping[str, Any]) -> str | None:
        """Refuse what is neither one of the options nor an abstention."""
        if set(content) != {"choice"}:
            return typeset("Choisissez un dossier, ou abstenez-vous.")
        if content["choice"] is not None and content["choice"] not in self._all(options):
            return typeset(
                "Ce choix n'est pas proposé au vote : choisissez un dossier de la liste."
            )
        return None

    def count(self, options: Sequence[str], ballots: Sequence[BallotView]) -> TallyResult:
        """Count the votes of each option."""
        names = self._all(options)
        self._verify(options, ballots)
        choices = [ballot.content["choice"] for ballot in ballots]
        votes = Counter(choice for choice in choices if choice is not None)
        abstentions = choices.count(None)
        ranking = tuple(
            tuple(name for name in names if votes[name] == number)
            for number in sorted({votes[name] for name in names}, reverse=True)
        )
        leaders = ranking[0] if votes else ()
        status = self._status(leaders)
        return TallyResult(
            status=status,
            leaders=() if status is TallyStatus.NOT_AWARDED else leaders,
            ranking=ranking,
            totals={name: str(votes[name]) for name in names},
            explanation=(
                _turnout(len(choices), abstentions),
                *(_line(group, votes[group[0]]) for group in ranking if votes),
                self._outcome(leaders),
            ),
            votes_cast=len(choices) - abstentions,
            abstentions=abstentions,
        )

    def describe(self) -> str:
        """Say how the votes are counted and who settles a tie."""
        nobody = " Le membre du jury peut aussi choisir que personne ne soit lauréat."
        return typeset(
            "Chaque membre du jury désigne un dossier ; le dossier qui reçoit le plus de voix "
            "arrive en tête, les abstentions ne comptant pas. "
            f"En cas d'égalité, {WHO_SETTLES_A_TIE[self.tie_rule]}."
            f"{nobody if self.nobody else ''}"
        )

    def _all(self, options: Sequence[str]) -> tuple[str, ...]:
        """List what may be voted for."""
        extra = (self.nobody,) if self.nobody else ()
        return tuple(dict.fromkeys((*options, *extra)))

    def _verify(self, options: Sequence[str], ballots: Sequence[BallotView]) -> None:
        """Refuse to count what should not have been cast."""
        if len({ballot.voter for ballot in ballots}) != len(ballots):
            raise ValueError("A voter has two ballots.")
        for ballot in ballots:
            if refusal := self.check(options, ballot.content):
                raise ValueError(f"The ballot of {ballot.voter} is not valid: {refusal}")

    def _status(self, leaders: tuple[str, ...]) -> TallyStatus:
        """Say what the count alone can."""
        if not leaders or leaders == (self.nobody,):
            return TallyStatus.NOT_AWARDED
        return TallyStatus.AWARDED if len(leaders) == 1 else TallyStatus.TIED

    def _outcome(self, leaders: tuple[str, ...]) -> str:
        """Say what the count leads to."""
        if not leaders:
            return typeset("Aucun suffrage exprimé : le dépouillement ne désigne personne.")
        if leaders == (self.nobody,):
            return typeset("Le choix de ne désigner personne arrive en tête : pas de lauréat.")
        if len(leaders) == 1:
            return typeset(f"« {leaders[0]} » arrive seul en tête.")
        nobody_too = self.nobody in leaders and self.tie_rule == EX_AEQUO
        settled = WHO_SETTLES_A_TIE[JURY if nobody_too else self.tie_rule]
        return typeset(f"Égalité entre {_names(leaders)} : {settled}.")


def _turnout(ballots: int, abstentions: int) -> str:
    """Say how many voted."""
    return typeset(
        f"Bulletins : {ballots}. Abstentions : {abstentions}. "
        f"Suffrages exprimés : {ballots - abstentions}."
    )


def _line(group: tuple[str, ...], votes: int) -> str:
    """Say how many votes equals have."""
    return typeset(f"{_names(group)} : {votes} voix{' chacun' if len(group) > 1 else ''}.")


def _names(group: Sequence[str]) -> str:
    """Name options between guillemets."""
    return french_list([f"« {name} »" for name in group])
