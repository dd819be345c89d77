"""The text of the regulation, and what the organiser has acknowledged about it."""

from enum import StrEnum

from laureat.configuration.definition import Acknowledgement, Clause, Statement
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.calendar import MEANINGS
from laureat.configuration.schemas.fields import Article, Block, Flag, Line, OneOf, Parts, Text

Subject = StrEnum("Subject", {name.upper(): name for name in MEANINGS})  # type: ignore[misc]


class ClausePart(Part):
    """One article."""

    heading = "regulation.clauses[]"
    says = (
        "Un article du règlement, mot pour mot. Les dates et les heures y restent telles que le "
        "texte les dit (« minuit » compris) : `laureat config lint` les lit et les compare."
    )
    makes = Clause

    article = Article("Numéro de l'article.", "3.1", required=True)
    title = Line("Titre de l'article.", "Recueil des candidatures", required=True, data_key="title")
    text = Text("Texte entier de l'article, en Markdown.", required=True)
    enforced = Flag(
        "Une règle du fichier applique cet article. Écrivez `false` pour un article qu'aucune "
        "machine ne peut appliquer (force majeure, responsabilité…).",
        load_default=True,
    )


class StatementPart(Part):
    """One passage that sets an instant."""

    heading = "regulation.statements[]"
    says = (
        "Un passage du règlement qui fixe un instant, quand il faut dire de quel instant il "
        "parle. Le vérificateur lit déjà les articles : ce bloc lève un doute, il n'est pas "
        "obligatoire."
    )
    makes = Statement

    article = Article("Article où se trouve le passage.", "3.1", required=True)
    about = OneOf(
        Subject,
        "De quel instant du calendrier il parle.",
        "deposit_closes",
        MEANINGS,
        required=True,
    )
    text = Text(
        "Le passage, mot pour mot.",
        "au plus tard le vendredi 6 novembre 2026 à 16 h",
        required=True,
    )


class RegulationPart(Part):
    """The regulation."""

    heading = "regulation"
    says = "Le règlement : son titre et tous ses articles."

    title = Line("Titre du règlement.", "Règlement du prix 2026", required=True)
    clauses = Parts(Block(ClausePart), "Les articles, dans l'ordre.", load_default=list)
    statements = Parts(Block(StatementPart), StatementPart.says, load_default=list)


class AcknowledgementPart(Part):
    """A finding that the organiser has seen."""

    heading = "acknowledgements[]"
    says = (
        "Un constat de `laureat config lint` que l'organisation a vu, avec la résolution adoptée. "
        "Un constat reconnu n'empêche plus de publier ; une reconnaissance qui ne correspond à "
        "aucun constat est elle-même signalée."
    )
    makes = Acknowledgement

    finding = Line(
        "Code du constat, ou code#lieu, tel que le vérificateur l'imprime.",
        "contradictory-deadlines#3.1+4.3",
        required=True,
    )
    resolution = Text("Ce que l'organisation a décidé, et pourquoi.", required=True)
    by = Line("Qui l'a décidé.", "Le comité d'organisation, 3 juin 2026", load_default="")
    fingerprint = Line(
        "Empreinte imprimée par le vérificateur. Si elle est écrite, la reconnaissance ne vaut "
        "que tant que ce qui a été constaté ne change pas.",
        load_default="",
        longest=64,
    )
