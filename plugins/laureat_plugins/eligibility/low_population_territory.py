"""Only territories of few inhabitants: small communes, or départements of low population."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from marshmallow import fields, validate

from laureat.plugin_api import (
    Evidence,
    Facts,
    Met,
    NotMet,
    PluginOptions,
    Sample,
    TerritoryView,
    Undetermined,
    Verdict,
    VerdictType,
    asked,
    french_count,
    french_number,
    typeset,
)

ONE, ALL, ASK = "one_suffices", "all_required", "a_person_decides"
NAMED_AT_MOST = 3
ITS_OWN = "{name} : {inhabitants}"
ITS_DEPARTEMENT = "son département, {name}, en compte {count}"

POSITIVE = validate.Range(
    min=1, error=typeset("Cette limite est nulle : écrivez un nombre d'habitants.")
)
A_YEAR = validate.Range(
    min=1968,
    max=2100,
    error=typeset("Ce n'est pas une année : écrivez celle des populations légales, comme 2023."),
)
A_WAY = validate.OneOf(
    (ONE, ALL, ASK),
    labels=("Un seul suffit", "Tous doivent convenir", "Une personne décide"),
    error=typeset(f"Cette valeur n'est pas admise : écrivez {ONE}, {ALL} ou {ASK}."),
)


class LowPopulationTerritoryOptions(PluginOptions):
    """What an edition may say to this rule."""

    heading = "Territoire peu peuplé"

    commune_max = fields.Integer(
        strict=True,
        required=True,
        validate=POSITIVE,
        metadata=asked("Population la plus grande d’une commune", "Ce nombre d’habitants compris."),
    )
    departement_below = fields.Integer(
        strict=True,
        required=True,
        validate=POSITIVE,
        metadata=asked("Population d’un département, en dessous de", "Ce nombre non compris."),
    )
    population_vintage = fields.Integer(
        strict=True,
        required=True,
        validate=A_YEAR,
        metadata=asked("Année des populations", "Celle des populations légales de l’INSEE."),
    )
    several_territories = fields.String(
        load_default=ASK,
        validate=A_WAY,
        metadata=asked("Quand un dossier porte sur plusieurs territoires"),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rule says of one territory: it fits, it does not, or nobody can say (None)."""

    fits: bool | None
    said: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LowPopulationTerritory:
    """Compares the population of each declared territory with the limits of the regulation.

    Campaign configuration::

        eligibility:
          - plugin: low-population-territory
            article: "AAP, catégorie 5"
            options:
              commune_max: 25000          # inclusive
              departement_below: 250000   # exclusive
              population_vintage: 2023    # the year of the legal populations
              several_territories: a_person_decides

    A commune above its limit is saved by a département below the other. The rule says nothing of
    intercommunalities: those are for a person to look at. Of several territories of which only
    some fit, ``several_territories`` says whether ``one_suffices``, they are ``all_required``, or
    ``a_person_decides``.
    """

    Options: ClassVar[type[PluginOptions]] = LowPopulationTerritoryOptions
    reads: ClassVar[tuple[str, ...]] = ("candidature.territories",)

    commune_max: int
    departement_below: int
    population_vintage: int
    several_territories: str = ASK

    def examine(self, facts: Facts) -> Verdict:
        """Look at each declared territory, then at all of them."""
        if not facts.candidature.territories:
            return Undetermined(
                typeset(
                    "Le territoire d'intervention n'est pas indiqué : "
                    "ajoutez-le dans le dossier, commune ou département."
                )
            )

        answers = [self._answer(territory) for territory in facts.candidature.territories]
        evidence = tuple(dict.fromkeys(one for answer in answers for one in answer.evidence))
        fits = self._overall({answer.fits for answer in answers})
        reasons = _reasons(sorted(answers, key=lambda answer: answer.fits is not fits))
        if fits:
            return Met(typeset(f"Le territoire d'intervention convient. {reasons}."), evidence)
        if fits is None:
            return Undetermined(
                typeset(
                    f"Le territoire d'intervention ne permet pas de conclure. {reasons}. "
                    "L'organisation examinera ce point."
                ),
                evidence,
            )
        return NotMet(
            typeset(
                f"Le territoire d'intervention est trop peuplé. {reasons}. "
                "Choisissez une autre catégorie, ou corrigez le territoire s'il est erroné."
            ),
            evidence,
        )

    def describe(self) -> str:
        """Say both limits."""
        return typeset(
            "Le territoire d'intervention est une commune de "
            f"{french_count(self.commune_max, 'habitant')} au plus, ou un département de moins de "
            f"{french_count(self.departement_below, 'habitant')} "
            f"(populations légales {self.population_vintage})."
        )

    def samples(self) -> Sequence[Sample]:
        """Name territories whatever the limits: the smallest, the biggest, and the uncertain."""
        small, big = "commune:26274", "commune:75056"
        mixed: dict[str, VerdictType] = {ONE: Met, ALL: NotMet, ASK: Undetermined}
        return (
            _sample("Très petite commune (Rochefourchat)", (small,), Met),
            _sample("Très grande commune (Paris)", (big,), NotMet),
            _sample(
                "Très petite et très grande communes ensemble",
                (small, big),
                mixed[self.several_territories],
            ),
            _sample("Intercommunalité (Cœur de Lozère)", ("epci:244800405",), Undetermined),
            _sample("Aucun territoire indiqué", (), Undetermined),
        )

    def _overall(self, found: set[bool | None]) -> bool | None:
        """Answer for all territories together."""
        decisive = {ONE: True, ALL: False}.get(self.several_territories)
        if decisive is not None and decisive in found:
            return decisive
        return found.pop() if len(found) == 1 else None

    def _answer(self, territory: TerritoryView) -> Answer:
        """Judge a territory by its own population and, for a commune, by its département's."""
        own = self._by_itself(territory, ITS_OWN)
        if territory.level != "commune" or own.fits:
            return own
        if territory.departement is None:
            return replace(own, fits=None, said=f"{own.said}, et son département n'est pas connu")

        departement = self._by_itself(territory.departement, ITS_DEPARTEMENT)
        link = "mais" if departement.fits else "et"
        return Answer(
            own.fits if departement.fits is False else departement.fits,
            f"{own.said}, {link} {departement.said}",
            own.evidence + departement.evidence,
        )

    def _by_itself(self, territory: TerritoryView, opening: str) -> Answer:
        """Judge a territory by its own population; ``opening`` begins the sentence."""
        label = territory.name + (" (département)" if territory.level == "departement" else "")
        if territory.population is None:
            evidence = Evidence(label, "population inconnue", territory.source)
            return Answer(None, f"{territory.name} : population inconnue", (evidence,))

        inhabitants = french_count(territory.population, "habitant")
        count = french_number(territory.population)
        said = opening.format(name=territory.name, count=count, inhabitants=inhabitants)
        said = f"{said} ({territory.source} {territory.vintage})"
        fits, limit, judged = self._judged(territory.level, territory.population)
        evidence = Evidence(
            label,
            typeset(f"{inhabitants}, {limit}"),
            territory.source,
            str(territory.vintage),
        )
        if fits is not None and territory.vintage != self.population_vintage:
            judged = f"alors que le règlement retient les populations de {self.population_vintage}"
            return Answer(None, f"{said}, {judged}", (evidence,))
        return Answer(fits, f"{said}, {judged}", (evidence,))

    def _judged(self, level: str, population: int) -> tuple[bool | None, str, str]:
        """Compare a population with its limit: the answer, the limit, and the two in words."""
        if level == "commune":
            most = french_number(self.commune_max)
            fits = population <= self.commune_max
            return fits, f"limite {most}", f"{'dans la limite' if fits else 'au-delà'} de {most}"
        if level == "departement":
            below = french_number(self.departement_below)
            fits = population < self.departement_below
            needed = "" if fits else "alors qu'il en faut "
            return fits, f"limite {below} exclue", f"{needed}moins de {below}"
        return None, "aucune limite", "et le règlement ne dit rien des intercommunalités"


def _sample(label: str, codes: tuple[str, ...], expected: VerdictType) -> Sample:
    """Name a case by its territories."""
    return Sample(label, {"candidature.territories": codes}, expected)


def _reasons(answers: Sequence[Answer]) -> str:
    """Say why, for the first territories by name."""
    named = " ; ".join(answer.said for answer in answers[:NAMED_AT_MOST])
    others = len(answers) - NAMED_AT_MOST
    if others <= 0:
        return named
    if others == 1:
        return f"{named} ; et un autre territoire"
    return f"{named} ; et {others} autres territoires"
