"""Each juror scores each entry on several criteria, which do not all weigh the same."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from laureat.plugin_api import (
    BallotKind,
    BallotView,
    PluginOptions,
    TallyResult,
    asked,
    french_list,
    typeset,
)
from laureat_plugins.tally.counting import groups_by, outcome, require_ballots, status_of
from laureat_plugins.tally.scale import Scale, ScaleOptions, exact, french, read_number

WHOLE = 100
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is scored, and for how many hundredths it counts."""

    slug: str
    title: str
    weight: Fraction


class CriterionOptions(PluginOptions):
    """What an edition may say of a criterion."""

    slug = fields.String(
        required=True,
        metadata=asked("Nom court", "a-z, 0-9 et -"),
        validate=validate.Regexp(
            SLUG, error=typeset("Ce nom a d'autres signes que a-z, 0-9 et - : corrigez-le.")
        ),
    )
    title = fields.String(
        required=True,
        metadata=asked("Ce qui est noté"),
        validate=validate.Length(
            min=1, error=typeset("Ce titre est vide : écrivez ce qui est noté.")
        ),
    )
    weight = fields.Decimal(
        required=True,
        metadata=asked("Poids"),
        validate=validate.Range(
            min=0,
            max=WHOLE,
            min_inclusive=False,
            error=typeset("Ce poids est nul ou dépasse 100 : écrivez un poids de 0 à 100."),
        ),
    )

    @post_load
    def make(self, data: dict[str, Any], **_given: object) -> Criterion:
        """Make the criterion, exactly."""
        return Criterion(data["slug"], data["title"], Fraction(data["weight"]))


class WeightedCriteriaOptions(PluginOptions):
    """What an edition may say to this method."""

    heading = "Notes par critère pondéré"

    scale = fields.Nested(ScaleOptions, required=True, metadata=asked("Barème"))
    criteria = fields.List(
        fields.Nested(CriterionOptions),
        required=True,
        metadata=asked("Critères", "La somme des poids fait 100."),
        validate=validate.Length(
            min=1, max=20, error=typeset("Donnez de 1 à 20 critères, chacun avec son poids.")
        ),
    )
    min_ratings = fields.Integer(
        strict=True,
        load_default=1,
        metadata=asked("Notes qu’un dossier doit recevoir pour être classé"),
        validate=validate.Range(
            min=1, error=typeset("Ce nombre est trop petit : écrivez au moins 1.")
        ),
    )

    @validates_schema
    def whole(self, data: dict[str, Any], **_given: object) -> None:
        """Refuse weights that do not make a whole, and a criterion that stands twice."""
        criteria: list[Criterion] = data["criteria"]
        total = sum((one.weight for one in criteria), Fraction(0))
        if total != WHOLE:
            raise ValidationError(
                typeset(f"Les poids font {french(total)} en tout : corrigez-les pour faire 100."),
                "criteria",
            )
        if len({one.slug for one in criteria}) != len(criteria):
            raise ValidationError(
                typeset("Deux critères ont le même slug : donnez-leur des noms différents."),
                "criteria",
            )

    @post_load
    def make(self, data: dict[str, Any], **_given: object) -> dict[str, Any]:
        """Freeze the criteria."""
        return {
            "scale": data["scale"],
            "weighed": tuple(data["criteria"]),
            "min_ratings": data["min_ratings"],
        }


