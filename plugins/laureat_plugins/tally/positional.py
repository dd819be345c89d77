"""Each juror ranks some entries; each rank is worth points, and the points are added."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from laureat.plugin_api import (
    BallotKind,
    BallotView,
    PluginOptions,
    TallyResult,
    asked,
    french_count,
    french_list,
    typeset,
)
from laureat_plugins.tally.counting import (
    Groups,
    groups_by,
    listed_once,
    names,
    outcome,
    require_one_each,
    status_of,
    turnout,
)

EX_AEQUO, RANKS = "ex_aequo_allowed", "count_of_ranks"
RULES: Mapping[str, str] = {
    EX_AEQUO: "À égalité de points, le jury décide, ex æquo ou non.",
    RANKS: "À égalité de points, compte le nombre de premières places, puis de deuxièmes, et ainsi "
    "de suite ; au-delà, le jury décide.",
}
A_RULE = validate.OneOf(
    tuple(RULES),
    labels=[typeset(said) for said in RULES.values()],
    error=typeset(f"Cette valeur n'est pas admise : écrivez {french_list(tuple(RULES), 'ou')}."),
)
SOME = validate.Length(
    min=1, max=100, error=typeset("Ce barème est vide ou trop long : donnez de 1 à 100 nombres.")
)
NOT_BELOW_ZERO = validate.Range(
    min=0, error=typeset("Ce nombre est négatif : écrivez zéro ou davantage.")
)


class PositionalOptions(PluginOptions):
    """What an edition may say to this method."""

    heading = "Classement et points par rang"

    points = fields.List(
        fields.Integer(strict=True, validate=NOT_BELOW_ZERO),
        required=True,
        validate=SOME,
        metadata=asked("Points, du premier rang au dernier", "Un nombre par ligne."),
    )
    tie_rule = fields.String(required=True, validate=A_RULE, metadata=asked("À égalité de points"))
    complete = fields.Boolean(
        load_default=False, metadata=asked("Un bulletin doit donner tous les rangs")
    )

    @validates_schema
    def falling(self, data: dict[str, Any], **_given: object) -> None:
        """Refuse points that rise with worse ranks, and points that are all nought."""
        points = data["points"]
        if list(points) != sorted(points, reverse=True) or not any(points):
            raise ValidationError(
                typeset("Le barème ne descend pas : écrivez les points du premier au dernier."),
                "points",
            )

    @post_load
    def make(self, data: dict[str, Any], **_given: object) -> dict[str, Any]:
        """Freeze the points."""
        return {**data, "points": tuple(data["points"])}


@dataclass(frozen=True, slots=True)
class Positional:
    """Adds the points of the ranks that the jurors give.

    Campaign configuration::

        jury:
          vote:
            tally:
              plugin: positional
              article: "4"
              options:
                points: [15, 12, 10, 8, 7, 5, 4, 3, 2, 1]
                tie_rule: count_of_ranks   # or ex_aequo_allowed
                complete: true             # every rank is to be filled

    A ballot names at most as many entries as there are points, best first; one that names nobody is
    an abstention. With ``complete``, a ballot that names somebody fills every rank, as far as there
    are entries. With ``count_of_ranks``, equal points are told apart by the number of first ranks,
    then of second ones, and so on; those who are equal everywhere stay equal.
    """

    Options: ClassVar[type[PluginOptions]] = PositionalOptions

    points: tuple[int, ...]
    tie_rule: str
    complete: bool = False

    @property
    def ballot_kind(self) -> BallotKind:
        """Ask for a ranking."""
        return BallotKind.RANKING

    @property
    def nobody(self) -> None:
        """Offer no such choice: who would reward nobody ranks nobody."""
        return None

    @property
    def most(self) -> int:
        """Let as many be ranked as there are points."""
        return len(self.points)

    def check(self, options: Sequence[str], content: Mapping[str, Any]) -> str | None:
        """Refuse what is no ranking of some entries, and one that leaves ranks empty."""
        if fault := self._fault(options, content):
            return fault
        ranked, wanted = len(content["ranking"]), min(self.most, len(options))
        if self.complete and 0 < ranked < wanted:
            return typeset(
                f"Ce classement est incomplet : classez {french_count(wanted, 'dossier')}, ou "
                "abstenez-vous."
            )
        return None

    def _fault(self, options: Sequence[str], content: Mapping[str, Any]) -> str | None:
        ranking = listed_once(options, content, "ranking")
        if ranking is None:
            return typeset("Classez des dossiers de la liste, ou abstenez-vous.")
        if len(set(ranking)) != len(ranking):
            return typeset("Un dossier est classé deux fois : gardez son meilleur rang seulement.")
        if len(ranking) > self.most:
            return typeset(f"Ce classement est trop long : {self.most} rangs au plus.")
        return None

    def count(self, options: Sequence[str], ballots: Sequence[BallotView]) -> TallyResult:
        """Add the points of each entry; a ballot that an entry has left may have a rank less."""
        require_one_each(ballots)
        for ballot in ballots:
            if fault := self._fault(options, ballot.content):
                raise ValueError(f"The ballot of {ballot.voter} is not valid: {fault}")
        ranks: dict[str, Counter[int]] = {one: Counter() for one in options}
        for ballot in ballots:
            for rank, one in enumerate(ballot.content["ranking"]):
                ranks[one][rank] += 1
        totals = {
            one: sum(self.points[rank] * times for rank, times in given.items())
            for one, given in ranks.items()
        }
        abstentions = sum(not ballot.content["ranking"] for ballot in ballots)
        by_points = groups_by(options, totals.__getitem__)
        ranking = self._told_apart(by_points, ranks)
        leaders = ranking[0] if len(ballots) > abstentions else ()
        return TallyResult(
            status=status_of(leaders),
            leaders=leaders,
            ranking=ranking,
            totals={one: str(total) for one, total in totals.items()},
            explanation=(
                turnout(len(ballots), abstentions),
                *(self._line(one, ranks[one], totals[one]) for group in ranking for one in group),
                *self._settled(by_points, ranking, ranks),
                outcome(leaders),
            ),
            votes_cast=len(ballots) - abstentions,
            abstentions=abstentions,
        )

    def describe(self) -> str:
        """Say how ranks are counted."""
        filled = "classe" if self.complete else "classe au plus"
        worth = french_list([str(one) for one in self.points])
        return typeset(
            f"Chaque membre du jury {filled} {french_count(self.most, 'dossier')}, du meilleur au "
            f"moins bon ; les rangs valent {worth} "
            f"point{'s' if sum(self.points) > 1 else ''}, qui s'additionnent. "
            f"{RULES[self.tie_rule]}"
        )

    def _told_apart(self, groups: Groups, ranks: Mapping[str, Counter[int]]) -> Groups:
        """Tell equals apart by their ranks, where the rule says so."""
        if self.tie_rule != RANKS:
            return groups
        return tuple(
            tuple(one for one in group if self._places(ranks[one]) == places)
            for group in groups
            for places in sorted({self._places(ranks[one]) for one in group}, reverse=True)
        )

    def _places(self, given: Counter[int]) -> tuple[int, ...]:
        return tuple(given[rank] for rank in range(self.most))

    def _line(self, one: str, given: Counter[int], total: int) -> str:
        """Show where the points of an entry come from."""
        parts = " + ".join(
            f"{given[rank]} × {self.points[rank]}" for rank in range(self.most) if given[rank]
        )
        shown = f"{parts} = {total}" if parts else "0"
        return typeset(f"« {one} » : {shown} point{'s' if total > 1 else ''}.")

    def _settled(
        self, before: Groups, after: Groups, ranks: Mapping[str, Counter[int]]
    ) -> tuple[str, ...]:
        """Say which equals the count of their ranks has told apart, and how."""
        if before == after:
            return ()
        return tuple(
            typeset(
                f"Égalité de points entre {names(group)} : "
                + " ; ".join(f"« {one} », {_ranks(ranks[one])}" for one in group)
                + "."
            )
            for group in before
            if group not in after
        )


def _ranks(given: Counter[int]) -> str:
    """Say which ranks were received: « 2 fois 1er, 1 fois 4e »."""
    told = [
        f"{times} fois {rank + 1}{'er' if rank == 0 else 'e'}"
        for rank, times in sorted(given.items())
    ]
    return ", ".join(told) or "jamais classé"
