"""The form: its pages and its questions."""

from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, validates_schema

from laureat.configuration.definition import Question, Section
from laureat.configuration.faults import Lesson
from laureat.configuration.field_types import field_types
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.entry import ChoicePart
from laureat.configuration.schemas.fields import (
    Block,
    Flag,
    Kind,
    Line,
    Name,
    Options,
    Parts,
    Slug,
    Text,
    Whole,
    limit_of,
)
from laureat.plugin_api import FieldType

OF_SOME_KINDS = ("words", "characters", "choices", "minimum", "maximum", "unit", "unit_one")
"""The keys that only some field types make use of: each says which."""


class QuestionPart(Part):
    """One question."""

    heading = "form[].questions[]"
    says = "Une question du formulaire. L'identité du candidat n'est jamais demandée ici."
    makes = Question

    name = Name("Nom de la question dans les exports et les règles.", "resume", required=True)
    label = Line("La question, telle qu'elle se lit.", "Résumé publiable", required=True)
    kind = Kind("Comment on répond.", "long_text", required=True)
    required = Flag("La réponse est obligatoire pour déposer.", load_default=True)
    help = Text(
        "Ce qui aide à répondre, sous la question, en Markdown.", load_default="", longest=2000
    )
    choices = Parts(
        Block(ChoicePart), "Réponses possibles (`choice`, `choices`).", load_default=list
    )
    characters = Whole(
        "Limite en caractères, espaces comprises (`text`, `long_text`).",
        500,
        least=1,
        load_default=None,
    )
    words = Whole("Limite en mots (`text`, `long_text`).", 300, least=1, load_default=None)
    minimum = limit_of(
        "Plus petite valeur (`number`, `date`), ou nombre de réponses au moins (`choices`, "
        "`territory`).",
        0,
    )
    maximum = limit_of(
        "Plus grande valeur (`number`, `date`), ou nombre de réponses au plus (`choices`, "
        "`territory`).",
        100,
    )
    unit = Line("Unité affichée après le nombre.", "heures", load_default="", longest=40)
    unit_one = Line(
        "La même unité au singulier, après 0, 1 ou 1,5.", "heure", load_default="", longest=40
    )
    shown_to_jury = Flag("Le jury lit la réponse.", load_default=True)
    categories = Parts(
        Slug("Nom court d'une catégorie."),
        "Catégories où la question est posée. Vide : toutes.",
        load_default=list,
    )
    options = Options("Ce que le type de question demande de plus.", load_default=dict)

    @validates_schema
    def fit_kind(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse what the kind of question makes no use of, and what it lacks."""
        kind = field_types()[data["kind"]]
        wrong: dict[str, list[Lesson]] = {
            key: [_useless(key, data["kind"])]
            for key in OF_SOME_KINDS
            if data.get(key) not in (None, "", []) and key not in kind.keys
        }
        if "choices" in kind.keys and len(data["choices"]) < 2:
            wrong["choices"] = [
                Lesson("il faut au moins deux réponses possibles.", "listez-les sous `choices`.")
            ]
        wrong = wrong or _limits_lessons(data, kind)
        if wrong:
            raise ValidationError(wrong)
        _accept_options(data, kind)


class SectionPart(Part):
    """One page of the form."""

    heading = "form[]"
    says = "Une page du formulaire."
    makes = Section

    slug = Slug("Nom court de la page dans les adresses.", "projet", required=True)
    title = Line("Titre de la page.", "Le projet", required=True)
    help = Text("Ce qui aide à remplir la page, en Markdown.", load_default="", longest=2000)
    questions = Parts(Block(QuestionPart), "Les questions, dans l'ordre.", least=1, required=True)


def _useless(key: str, kind: str) -> Lesson:
    wanted = ", ".join(name for name, one in field_types().items() if key in one.keys)
    return Lesson(
        f"« {key} » n'a pas de sens pour une question de type {kind}.",
        f"retirez cette clé, ou changez `kind` (possible avec : {wanted}).",
    )


def _limits_lessons(data: dict[str, Any], kind: FieldType) -> dict[str, list[Lesson]]:
    """Refuse limits that are not of the question's kind, or cross each other."""
    wrong: dict[str, list[Lesson]] = {}
    limits: dict[str, Decimal] = {}
    for key in ("minimum", "maximum"):
        if data.get(key) is None:
            continue
        try:
            limits[key] = kind.limit(data[key])
        except ValueError:
            sentence = f"« {data[key]} » n'est pas une limite de ce type."
            wrong[key] = [Lesson(sentence, f"écrivez {kind.limit_example()}.")]
    if len(limits) == 2 and limits["minimum"] > limits["maximum"]:
        sentence = f"{data['maximum']} est avant le minimum, {data['minimum']}."
        wrong["maximum"] = [Lesson(sentence, "échangez les deux valeurs.")]
    return wrong


def _accept_options(data: dict[str, Any], kind: FieldType) -> None:
    """Let the field type check its own options."""
    try:
        kind.Options().load(data["options"])
    except ValidationError as refused:
        raise ValidationError({"options": refused.messages}) from None