@dataclass(frozen=True, slots=True)
class WeightedCriteria:
    """Ranks the entries by the exact mean of what the jurors give, each criterion at its weight.

    Campaign configuration::

        jury:
          vote:
            tally:
              plugin: weighted-criteria
              article: "4"
              options:
                scale: {min: 0, max: 20, step: 0.5}
                min_ratings: 3
                criteria:   # weights in hundredths, 100 in all
                  - {slug: impact, title: Pertinence et impact, weight: 40}
                  - {slug: technique, title: Qualité technique, weight: 60}

    A juror scores an entry on every criterion, or not at all. An entry that fewer than
    ``min_ratings`` jurors have scored is not ranked. Equals stay equal. A ballot without any score
    is an abstention.
    """

    Options: ClassVar[type[PluginOptions]] = WeightedCriteriaOptions

    scale: Scale
    weighed: tuple[Criterion, ...]
    min_ratings: int = 1

    @property
    def ballot_kind(self) -> BallotKind:
        """Ask for scores by criterion."""
        return BallotKind.CRITERIA

    @property
    def nobody(self) -> None:
        """Offer no such choice: who would reward nobody gives no score."""
        return None

    @property
    def criteria(self) -> Mapping[str, str]:
        """Name the criteria, each with its weight."""
        return {one.slug: f"{one.title} ({_percent(one.weight)})" for one in self.weighed}

    def check(self, options: Sequence[str], content: Mapping[str, Any]) -> str | None:
        """Refuse scores of other entries, incomplete ones, and those that are not on the scale."""
        given = content.get("criteria")
        if set(content) != {"criteria"} or not isinstance(given, Mapping):
            return typeset("Notez les dossiers sur chaque critère, ou abstenez-vous.")
        if not set(given) <= set(options):
            return typeset("Une note porte sur un dossier qui n'est pas proposé : retirez-la.")
        for scores in given.values():
            if not isinstance(scores, Mapping) or set(scores) != set(self.criteria):
                titles = french_list([one.title for one in self.weighed])
                return typeset(
                    f"Un dossier noté l'est sur tous les critères ({titles}) : complétez ou "
                    "effacez ses notes."
                )
            for text in scores.values():
                score = read_number(text)
                if score is None or not self.scale.has(score):
                    shown = text if isinstance(text, str | int) else "illisible"
                    return typeset(f"La note « {shown} » n'est pas admise : notez {self.scale}.")
        return None

    def count(self, options: Sequence[str], ballots: Sequence[BallotView]) -> TallyResult:
        """Take the mean of each criterion, then of the criteria at their weights."""
        require_ballots(self, options, ballots)
        rated = {
            name: [ballot.content["criteria"][name] for ballot in ballots if _rates(ballot, name)]
            for name in options
        }
        ranked = [name for name in options if len(rated[name]) >= self.min_ratings]
        parts = {name: self._means(rated[name]) for name in ranked}
        totals = {
            name: sum((one.weight * mean for one, mean in each), Fraction(0)) / WHOLE
            for name, each in parts.items()
        }
        ranking = groups_by(ranked, totals.__getitem__)
        leaders = ranking[0] if ranking else ()
        unranked = tuple(name for name in options if name not in totals)
        abstentions = sum(not ballot.content["criteria"] for ballot in ballots)
        return TallyResult(
            status=status_of(leaders),
            leaders=leaders,
            ranking=ranking,
            totals={name: exact(total) for name, total in totals.items()},
            explanation=(
                typeset(f"Bulletins : {len(ballots)}. Abstentions : {abstentions}."),
                *(_line(one, parts[one], totals[one]) for group in ranking for one in group),
                *(self._not_ranked(name, len(rated[name])) for name in unranked),
                outcome(leaders)
                if leaders
                else typeset("Aucun dossier n'a assez de notes : le dépouillement ne dit rien."),
            ),
            votes_cast=len(ballots) - abstentions,
            abstentions=abstentions,
            unranked=unranked,
        )

    def describe(self) -> str:
        """Say how the scores are counted."""
        plural = "s" if self.min_ratings > 1 else ""
        return typeset(
            f"Chaque membre du jury note les dossiers {self.scale} sur chaque critère : "
            f"{french_list(list(self.criteria.values()))} ; les dossiers sont classés selon la "
            f"moyenne exacte des notes, pondérée ainsi, à partir de {self.min_ratings} "
            f"notation{plural} ; à égalité, le jury départage."
        )

    def _means(
        self, given: Sequence[Mapping[str, object]]
    ) -> tuple[tuple[Criterion, Fraction], ...]:
        """Give the mean of each criterion."""
        return tuple(
            (one, sum((_score(scores[one.slug]) for scores in given), Fraction(0)) / len(given))
            for one in self.weighed
        )

    def _not_ranked(self, name: str, ratings: int) -> str:
        """Say why an entry has no place."""
        received = {0: "aucune notation", 1: "une seule notation"}
        told = received.get(ratings, f"{ratings} notations")
        return typeset(f"« {name} » n'est pas classé : {told}, il en faut {self.min_ratings}.")


def _rates(ballot: BallotView, name: str) -> bool:
    """Tell whether a ballot scores an entry."""
    return name in ballot.content["criteria"]


def _score(text: object) -> Fraction:
    """Read a score that was checked."""
    return Fraction(str(text).replace(",", "."))


def _line(name: str, parts: Sequence[tuple[Criterion, Fraction]], total: Fraction) -> str:
    """Show how a total comes about."""
    told = " + ".join(f"{_percent(one.weight)} de {french(mean)}" for one, mean in parts)
    return typeset(f"« {name} » : {told} = {french(total)}.")


def _percent(weight: Fraction) -> str:
    """Write a weight as a percentage."""
    return typeset(f"{french(weight)} %")
