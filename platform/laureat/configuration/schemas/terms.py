"""The parts that an edition may do without: recognition, attestation, special mention, moves."""

from laureat.configuration.definition import (
    AttestationTerms,
    Prize,
    Reclassification,
    RecognitionTerms,
)
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.fields import (
    Article,
    Flag,
    Instant,
    Line,
    Parts,
    Slug,
    Text,
    Whole,
)
from laureat.configuration.schemas.plugins import ARTICLE


class RecognitionPart(Part):
    """Recognition by a third party."""

    heading = "recognition"
    says = (
        "La reconnaissance d'un candidat par un tiers, pour les règles d'éligibilité qui la "
        "demandent. Bloc absent : personne n'est à reconnaître."
    )
    makes = RecognitionTerms

    by = Line("Qui reconnaît.", "la coordination régionale", required=True)
    takeover_after_days = Whole(
        "Jours de silence après lesquels l'organisation répond à sa place.",
        10,
        most=365,
        required=True,
    )
    article = Article(ARTICLE, "1.2", load_default=None)


class AttestationPart(Part):
    """The signed paper."""

    heading = "attestation"
    says = (
        "La pièce signée sans laquelle une candidature déposée n'est pas prise en compte. Bloc "
        "absent : le dépôt suffit."
    )
    makes = AttestationTerms

    title = Line("Titre exact de la pièce.", required=True)
    statement = Parts(
        Text("Un paragraphe de ce qui est attesté."),
        "Ce que le signataire atteste, un paragraphe par élément.",
        least=1,
        required=True,
    )
    instructions = Text("Comment la signer et la rendre, en Markdown.", required=True)
    article = Article(ARTICLE, "3.1", load_default=None)


class SpecialMentionPart(Part):
    """The extra prize."""

    heading = "special_mention"
    says = (
        "Un prix complémentaire, hors catégories (« coup de cœur »). Bloc absent : aucun ne peut "
        "être remis."
    )

    title = Line("Nom du prix.", "Coup de cœur du jury", required=True)
    description = Text("Ce qu'il récompense, en Markdown.", required=True)
    limit = Whole(
        "À combien de dossiers il peut être remis, au plus.", 1, least=1, most=100, load_default=1
    )
    counts_as_win = Flag(
        "Il compte comme la seule victoire permise par `outcomes.one_win`.",
        example=False,
        load_default=False,
    )
    article = Article(ARTICLE, "2", load_default=None)


class PrizePart(Part):
    """One prize."""

    heading = "prizes[]"
    says = (
        "Les prix d'une catégorie, du plus haut au plus bas. Le premier est celui du lauréat, ou "
        "des lauréats ex æquo ; la décision peut remettre les suivants à d'autres dossiers de la "
        "catégorie, ou ne pas les remettre. Liste vide : une catégorie n'a que ses lauréats."
    )
    makes = Prize

    slug = Slug("Nom du prix dans le fichier.", "deuxieme-prix", required=True)
    title = Line("Nom du prix, tel que le palmarès l'écrit.", "Deuxième prix", required=True)
    gives = Line("Ce qu'il apporte : une somme, un objet, un accompagnement.", load_default="")
    most = Whole(
        "À combien de dossiers d'une catégorie il peut être remis, au plus. Pour le premier, ce "
        "sont les issues permises qui le disent.",
        1,
        least=1,
        most=1000,
        load_default=1,
    )
    categories = Parts(
        Slug("Une catégorie."),
        "Les catégories qui le remettent. Liste vide : toutes.",
        load_default=list,
    )
    article = Article(ARTICLE, "5", load_default=None)


class ReclassificationPart(Part):
    """Moves between categories."""

    heading = "reclassification"
    says = "Le droit de l'organisation de changer un dossier de catégorie."
    makes = Reclassification

    allowed = Flag("L'organisation peut changer un dossier de catégorie.", required=True)
    until = Instant(
        "Dernier instant où elle le peut. Absent ou `null` : jusqu'à la fin.",
        "2026-11-24T18:00",
        load_default=None,
        allow_none=True,
    )
    article = Article(ARTICLE, "1.3", load_default=None)
