"""The form: its pages and its questions."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, post_load, validates_schema

from laureat.configuration.definition import Question, Section, Sensitivity
from laureat.configuration.faults import Lesson
from laureat.configuration.field_types import field_types
from laureat.configuration.formulas import WrongFormula, read_formula
from laureat.configuration.schemas.base import Part, frozen
from laureat.configuration.schemas.conditions import ConditionPart
from laureat.configuration.schemas.entry import ChoicePart
from laureat.configuration.schemas.fields import (
    Block,
    Flag,
    Instant,
    Kind,
    Line,
    Name,
    OneOf,
    Options,
    Parts,
    Slug,
    Text,
    Whole,
    limit_of,
)
from laureat.plugin_api import FieldType, Widget

OF_SOME_KINDS: Mapping[str, str] = {
    "words": "words",
    "characters": "characters",
    "choices": "choices",
    "minimum": "minimum",
    "maximum": "maximum",
    "unit": "unit",
    "unit_one": "unit_one",
    "columns": "questions",
    "formula": "formula",
}
"""The keys that only some field types make use of, with the word that a file writes."""

IN_A_ROW = (Widget.LINE, Widget.LINES, Widget.RADIOS)
SENSITIVITIES = {
    "none": "rien de personnel",
    "personal": "une donnée personnelle : jamais publiée",
    "sensitive": "une donnée sensible (santé, opinions, origines) : ni publiée, ni lue du jury, ni "
    "exportée dans un tableau",
}


class AskedPart(Part):
    """What is common to a question and to the column of a group."""

    makes = Question

    name = Name("Nom de la question dans les exports et les règles.", "resume", required=True)
    label = Line("La question, telle qu'elle se lit.", "Résumé publiable", required=True)
    kind = Kind("Comment on répond.", "long_text", required=True)
    required = Flag("La réponse est obligatoire pour déposer.", load_default=True)
    help = Text(
        "Ce qui aide à répondre, sous la question, en Markdown.", load_default="", longest=2000
    )
    examples = Parts(
        Line("Un exemple.", longest=300),
        "Exemples de réponses, montrés sous la question.",
        most=5,
        load_default=list,
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
        "Plus petite valeur (`number`, `money`, `date`, `period`), ou nombre de réponses ou de "
        "lignes au moins (`choices`, `territory`, `group`).",
        0,
    )
    maximum = limit_of(
        "Plus grande valeur (`number`, `money`, `date`, `period`), ou nombre de réponses ou de "
        "lignes au plus (`choices`, `territory`, `group`).",
        100,
    )
    unit = Line("Unité affichée après le nombre.", "heures", load_default="", longest=40)
    unit_one = Line(
        "La même unité au singulier, après 0, 1 ou 1,5.", "heure", load_default="", longest=40
    )
    options = Options("Ce que le type de question demande de plus.", load_default=dict)

    def idle_keys(self, said: Mapping[str, Any]) -> frozenset[str]:
        """Name what the kind of question makes no use of."""
        kind = field_types().get(str(said.get("kind")))
        used = kind.keys if kind else frozenset()
        return frozenset(OF_SOME_KINDS.values()) - used

    @validates_schema
    def fit_kind(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse what the kind of question makes no use of, and what it lacks."""
        kind = field_types()[data["kind"]]
        wrong: dict[str, list[Lesson]] = {
            word: [_useless(word, data["kind"])]
            for key, word in OF_SOME_KINDS.items()
            if data.get(key) not in (None, "", []) and word not in kind.keys
        }
        if "choices" in kind.keys and len(data["choices"]) < 2:
            wrong["choices"] = [
                Lesson("il faut au moins deux réponses possibles.", "listez-les sous `choices`.")
            ]
        wrong = wrong or _limits_lessons(data, kind)
        if wrong:
            raise ValidationError(wrong)
        _accept_options(data, kind)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Question:
        """Build the question; nobody is asked for what is computed."""
        answered = field_types()[data["kind"]].answered
        given = {key: frozen(value) for key, value in data.items()}
        return Question(**{**given, "required": data["required"] and answered})


