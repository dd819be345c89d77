"""The form: its pages and its questions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError, validates_schema

from laureat.configuration.definition import FieldKind, Question, Section
from laureat.configuration.faults import Lesson
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.entry import ChoicePart
from laureat.configuration.schemas.fields import (
    Block,
    Flag,
    Line,
    Name,
    OneOf,
    Parts,
    Slug,
    Text,
    Whole,
    limit_of,
)

KIND_MEANINGS = {
    "text": "un texte sur une ligne",
    "long_text": "un texte sur plusieurs lignes",
    "number": "un nombre",
    "date": "une date",
    "yes_no": "oui ou non",
    "choice": "une réponse parmi `choices`",
    "choices": "une ou plusieurs réponses parmi `choices`",
    "email": "une adresse électronique",
    "url": "une adresse de page (https://…)",
    "territory": "des communes, intercommunalités ou départements",
    "consent": "une case à cocher : un engagement du candidat",
}
WORDY = {FieldKind.TEXT, FieldKind.LONG_TEXT}
CHOOSING = {FieldKind.CHOICE, FieldKind.CHOICES}
BOUNDED = {FieldKind.NUMBER, FieldKind.DATE, FieldKind.CHOICES, FieldKind.TERRITORY}
COUNTED = {FieldKind.CHOICES, FieldKind.TERRITORY}
ONLY_FOR = {
    "words": WORDY,
    "characters": WORDY,
    "choices": CHOOSING,
    "minimum": BOUNDED,
    "maximum": BOUNDED,
    "unit": {FieldKind.NUMBER},
    "unit_one": {FieldKind.NUMBER},
}


class QuestionPart(Part):
    """One question."""

    heading = "form[].questions[]"
    says = "Une question du formulaire. L'identité du candidat n'est jamais demandée ici."
    makes = Question

    name = Name("Nom de la question dans les exports et les règles.", "resume", required=True)
    label = Line("La question, telle qu'elle se lit.", "Résumé publiable", required=True)
    kind = OneOf(FieldKind, "Comment on répond.", "long_text", KIND_MEANINGS, required=True)
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

    def idle_keys(self, said: Mapping[str, Any]) -> frozenset[str]:
        """Name what the kind of question makes no use of."""
        return frozenset(key for key, kinds in ONLY_FOR.items() if said.get("kind") not in kinds)

    @validates_schema
    def fit_kind(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse what the kind of question makes no use of, and what it lacks."""
        wrong: dict[str, list[Lesson]] = {}
        for key, kinds in ONLY_FOR.items():
            if data.get(key) not in (None, "", []) and data["kind"] not in kinds:
                wrong[key] = [_useless(key, data["kind"], kinds)]
        if data["kind"] in CHOOSING and len(data["choices"]) < 2:
            wrong["choices"] = [
                Lesson("il faut au moins deux réponses possibles.", "listez-les sous `choices`.")
            ]
        wrong = wrong or _limits_lessons(data)
        if wrong:
            raise ValidationError(wrong)


class SectionPart(Part):
    """One page of the form."""

    heading = "form[]"
    says = "Une page du formulaire."
    makes = Section

    slug = Slug("Nom court de la page dans les adresses.", "projet", required=True)
    title = Line("Titre de la page.", "Le projet", required=True)
    help = Text("Ce qui aide à remplir la page, en Markdown.", load_default="", longest=2000)
    questions = Parts(Block(QuestionPart), "Les questions, dans l'ordre.", least=1, required=True)


def _useless(key: str, kind: FieldKind, kinds: set[FieldKind]) -> Lesson:
    wanted = ", ".join(sorted(kinds))
    return Lesson(
        f"« {key} » n'a pas de sens pour une question de type {kind}.",
        f"retirez cette clé, ou changez `kind` (possible avec : {wanted}).",
    )


def _limits_lessons(data: dict[str, Any]) -> dict[str, list[Lesson]]:
    """Refuse limits that are not of the question's kind, or cross each other."""
    kind: FieldKind = data["kind"]
    wrong: dict[str, list[Lesson]] = {}
    for key in ("minimum", "maximum"):
        if data.get(key) is not None and (lesson := _unfit(data[key], kind)):
            wrong[key] = [lesson]
    low: Any = data.get("minimum")
    high: Any = data.get("maximum")
    crossed = not wrong and low is not None and high is not None
    if crossed and _rank(low, kind) > _rank(high, kind):
        lesson = Lesson(f"{high} est avant le minimum, {low}.", "échangez les deux valeurs.")
        wrong["maximum"] = [lesson]
    return wrong


def _unfit(limit: str, kind: FieldKind) -> Lesson | None:
    try:
        rank = _rank(limit, kind)
    except ValueError:
        example = "une date : 2026-12-31" if kind is FieldKind.DATE else "un nombre : 100"
        return Lesson(f"« {limit} » n'est pas une limite de ce type.", f"écrivez {example}.")
    if kind in COUNTED and (rank != int(rank) or rank < 0):
        return Lesson(f"« {limit} » n'est pas un nombre de réponses.", "écrivez un entier : 3.")
    return None


def _rank(limit: str, kind: FieldKind) -> float:
    """Give a limit as a number, to compare it."""
    return float(date.fromisoformat(limit).toordinal()) if kind is FieldKind.DATE else float(limit)
