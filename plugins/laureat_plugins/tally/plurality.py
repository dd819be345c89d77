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
    asked,
    french_list,
    typeset,
)
from laureat_plugins.tally.counting import groups_by, names, require_ballots, turnout, votes_of

EX_AEQUO, CHAIR, JURY = "ex_aequo_allowed", "chair_decides", "jury_decides"
CASTING = "chair_casting_vote"

WHO_SETTLES_A_TIE: Mapping[str, str] = {
    EX_AEQUO: "le règlement admet des lauréats ex æquo, le jury en décide",
    CHAIR: "la présidence du jury départage",
    JURY: "le jury délibère pour départager",
    CASTING: "la voix de la présidence l'emporte si elle est pour l'un des premiers",
}
KNOWN_RULES = tuple(WHO_SETTLES_A_TIE)
A_RULE = validate.OneOf(
    KNOWN_RULES,
    labels=[said[:1].upper() + said[1:] for said in WHO_SETTLES_A_TIE.values()],
    error=typeset(f"Cette valeur n'est pas admise : écrivez {french_list(KNOWN_RULES, 'ou')}."),
)
NOT_EMPTY = validate.Length(
    min=1, error=typeset("Ce nom est vide : nommez ce choix ou retirez la ligne.")
)


class PluralityOptions(PluginOptions):
    """What an edition may say to this method."""

    heading = "Une voix chacun, majorité relative"

    tie_rule = fields.String(required=True, validate=A_RULE, metadata=asked("À égalité de voix"))
    no_award_option = fields.String(
        load_default=None,
        validate=NOT_EMPTY,
        metadata=asked(
            "Choix « aucun lauréat »",
            "Comment s’appelle ce choix sur le bulletin. Vide : il n’est pas proposé.",
        ),
    )


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
                tie_rule: ex_aequo_allowed   # or chair_decides, jury_decides, chair_casting_vote
                no_award_option: aucun       # what a juror chooses so that nobody wins

    A tie is told, never settled: ``tie_rule`` only says who settles it. With ``chair_casting_vote``
    alone, the ballot of the only member who presides settles it, if it names one of the equals: the
    count then shows how they voted. When ``no_award_option`` leads alone, the category is not
    awarded.
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
        offered = self._all(options)
        require_ballots(self, options, ballots)
        choices = [ballot.content["choice"] for ballot in ballots]
        votes = Counter(choice for choice in choices if choice is not None)
        abstentions = choices.count(None)
        ranking = groups_by(offered, lambda name: votes[name])
        equals = ranking[0] if votes else ()
        leaders = self._settled(equals, ballots)
        status = self._status(leaders)
        if leaders != equals:
            below = tuple(one for one in equals if one not in leaders)
            ranking = (leaders, below, *ranking[1:])
        return TallyResult(
            status=status,
            leaders=() if status is TallyStatus.NOT_AWARDED else leaders,
            ranking=ranking,
            totals={name: str(votes[name]) for name in offered},
            explanation=(
                turnout(len(choices), abstentions),
                *(votes_of(group, votes[group[0]]) for group in ranking if votes),
                self._outcome(equals, leaders),
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

    def _status(self, leaders: tuple[str, ...]) -> TallyStatus:
        """Say what the count alone can."""
        if not leaders or leaders == (self.nobody,):
            return TallyStatus.NOT_AWARDED
        return TallyStatus.AWARDED if len(leaders) == 1 else TallyStatus.TIED

    def _settled(self, equals: tuple[str, ...], ballots: Sequence[BallotView]) -> tuple[str, ...]:
        """Let the casting vote choose among equals, where there is one."""
        chairs = [ballot.content["choice"] for ballot in ballots if ballot.chair]
        if self.tie_rule != CASTING or len(chairs) != 1 or chairs[0] not in equals:
            return equals
        return (chairs[0],)

    def _outcome(self, equals: tuple[str, ...], leaders: tuple[str, ...]) -> str:
        """Say what the count leads to."""
        if leaders != equals:
            return typeset(
                f"Égalité entre {names(equals)} : la voix de la présidence est pour "
                f"{names(leaders)}."
            )
        if not leaders:
            return typeset("Aucun suffrage exprimé : le dépouillement ne désigne personne.")
        if leaders == (self.nobody,):
            return typeset("Le choix de ne désigner personne arrive en tête : pas de lauréat.")
        if len(leaders) == 1:
            return typeset(f"« {leaders[0]} » arrive seul en tête.")
        nobody_too = self.nobody in leaders and self.tie_rule == EX_AEQUO
        by_the_jury = nobody_too or self.tie_rule == CASTING
        settled = WHO_SETTLES_A_TIE[JURY if by_the_jury else self.tie_rule]
        return typeset(f"Égalité entre {names(leaders)} : {settled}.")
