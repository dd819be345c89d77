"""What the organiser decides about dossiers, as the API shows and takes it."""

from marshmallow import fields

from laureat.api.schemas.base import AN_ID, AN_INSTANT, In, Instant, Out, Text, list_of, said
from laureat.domain.vocabulary import ScreeningVerdict, VerdictKind


class ScreeningIn(In):
    """What is decided about a dossier before the jury sees it."""

    verdict = fields.Enum(
        ScreeningVerdict,
        by_value=fields.String,
        required=True,
        metadata=said("The decision.", "admitted"),
    )
    reason = Text(
        load_default="",
        most=4000,
        metadata=said(
            "Why. Needed to set a dossier aside, to admit one against a finding, or one that came"
            " after the hour of examination; the candidate reads it.",
            "Le territoire a été vérifié auprès de la préfecture.",
        ),
    )


class ScreeningOut(Out):
    """A decision of the organiser about a dossier. The latest holds; all are kept."""

    id = fields.UUID(required=True, metadata=said("The decision.", AN_ID))
    candidature_id = fields.UUID(required=True, metadata=said("About which dossier.", AN_ID))
    verdict = fields.Enum(
        ScreeningVerdict,
        by_value=fields.String,
        required=True,
        metadata=said("What it says.", "admitted"),
    )
    reason = fields.String(required=True, metadata=said("Why.", ""))
    overruled = fields.List(
        fields.String(),
        required=True,
        metadata=said("The rules whose findings it sets aside.", ["low-population-territory"]),
    )
    late = fields.Boolean(
        required=True, metadata=said("Whether it came after the hour of examination.")
    )
    decided_at = Instant(required=True, metadata=said("When.", AN_INSTANT))


class PreviewIn(In):
    """Where a dossier might move."""

    category = Text(needed=True, metadata=said("The slug of the category.", "milieu-rural"))


class ForeseenOut(Out):
    """What a rule would say in the other category."""

    rule = fields.String(required=True, metadata=said("The rule.", "low-population-territory"))
    verdict = fields.Enum(
        VerdictKind,
        by_value=fields.String,
        required=True,
        attribute="kind",
        metadata=said("What it would say.", "not_met"),
    )
    sentence = fields.String(
        required=True, attribute="verdict.sentence", metadata=said("Why, in French.", "…")
    )
    article = fields.String(
        required=True,
        allow_none=True,
        attribute="use.article",
        metadata=said("The article it applies.", "1.3"),
    )


class PreviewOut(Out):
    """What a move to another category would do. Nothing is changed by asking."""

    obstacle = fields.String(
        required=True,
        allow_none=True,
        metadata=said("The sentence that forbids the move; null when it is possible.", None),
    )
    target = fields.String(
        required=True, attribute="target.title", metadata=said("The category.", "Milieu rural")
    )
    findings = fields.List(
        fields.Nested(ForeseenOut),
        required=True,
        attribute="examined",
        metadata=said("What each rule of that category would say."),
    )
    recused = fields.List(
        fields.String(),
        required=True,
        metadata=said("The jurors who would lose that category.", ["Claude Martin"]),
    )
    voided = fields.Integer(required=True, metadata=said("How many ballots would fall.", 0))
    voters_left = fields.Integer(required=True, metadata=said("Who could still vote there.", 4))
    quorum = fields.Integer(required=True, metadata=said("The fewest voters there.", 3))


class ReclassificationIn(In):
    """A move to another category."""

    to_category = Text(
        needed=True,
        data_key="category",
        metadata=said("The slug of the category.", "milieu-rural"),
    )
    reason = Text(
        needed=True, most=4000, metadata=said("Why; the candidate reads it.", "Le projet est…")
    )


class ReclassificationOut(Out):
    """A move that was made."""

    id = fields.UUID(required=True, metadata=said("The move.", AN_ID))
    candidature_id = fields.UUID(required=True, metadata=said("Of which dossier.", AN_ID))
    from_category_id = fields.UUID(required=True, metadata=said("From where.", AN_ID))
    to_category_id = fields.UUID(required=True, metadata=said("To where.", AN_ID))
    reason = fields.String(required=True, metadata=said("Why.", "Le projet est…"))
    effects = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata=said("How many jurors and ballots it touched.", {"recused": 1, "voided": 0}),
    )
    decided_at = Instant(required=True, metadata=said("When.", AN_INSTANT))


class TrailEntryOut(Out):
    """Something that somebody did."""

    event = fields.String(required=True, metadata=said("What.", "candidature.submitted"))
    actor = fields.String(
        required=True,
        allow_none=True,
        metadata=said("Who, by name; null for the platform itself.", "Camille Durand"),
    )
    happened_at = Instant(required=True, metadata=said("When.", AN_INSTANT))
    facts = fields.Dict(
        keys=fields.String(), required=True, metadata=said("With what.", {"revision": 1})
    )


TrailOut = list_of(TrailEntryOut, "TrailOut")
