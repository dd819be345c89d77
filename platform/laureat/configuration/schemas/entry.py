"""Who may enter, in what, and how often: applicants, categories, limits."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from laureat.configuration.definition import (
    Applicants,
    Category,
    Choice,
    Identity,
    Limits,
)
from laureat.configuration.faults import Lesson
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.fields import (
    Article,
    Block,
    Line,
    Name,
    OneOf,
    Parts,
    Slug,
    Text,
    Whole,
)
from laureat.configuration.schemas.plugins import ARTICLE
from laureat.configuration.schemas.rules import RulePart
from laureat.domain.vocabulary import ApplicantKind

KIND_MEANINGS = {
    "structure": "une personne morale (commune, association, entreprise…)",
    "person": "une personne physique",
    "team": "plusieurs personnes qui candidatent ensemble",
}
IDENTITY_MEANINGS = {
    "siret": "l'établissement (14 chiffres)",
    "siren": "la personne morale entière (9 chiffres)",
    "email": "l'adresse électronique",
    "name": "le nom déclaré",
}
IDENTITIES: Mapping[ApplicantKind, tuple[Identity, ...]] = {
    ApplicantKind.STRUCTURE: (Identity.SIRET, Identity.SIREN),
    ApplicantKind.PERSON: (Identity.EMAIL, Identity.NAME),
    ApplicantKind.TEAM: (Identity.NAME,),
}
"""What can identify each kind of applicant: what the applicant of that kind is asked for."""


class ChoicePart(Part):
    """One answer that may be chosen."""

    heading = "choix (choices, structure_kinds)"
    says = "Une réponse possible : ce qui est enregistré, et ce que l'on lit à l'écran."
    makes = Choice

    value = Name(
        "Ce qui est enregistré ; ne change plus une fois l'édition ouverte.", "epci", required=True
    )
    label = Line("Ce que la personne lit.", "Intercommunalité (EPCI)", required=True)


class ApplicantsPart(Part):
    """Who may apply."""

    heading = "applicants"
    says = "Qui peut candidater, et ce qui fait que deux candidats sont le même."
    makes = Applicants

    kind = OneOf(ApplicantKind, "Nature du candidat.", "structure", KIND_MEANINGS, required=True)
    identity = OneOf(
        Identity,
        "Ce qui identifie un candidat : la règle « un dossier par catégorie » s'y appuie. Une "
        "structure a `siret` ou `siren`, une personne `email` ou `name`, une équipe `name`.",
        "siret",
        IDENTITY_MEANINGS,
        required=True,
    )
    description = Text("Qui peut candidater, en Markdown, tel que l'appel le dit.", required=True)
    article = Article(ARTICLE, "1.2", load_default=None)
    structure_kinds = Parts(
        Block(ChoicePart),
        "Types de structure proposés au candidat (seulement pour `kind: structure`).",
        load_default=list,
    )

    @validates_schema
    def fit_identity(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse an identity that an applicant of this kind does not have."""
        possible = IDENTITIES[data["kind"]]
        if data["identity"] not in possible:
            raise ValidationError(
                {
                    "identity": [
                        Lesson(
                            f"un candidat de nature {data['kind']} n'est pas identifié par "
                            f"« {data['identity']} ».",
                            f"écrivez {' ou '.join(possible)}, ou changez `kind`.",
                        )
                    ]
                }
            )


class CategoryPart(Part):
    """Where laureates are named."""

    heading = "categories[]"
    says = "Une catégorie : un ensemble de dossiers entre lesquels le jury choisit."
    makes = Category

    slug = Slug(
        "Nom court dans les adresses ; ne change plus une fois l'édition ouverte.",
        "energie",
        required=True,
    )
    title = Line("Titre de la catégorie.", "Sobriété énergétique", required=True)
    description = Text("Ce que la catégorie récompense, en Markdown.", required=True)
    article = Article(ARTICLE, "1.3", load_default=None)
    eligibility = Parts(
        Block(RulePart),
        "Règles propres à cette catégorie, en plus de celles de l'édition.",
        load_default=list,
    )


ONE_EACH = Lesson(
    "un candidat ne présente qu'un dossier par catégorie : la base de données elle-même y veille.",
    "écrivez 1, ou retirez la ligne ; pour admettre plus de projets, ouvrez plus de catégories.",
)


class OnePerCategory(Whole):
    """The number one, and no other: the database holds this limit for every edition."""

    kind = "toujours 1"

    def __init__(self, says: str, example: object = None, **more: Any):
        super().__init__(says, example, **more)
        self.error_messages["null"] = ONE_EACH

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        if type(value) is int and value == 1:
            return value
        raise ValidationError([ONE_EACH])


class LimitsPart(Part):
    """How many entries one applicant may have."""

    heading = "limits"
    says = "Combien de candidatures un même candidat peut avoir à la fois (retirées non comprises)."
    makes = Limits

    per_category = OnePerCategory(
        "Dans une même catégorie : une seule candidature. Aucune autre valeur n'est admise.",
        1,
        load_default=1,
    )
    per_edition = Whole(
        "Au plus, dans toute l'édition. `null` : sans limite.",
        3,
        least=1,
        load_default=None,
        allow_none=True,
    )
    article = Article(ARTICLE, "1.3", load_default=None)
