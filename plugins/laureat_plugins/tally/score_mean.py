"""Each juror gives a score to each entry; the entry with the highest mean leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
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
from laureat_plugins.tally.scale import Scale, ScaleOptions, exact, french, read_number


class ScoreMeanOptions(PluginOptions):
    """What an edition may say to this method."""

    heading = "Note moyenne"

    scale = fields.Nested(ScaleOptions, required=True, metadata=asked("Barème"))
    min_ratings = fields.Integer(
        strict=True,
        load_default=1,
        metadata=asked("Notes qu’un dossier doit recevoir pour être classé"),
        validate=validate.Range(
            min=1, error=typeset("Ce nombre est trop petit : écrivez au moins 1.")
        ),
    )


@dataclass(frozen=True, slots=True)
class ScoreMean:
    """Ranks the entries by the exact mean of the scores received.

    Campaign configuration::

        jury:
          vote:
            tally:
              plugin: score-mean
              article: "4.2"
              options:
                scale: {min: 0, max: 20, step: 0.5}
                min_ratings: 3

    An entry with fewer than ``min_ratings`` scores is not ranked, which is not the score 0. Equal
    means stay equal. A ballot without any score is an abstention.
    """

    Options: ClassVar[type[PluginOptions]] = ScoreMeanOptions

    scale: Scale
    min_ratings: int = 1

    @property
    def ballot_kind(self) -> BallotKind:
        """Ask for scores."""
        return BallotKind.SCORES

    @property
    def nobody(self) -> None:
        """Offer no such choice: who would reward nobody gives no score."""
        return None

    def check(self, options: Sequence[str], content: Mapping[str, Any]) -> str | None:
        """Refuse scores of other entries, and scores that are not on the scale."""
        scores = content.get("scores")
        if set(content) != {"scores"} or not isinstance(scores, Mapping):
            return typeset("Donnez une note à chaque dossier, ou abstenez-vous.")
        if not set(scores) <= set(options):
            return typeset("Une note porte sur un dossier qui n'est pas proposé : retirez-la.")
        for text in scores.values():
            score = read_number(text)
            if score is None or not self.scale.has(score):
                given = text if isinstance(text, str | int) else "illisible"
                return typeset(f"La note « {given} » n'est pas admise : notez {self.scale}.")
        return None

    def count(self, options: Sequence[str], ballots: Sequence[BallotView]) -> TallyResult:
        """Take the mean of each entry's scores."""
        scores = self._scores(options, ballots)
        means = {
            name: sum(given, Fraction(0)) / len(given)
            for name, given in scores.items()
            if len(given) >= self.min_ratings
        }
        unranked = tuple(name for name in scores if name not in means)
        ranking = tuple(
            tuple(name for name in means if means[name] == mean)
            for mean in sorted(set(means.values()), reverse=True)
        )
        abstentions = sum(not ballot.content["scores"] for ballot in ballots)
        return TallyResult(
            status=_status(ranking),
            leaders=ranking[0] if ranking else (),
            ranking=ranking,
            totals={name: exact(mean) for name, mean in means.items()},
            explanation=(
                typeset(f"Bulletins : {len(ballots)}. Abstentions : {abstentions}."),
                *(_line(name, scores[name], means[name]) for group in ranking for name in group),
                *(self._not_ranked(name, len(scores[name])) for name in unranked),
                _outcome(ranking),
            ),
            votes_cast=len(ballots) - abstentions,
            abstentions=abstentions,
            unranked=unranked,
        )

    def describe(self) -> str:
        """Say how the scores are counted."""
        plural = "s" if self.min_ratings > 1 else ""
        return typeset(
            f"Chaque membre du jury note les dossiers {self.scale} ; les dossiers sont classés "
            f"selon la moyenne exacte des notes reçues, à partir de {self.min_ratings} "
            f"note{plural} ; à moyenne égale, le jury départage."
        )

    def _scores(
        self, options: Sequence[str], ballots: Sequence[BallotView]
    ) -> dict[str, list[Fraction]]:
        """Gather each entry's scores, refusing to count what should not have been cast."""
        if len({ballot.voter for ballot in ballots}) != len(ballots):
            raise ValueError("A voter has two ballots.")
        scores: dict[str, list[Fraction]] = {name: [] for name in options}
        for ballot in ballots:
            if refusal := self.check(options, ballot.content):
                raise ValueError(f"The ballot of {ballot.voter} is not valid: {refusal}")
            for name, text in ballot.content["scores"].items():
                scores[name].append(Fraction(str(text).replace(",", ".")))
        return scores

    def _not_ranked(self, name: str, ratings: int) -> str:
        """Say why an entry has no place."""
        received = {0: "aucune note", 1: "une seule note"}.get(ratings, f"{ratings} notes")
        needed = f"il en faut {self.min_ratings}"
        return typeset(f"« {name} » n'est pas classé : {received}, {needed}.")


def _status(ranking: tuple[tuple[str, ...], ...]) -> TallyStatus:
    """Say what the count alone can."""
    if not ranking:
        return TallyStatus.NOT_AWARDED
    return TallyStatus.AWARDED if len(ranking[0]) == 1 else TallyStatus.TIED


def _outcome(ranking: tuple[tuple[str, ...], ...]) -> str:
    """Say what the count leads to."""
    if not ranking:
        return typeset("Aucun dossier n'a assez de notes : le dépouillement ne désigne personne.")
    if len(ranking[0]) == 1:
        return typeset(f"« {ranking[0][0]} » arrive seul en tête.")
    names = french_list([f"« {name} »" for name in ranking[0]])
    return typeset(f"Égalité entre {names} : le dépouillement ne les départage pas.")


def _line(name: str, scores: Sequence[Fraction], mean: Fraction) -> str:
    """Show how a mean comes about."""
    if len(scores) == 1:
        return typeset(f"« {name} » : une seule note, {french(mean)}.")
    total = french(sum(scores, Fraction(0)))
    return typeset(f"« {name} » : {total} / {len(scores)} notes = {french(mean)}.")
