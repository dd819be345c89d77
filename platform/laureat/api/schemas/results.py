"""Decisions, minutes and palmarès, as the API shows and takes them."""

from marshmallow import fields, validate

from laureat.api.schemas.base import (
    A_DIGEST,
    AN_ID,
    AN_INSTANT,
    In,
    Instant,
    Out,
    Text,
    Word,
    list_of,
    said,
)
from laureat.domain.vocabulary import DistinctionKind, Outcome


class DecisionIn(In):
    """What the jury has decided for a category."""

    outcome = fields.Enum(
        Outcome,
        by_value=fields.String,
        required=True,
        metadata=said("One laureate, several joint ones, or none.", "laureate"),
    )
    candidature_ids = fields.List(
        fields.UUID(), load_default=list, metadata=said("The laureates.", [AN_ID])
    )
    reason = Text(
        load_default="",
        most=10_000,
        metadata=said("Why; needed where the decision departs from the count.", ""),
    )
    citations = fields.Dict(
        keys=fields.UUID(),
        values=Text(most=4000),
        load_default=dict,
        validate=validate.Length(max=1000, error="1 000 citations au plus."),
        metadata=said("Texts for the palmarès, by candidature.", {AN_ID: "Pour son ancrage."}),
    )
    prizes = fields.Dict(
        keys=fields.UUID(),
        values=Text(most=200),
        load_default=dict,
        validate=validate.Length(max=1000, error="1 000 prix au plus."),
        metadata=said(
            "Prizes below the laureates', by candidature: their slugs in the edition.",
            {AN_ID: "deuxieme-prix"},
        ),
    )


class MentionIn(In):
    """To which dossier the extra prize goes."""

    candidature_id = fields.UUID(required=True, metadata=said("The dossier.", AN_ID))
    reason = Text(load_default="", most=10_000, metadata=said("The quality that it rewards.", "…"))
    citation = Text(load_default="", most=4000, metadata=said("A text for the palmarès.", "…"))


class MentionWithdrawalIn(In):
    """From which dossier the extra prize is taken back."""

    candidature_id = fields.UUID(required=True, metadata=said("The dossier.", AN_ID))
    reason = Text(load_default="", most=10_000, metadata=said("Why.", "…"))


class DecisionOut(Out):
    """A decision of the jury. A later one replaces it until the minutes are signed."""

    id = fields.UUID(required=True, metadata=said("The decision.", AN_ID))
    edition_id = fields.UUID(required=True, metadata=said("In which edition.", AN_ID))
    category_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata=said("For which category; null for the special mention.", AN_ID),
    )
    outcome = fields.Enum(
        Outcome,
        by_value=fields.String,
        required=True,
        metadata=said("What it says.", "laureate"),
    )
    reason = fields.String(required=True, metadata=said("Why.", ""))
    decided_at = Instant(required=True, metadata=said("When.", AN_INSTANT))


class DistinctionOut(Out):
    """What a dossier receives."""

    candidature_id = fields.UUID(required=True, metadata=said("The dossier.", AN_ID))
    number = fields.String(required=True, metadata=said("Its number.", "ASR-2024-0007"))
    applicant = fields.String(required=True, metadata=said("Whose it is.", "PLIE"))
    title = fields.String(required=True, metadata=said("Its title.", "Les clauses en Lozère"))
    kind = fields.Enum(
        DistinctionKind,
        by_value=fields.String,
        required=True,
        metadata=said("What it receives.", "laureate"),
    )
    citation = fields.String(required=True, metadata=said("What the palmarès says.", "…"))
    reason = fields.String(
        required=True, metadata=said("What a special mention rewards; else empty.", "")
    )
    prize = fields.String(
        required=True,
        metadata=said("The slug of the prize that goes with it; else empty.", "deuxieme-prix"),
    )


class DecisionLineOut(DecisionOut):
    """The decision that holds, with what it gives to whom."""

    distinctions = fields.List(
        fields.Nested(DistinctionOut), required=True, metadata=said("Who is distinguished.")
    )


DecisionsOut = list_of(DecisionLineOut, "DecisionsOut")


class MinutesOut(Out):
    """The signed record of the deliberation."""

    id = fields.UUID(required=True, metadata=said("The minutes.", AN_ID))
    edition_id = fields.UUID(required=True, metadata=said("Of which edition.", AN_ID))
    digest = fields.String(required=True, metadata=said("The hash of the content.", A_DIGEST))
    signed_at = Instant(required=True, metadata=said("When signed.", AN_INSTANT))
    content = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata=said(
            "All that the PDF prints: individual votes only where they are no secret.",
            {"edition": "…"},
        ),
    )


class PublishedOut(Out):
    """That a palmarès is prepared, and from when the public sees it."""

    id = fields.UUID(required=True, metadata=said("The palmarès.", AN_ID))
    edition_id = fields.UUID(required=True, metadata=said("Of which edition.", AN_ID))
    digest = fields.String(required=True, metadata=said("The hash of the content.", A_DIGEST))
    embargo_until = Instant(
        required=True, metadata=said("When the results are proclaimed.", AN_INSTANT)
    )
    published_at = Instant(required=True, metadata=said("When it was prepared.", AN_INSTANT))


class LaureateOut(Out):
    """Somebody who is distinguished."""

    number = fields.String(required=True, metadata=said("The dossier's number.", "ASR-2024-0007"))
    applicant = fields.String(required=True, metadata=said("Whose it is.", "PLIE"))
    title = fields.String(required=True, metadata=said("Its title.", "Les clauses en Lozère"))
    category = fields.String(required=True, metadata=said("Its category.", "Milieu rural"))
    kind = Word(
        DistinctionKind,
        metadata=said("What it receives.", "laureate"),
    )
    citation = fields.String(required=True, metadata=said("What the jury says of it.", "…"))
    prize = fields.String(
        required=True,
        dump_default="",
        metadata=said("The prize that goes with it; empty where it has none.", "Deuxième prix"),
    )
    gives = fields.String(
        required=True, dump_default="", metadata=said("What that prize is.", "1 500 €")
    )


class PalmaresCategoryOut(Out):
    """The result of a category."""

    title = fields.String(required=True, metadata=said("The category.", "Milieu rural"))
    outcome = Word(
        Outcome,
        metadata=said("What was decided.", "laureate"),
    )
    distinctions = fields.List(
        fields.Nested(LaureateOut), required=True, metadata=said("Who is distinguished.")
    )


class PalmaresContentOut(Out):
    """What the public may read of the results."""

    edition = fields.String(required=True, metadata=said("The edition.", "Trophées 2024"))
    programme = fields.String(required=True, metadata=said("The programme.", "Trophées"))
    categories = fields.List(
        fields.Nested(PalmaresCategoryOut), required=True, metadata=said("In their order.")
    )
    special_mention_title = fields.String(
        required=True, metadata=said("The name of the extra prize.", "Coup de cœur du jury")
    )
    special_mention = fields.List(
        fields.Nested(LaureateOut), required=True, metadata=said("Who receives it.")
    )


class PalmaresOut(PublishedOut):
    """The palmarès of an edition."""

    content = fields.Nested(
        PalmaresContentOut, required=True, metadata=said("What the public may read.")
    )
