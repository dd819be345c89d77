"""The moments that an edition adds to its calendar."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from laureat.configuration.faults import Lesson
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.fields import (
    Article,
    Instant,
    Line,
    OneOf,
    Parts,
    Slug,
)
from laureat.configuration.schemas.plugins import ARTICLE
from laureat.configuration.stages import Stage, StageKind, StageReader

KIND_MEANINGS = {
    "call": "un temps de l'appel (réunion d'information, préinscription)",
    "shortlisting": "une présélection",
    "jury": "un temps du jury",
    "public_vote": "un vote du public",
    "ceremony": "la cérémonie",
    "other": "autre chose",
}
READER_MEANINGS = {
    "public": "tout le monde, sur la page de l'appel",
    "candidates": "les candidats, sur la page de leur dossier",
    "jury": "le jury",
    "organiser": "l'organisation seule",
}


class StagePart(Part):
    """One moment that is told."""

    heading = "calendar.stages[]"
    says = (
        "Un temps fort que le calendrier annonce : présélection, visite, vote du public, "
        "cérémonie. Il informe ; il n'ouvre ni ne ferme rien. La levée de l'embargo reste "
        "`calendar.results`."
    )
    makes = Stage

    slug = Slug("Nom court.", "preselection", required=True)
    title = Line("Ce que le calendrier affiche.", "Présélection", required=True, longest=120)
    kind = OneOf(StageKind, "Ce qui a lieu.", "shortlisting", KIND_MEANINGS, required=True)
    opens = Instant("Quand cela commence.", "2026-11-16T09:00", required=True)
    closes = Instant(
        "Quand cela finit. Absent : un seul instant.",
        "le vendredi après deposit_closes à 18:00",
        load_default=None,
        allow_none=True,
    )
    participants = Line(
        "Qui y prend part, en quelques mots.", "Le comité de présélection", load_default=""
    )
    seen_by = Parts(
        OneOf(StageReader, "Un lecteur.", "public", READER_MEANINGS),
        "Qui le voit : `public`, `candidates`, `jury`, `organiser`. Absent : tout le monde.",
        least=1,
        most=4,
        load_default=lambda: [StageReader.PUBLIC],
    )
    article = Article(ARTICLE, "3.2", load_default=None)

    @validates_schema
    def follow(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse what ends before it begins."""
        if data["closes"] is not None and data["closes"] <= data["opens"]:
            lesson = Lesson(
                f"« {data['title']} » finit avant d'avoir commencé.",
                "échangez `opens` et `closes`, ou corrigez l'un des deux.",
            )
            raise ValidationError({"closes": [lesson]})
