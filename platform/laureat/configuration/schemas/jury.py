"""The jury, its recusals and its vote; what it may decide."""

from typing import Any

from marshmallow import post_load

from laureat.configuration.definition import (
    JuryTerms,
    Outcomes,
    RecusalScope,
    Secrecy,
    WinScope,
)
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.fields import Article, Block, Flag, OneOf, Parts, Text, Whole
from laureat.configuration.schemas.plugins import ARTICLE, PluginPart

SCOPE_MEANINGS = {
    "category": "le juré ne lit ni ne vote dans toute la catégorie où le candidat concourt"
}
SECRECY_MEANINGS = {
    "secret": "le vote de chacun n'est jamais dit",
    "named": "le procès-verbal dit ce que chaque membre a voté au dernier tour",
}
WIN_MEANINGS = {
    "none": "sans limite",
    "edition": "une seule victoire dans cette édition",
    "season": "une seule victoire dans toutes les éditions de la même saison",
}


class RecusalPart(Part):
    """When a juror stands aside."""

    heading = "jury.recusal"
    says = "Le déport : ce qui lie un juré à un candidat, et ce que ce lien lui ferme."

    scope = OneOf(
        RecusalScope,
        "Ce qu'un lien ferme au juré.",
        "category",
        SCOPE_MEANINGS,
        load_default=RecusalScope.CATEGORY,
    )
    conflicts = Parts(
        Block(PluginPart), "Plugins qui repèrent les liens à vérifier.", load_default=list
    )
    interest_statement = Text(
        "La question posée au juré avant toute lecture.", load_default="", longest=3000
    )
    article = Article(ARTICLE, "4.4", load_default=None)


class VotePart(Part):
    """How votes are counted."""

    heading = "jury.vote"
    says = "Le vote : le mode de scrutin et le quorum."

    tally = Block(PluginPart, "Plugin qui dépouille les bulletins.", required=True)
    quorum = Whole(
        "Nombre de votants, dans une catégorie, sans lesquels elle ne peut être décidée.",
        3,
        least=1,
        most=1000,
        load_default=1,
    )
    secrecy = OneOf(
        Secrecy,
        "Qui apprend ce qu'un membre du jury a voté.",
        "secret",
        SECRECY_MEANINGS,
        load_default=Secrecy.KEPT,
    )
    article = Article(ARTICLE, "4.2", load_default=None)


class JuryPart(Part):
    """The jury."""

    heading = "jury"
    says = "Le jury : qui le compose, quand un juré se déporte, comment on vote."

    composition = Text("Composition du jury, telle que le règlement la dit.", required=True)
    article = Article(ARTICLE, "4.1", load_default=None)
    recusal = Block(RecusalPart, RecusalPart.says, load_default=lambda: RecusalPart().load({}))
    vote = Block(VotePart, VotePart.says, required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> JuryTerms:
        """Build the terms from the three blocks."""
        recusal, vote = data["recusal"], data["vote"]
        return JuryTerms(
            composition=data["composition"],
            article=data["article"],
            conflicts=tuple(recusal["conflicts"]),
            recusal_scope=recusal["scope"],
            recusal_article=recusal["article"],
            interest_statement=recusal["interest_statement"],
            tally=vote["tally"],
            quorum=vote["quorum"],
            vote_article=vote["article"],
            secrecy=vote["secrecy"],
        )


class OneWinPart(Part):
    """How often one may win."""

    heading = "outcomes.one_win"
    says = "Combien de fois un même candidat peut être lauréat."

    scope = OneOf(WinScope, "Portée de la règle.", "edition", WIN_MEANINGS, required=True)
    article = Article(ARTICLE, "1.3", load_default=None)


class OutcomesPart(Part):
    """What may be decided."""

    heading = "outcomes"
    says = "Ce que la décision d'une catégorie peut être. Rien n'est jamais décidé par un tri."

    joint_laureates = Flag("Des lauréats ex æquo sont possibles.", required=True)
    not_awarded = Flag("Le prix d'une catégorie peut ne pas être attribué.", required=True)
    appeal_days = Whole(
        "Jours, après la proclamation, pendant lesquels les résultats se contestent par écrit. Le "
        "palmarès donne le dernier jour. Absent ou `null` : rien n'en est dit.",
        15,
        least=1,
        most=365,
        load_default=None,
        allow_none=True,
    )
    article = Article(ARTICLE, "4.5", load_default=None)
    one_win = Block(OneWinPart, OneWinPart.says, load_default=lambda: {"scope": WinScope.NONE})

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Outcomes:
        """Build the outcomes; whether the special mention counts is added by the whole file."""
        return Outcomes(
            joint_laureates=data["joint_laureates"],
            not_awarded=data["not_awarded"],
            article=data["article"],
            one_win=data["one_win"]["scope"],
            one_win_article=data["one_win"].get("article"),
            special_mention_counts=False,
            appeal_days=data["appeal_days"],
        )
