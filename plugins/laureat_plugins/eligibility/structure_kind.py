"""Only structures of the kinds that the regulation lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from laureat.plugin_api import (
    ApplicantView,
    Evidence,
    Facts,
    Met,
    NotMet,
    PluginOptions,
    Sample,
    Undetermined,
    Verdict,
    asked,
    french_list,
    typeset,
)

NOT_EMPTY = validate.Length(min=1, error=typeset("Ce texte est vide : remplissez-le."))
NO_KIND = typeset("La liste est vide : nommez au moins un type de structure.")
NOT_A_CODE = typeset(
    "Ce n'est pas un code de catégorie juridique : écrivez de un à quatre chiffres."
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of structure.

    ``legal_categories``: the INSEE codes, or their beginnings, that it may have (none: any).
    """

    value: str
    label: str
    legal_categories: tuple[str, ...] = ()
    needs_mandate: bool = False


class KindOptions(PluginOptions):
    """What an edition may say of one kind."""

    value = fields.String(
        required=True,
        validate=NOT_EMPTY,
        metadata=asked("Type de structure", "Tel qu’enregistré dans « Qui peut candidater »."),
    )
    label = fields.String(
        required=True, validate=NOT_EMPTY, metadata=asked("Ce que disent les refus")
    )
    legal_categories = fields.List(
        fields.String(validate=validate.Regexp(r"^\d{1,4}$", error=NOT_A_CODE)),
        load_default=[],
        metadata=asked(
            "Catégories juridiques",
            "Codes de l’INSEE ou leur début, un par ligne. Vide : toutes.",
        ),
    )
    needs_mandate = fields.Boolean(
        load_default=False, metadata=asked("Un mandat d’une collectivité est demandé")
    )

    @post_load
    def make(self, data: dict[str, Any], **_given: object) -> Kind:
        """Make the kind."""
        return Kind(**{**data, "legal_categories": tuple(data["legal_categories"])})


class StructureKindOptions(PluginOptions):
    """What an edition may say to this rule."""

    heading = "Type de structure"

    kinds = fields.List(
        fields.Nested(KindOptions),
        required=True,
        metadata=asked("Types admis"),
        validate=validate.Length(min=1, error=NO_KIND),
    )

    @validates_schema
    def each_kind_once(self, data: dict[str, Any], **_given: object) -> None:
        """Refuse a kind that is listed twice."""
        values = [kind.value for kind in data["kinds"]]
        for value in values:
            if values.count(value) > 1:
                sentence = f"Le type « {value} » est nommé deux fois : retirez l'un des deux."
                raise ValidationError(typeset(sentence), "kinds")

    @post_load
    def freeze(self, data: dict[str, Any], **_given: object) -> dict[str, Any]:
        """Give the kinds as a tuple."""
        return {"kinds": tuple(data["kinds"])}


@dataclass(frozen=True, slots=True)
class StructureKind:
    """Accepts the kinds of structure listed; asks for the mandate where a kind needs one.

    Campaign configuration::

        eligibility:
          - plugin: structure-kind
            article: "1.2"
            options:
              kinds:
                - value: plie
                  label: PLIE
                - value: epci
                  label: EPCI
                  legal_categories: ["7343", "7344", "7346", "7348"]
                - value: mandated
                  label: organisation mandatée par une collectivité
                  needs_mandate: true

    A legal category other than those of the declared kind is for a person to look at: alone it
    excludes nobody.
    """

    Options: ClassVar[type[PluginOptions]] = StructureKindOptions
    reads: ClassVar[tuple[str, ...]] = (
        "applicant.kind",
        "applicant.structure_kind",
        "applicant.legal_category",
        "applicant.mandated_by",
    )

    kinds: tuple[Kind, ...]

    def examine(self, facts: Facts) -> Verdict:
        """Look the declared kind up in the list."""
        applicant = facts.applicant
        if applicant.kind != "structure":
            return NotMet(
                typeset(
                    "Le règlement réserve cet appel aux structures : "
                    "déposez la candidature au nom d'une structure."
                )
            )
        if applicant.structure_kind is None:
            return Undetermined(
                typeset(
                    "Le type de la structure n'est pas indiqué : "
                    "choisissez-le dans la fiche de la structure."
                )
            )

        kind = next((kind for kind in self.kinds if kind.value == applicant.structure_kind), None)
        if kind is None:
            return NotMet(
                typeset(
                    f"Le type de structure déclaré ne permet pas de candidater. {self.describe()} "
                    "Si le type déclaré est erroné, corrigez-le dans la fiche de la structure."
                ),
                (_declared(applicant.structure_kind.replace("_", " ")),),
            )
        return _examined(kind, applicant)

    def describe(self) -> str:
        """List the kinds."""
        labels = [kind.label for kind in self.kinds]
        if len(labels) == 1:
            return typeset(f"Peut candidater toute structure de ce type : {labels[0]}.")
        return typeset(
            f"Peut candidater toute structure de l'un de ces types : {french_list(labels, 'ou')}."
        )

    def samples(self) -> Sequence[Sample]:
        """Name an accepted kind, one that is not, and one that is not known."""
        kind = self.kinds[0]
        accepted = {
            "applicant.kind": "structure",
            "applicant.structure_kind": kind.value,
            "applicant.legal_category": next(iter(kind.legal_categories), None),
            "applicant.mandated_by": "Ville de Mende" if kind.needs_mandate else None,
        }
        other = "_".join(["autre", *(kind.value for kind in self.kinds)])
        return (
            Sample(typeset(f"Structure de type {kind.label}"), accepted, Met),
            Sample(
                typeset("Structure d'un autre type"),
                {**accepted, "applicant.structure_kind": other},
                NotMet,
            ),
            Sample(
                typeset("Structure dont le type n'est pas connu"),
                {**accepted, "applicant.structure_kind": None},
                Undetermined,
            ),
        )


def _examined(kind: Kind, applicant: ApplicantView) -> Verdict:
    """Judge a structure whose declared kind is listed."""
    category = applicant.legal_category
    evidence = (_declared(kind.label), *_legal_category(category))
    if kind.legal_categories and not (category or "").startswith(kind.legal_categories):
        known = "n'est pas connue" if category is None else "ne correspond pas à ce type"
        return Undetermined(
            typeset(
                f"Le type déclaré est « {kind.label} », mais la catégorie juridique de la "
                f"structure {known} : l'organisation vérifiera."
            ),
            evidence,
        )
    if kind.needs_mandate and not applicant.mandated_by:
        return Undetermined(
            typeset(
                f"Le type déclaré est « {kind.label} », mais la collectivité qui donne le mandat "
                "n'est pas indiquée : nommez-la dans la fiche de la structure."
            ),
            evidence,
        )
    return Met(
        typeset(f"Le règlement admet les structures de type « {kind.label} »."),
        evidence + _mandate(applicant.mandated_by if kind.needs_mandate else None),
    )


def _declared(kind: str) -> Evidence:
    """Show the declared kind."""
    return Evidence("Type de structure", kind, "déclaration de la structure")


def _legal_category(category: str | None) -> tuple[Evidence, ...]:
    """Show the legal category where it is known."""
    return (Evidence("Catégorie juridique", category, "répertoire Sirene"),) if category else ()


def _mandate(mandated_by: str | None) -> tuple[Evidence, ...]:
    """Show the mandate where it counts."""
    if not mandated_by:
        return ()
    return (Evidence("Mandat donné par", mandated_by, "déclaration de la structure"),)
