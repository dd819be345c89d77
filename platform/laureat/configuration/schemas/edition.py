"""The whole file of an edition, once merged with its programme's."""

from dataclasses import replace
from typing import Any

from marshmallow import post_load

from laureat.configuration.definition import (
    EditionDefinition,
    Limits,
    Reclassification,
    SpecialMention,
)
from laureat.configuration.schemas.base import Part, frozen
from laureat.configuration.schemas.calendar import CalendarPart
from laureat.configuration.schemas.entry import ApplicantsPart, CategoryPart, LimitsPart
from laureat.configuration.schemas.fields import Block, Parts, Whole
from laureat.configuration.schemas.jury import JuryPart, OutcomesPart
from laureat.configuration.schemas.presentation import ContactPart, EditionPart, ProgrammePart
from laureat.configuration.schemas.questions import SectionPart
from laureat.configuration.schemas.regulation import AcknowledgementPart, RegulationPart
from laureat.configuration.schemas.rules import RulePart
from laureat.configuration.schemas.terms import (
    AttestationPart,
    PrizePart,
    ReclassificationPart,
    RecognitionPart,
    SpecialMentionPart,
)

FORMAT = 1
UNFOLDED = ("format", "programme", "edition", "regulation")


class EditionFile(Part):
    """An edition, whole."""

    heading = "Le fichier"
    says = "Les blocs du fichier, dans l'ordre où ils se lisent le mieux."

    format = Whole(
        "Version du langage de ce fichier.", FORMAT, least=FORMAT, most=FORMAT, load_default=FORMAT
    )
    programme = Block(ProgrammePart, ProgrammePart.says, required=True)
    edition = Block(EditionPart, EditionPart.says, required=True)
    contact = Block(ContactPart, ContactPart.says, required=True)
    calendar = Block(CalendarPart, CalendarPart.says, required=True)
    applicants = Block(ApplicantsPart, ApplicantsPart.says, required=True)
    limits = Block(LimitsPart, LimitsPart.says, load_default=Limits)
    categories = Parts(Block(CategoryPart), "Les catégories, dans l'ordre.", least=1, required=True)
    eligibility = Parts(
        Block(RulePart), "Règles d'éligibilité de toutes les catégories.", load_default=list
    )
    recognition = Block(RecognitionPart, RecognitionPart.says, load_default=None, allow_none=True)
    form = Parts(Block(SectionPart), "Le formulaire, page par page.", least=1, required=True)
    attestation = Block(AttestationPart, AttestationPart.says, load_default=None, allow_none=True)
    reclassification = Block(
        ReclassificationPart,
        ReclassificationPart.says,
        load_default=lambda: Reclassification(allowed=False),
    )
    jury = Block(JuryPart, JuryPart.says, required=True)
    outcomes = Block(OutcomesPart, OutcomesPart.says, required=True)
    special_mention = Block(
        SpecialMentionPart, SpecialMentionPart.says, load_default=None, allow_none=True
    )
    prizes = Parts(Block(PrizePart), PrizePart.says, load_default=list)
    regulation = Block(RegulationPart, RegulationPart.says, required=True)
    acknowledgements = Parts(
        Block(AcknowledgementPart), AcknowledgementPart.says, load_default=list
    )

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> EditionDefinition:
        """Build the definition from its blocks."""
        said: dict[str, Any] = {key: data[key] for key in data if key not in UNFOLDED}
        said |= _unfolded(data["programme"], data["edition"], data["regulation"])
        mention = data["special_mention"]
        counts = bool(mention and mention.pop("counts_as_win"))
        said["special_mention"] = SpecialMention(**mention) if mention else None
        said["outcomes"] = replace(data["outcomes"], special_mention_counts=counts)
        return EditionDefinition(**{key: frozen(value) for key, value in said.items()})


def _unfolded(
    programme: dict[str, Any], edition: dict[str, Any], regulation: dict[str, Any]
) -> dict[str, Any]:
    """Give what the blocks that name things say, as the definition names it."""
    return {
        **edition,
        "programme": programme["slug"],
        "programme_title": programme["title"],
        "short_title": programme["short_title"],
        "regulation_title": regulation["title"],
        "clauses": regulation["clauses"],
        "statements": regulation["statements"],
    }