class ColumnPart(AskedPart):
    """One question of each row of a group."""

    heading = "form[].questions[].questions[]"
    says = "Une colonne d'un groupe (`group`) : une question posée à chaque ligne."

    @validates_schema
    def fit_row(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse the kinds that do not hold in a row."""
        if field_types()[data["kind"]].widget not in IN_A_ROW:
            possible = [name for name, one in field_types().items() if one.widget in IN_A_ROW]
            raise ValidationError(
                {
                    "kind": [
                        Lesson(
                            f"une ligne n'a pas de place pour une question {data['kind']}.",
                            f"sortez-la du groupe, ou choisissez parmi : {', '.join(possible)}.",
                        )
                    ]
                }
            )


class QuestionPart(AskedPart):
    """One question."""

    heading = "form[].questions[]"
    says = "Une question du formulaire. L'identité du candidat n'est jamais demandée ici."

    columns = Parts(
        Block(ColumnPart),
        "Les questions de chaque ligne (`group`).",
        load_default=list,
        data_key="questions",
    )
    formula = Line(
        "Comment la valeur se calcule (`computed`) : `sum(groupe.colonne)`, les quatre opérations, "
        "`percent(partie, tout)`.",
        "sum(budget.montant) - subvention",
        load_default="",
    )
    when = Block(ConditionPart, "Ce qui fait poser la question.", load_default=None)
    required_from = Instant(
        "La réponse n'est obligatoire qu'à partir de cet instant.", load_default=None
    )
    frozen_after = Instant("La réponse ne change plus après cet instant.", load_default=None)
    shown_to_jury = Flag("Le jury lit la réponse.", load_default=True)
    publishable = Flag("La réponse pourra être publiée.", load_default=False)
    sensitivity = OneOf(
        Sensitivity,
        "Ce que la réponse dit des personnes.",
        "personal",
        SENSITIVITIES,
        load_default=Sensitivity.NONE,
    )
    categories = Parts(
        Slug("Nom court d'une catégorie."),
        "Catégories où la question est posée. Vide : toutes.",
        load_default=list,
    )

    @validates_schema
    def hold_together(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a group without columns, a wrong formula, and what is sensitive and shown."""
        wrong = _wrong_disclosures(data)
        kind = field_types()[data["kind"]]
        if "questions" in kind.keys and not data["columns"]:
            lesson = Lesson("ce groupe n'a pas de colonnes.", "listez-les sous `questions`.")
            wrong["questions"] = [lesson]
        if "formula" in kind.keys:
            wrong |= _wrong_formula(data["formula"])
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
    when = Block(ConditionPart, "Ce qui fait montrer la page.", load_default=None)


def _useless(key: str, kind: str) -> Lesson:
    wanted = ", ".join(name for name, one in field_types().items() if key in one.keys)
    return Lesson(
        f"« {key} » n'a pas de sens pour une question de type {kind}.",
        f"retirez cette clé, ou changez `kind` (possible avec : {wanted}).",
    )


def _wrong_disclosures(data: dict[str, Any]) -> dict[str, list[Lesson]]:
    """Refuse to publish what is personal, and to show the jury what is sensitive."""
    wrong: dict[str, list[Lesson]] = {}
    if data["publishable"] and data["sensitivity"] is not Sensitivity.NONE:
        wrong["publishable"] = [
            Lesson("une donnée personnelle ne se publie pas.", "retirez `publishable`.")
        ]
    if data["shown_to_jury"] and data["sensitivity"] is Sensitivity.SENSITIVE:
        wrong["sensitivity"] = [
            Lesson("le jury ne lit pas une donnée sensible.", "ajoutez `shown_to_jury: false`.")
        ]
    return wrong


def _wrong_formula(formula: str) -> dict[str, list[Lesson]]:
    """Refuse a formula that cannot be read."""
    try:
        read_formula(formula)
    except WrongFormula as refused:
        remedy = "écrivez par exemple sum(budget.montant) - subvention."
        return {"formula": [Lesson(f"la formule ne se lit pas : {refused}", remedy)]}
    return {}


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
