"""Votes, as the API shows and takes them."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from laureat.api.schemas.base import A_DIGEST, AN_ID, AN_INSTANT, In, Instant, Out, Text, Word, said
from laureat.api.schemas.juries import EntryOut
from laureat.plugin_api import BallotKind, TallyStatus


class RoundIn(In):
    """On what the jury votes."""

    candidature_ids = fields.List(
        fields.UUID(),
        load_default=None,
        allow_none=True,
        metadata=said("Only these dossiers, for a runoff; null for all that are admitted.", None),
    )


class RoundOut(Out):
    """One round of voting in one category."""

    id = fields.UUID(required=True, metadata=said("The round.", AN_ID))
    category_id = fields.UUID(required=True, metadata=said("The category.", AN_ID))
    number = fields.Integer(required=True, metadata=said("Which round, from 1.", 1))
    candidature_ids = fields.List(
        fields.String(), required=True, metadata=said("What is voted on.", [AN_ID])
    )
    opened_at = Instant(required=True, metadata=said("When opened.", AN_INSTANT))
    closed_at = Instant(
        required=True, allow_none=True, metadata=said("When closed; null while open.", None)
    )
    cancelled_reason = fields.String(
        required=True,
        allow_none=True,
        metadata=said("Why it counts for nothing; null unless it was cancelled.", None),
    )


class CancellationIn(In):
    """Why a round is cancelled."""

    reason = Text(load_default="", most=10_000, metadata=said("Why; the minutes say it.", "…"))


class RoundToVoteOut(RoundOut):
    """A round, with what is voted on and how."""

    category = fields.String(
        required=True, attribute="category.title", metadata=said("Its title.", "Milieu rural")
    )
    ballot_kind = fields.Enum(
        BallotKind,
        by_value=fields.String,
        required=True,
        metadata=said("Which kind of ballot the method counts.", "choice"),
    )
    method = fields.String(required=True, metadata=said("The method in one French sentence.", "…"))
    most = fields.Integer(
        required=True,
        allow_none=True,
        metadata=said("How many entries a ballot ranks or approves at most; null: all.", None),
    )
    criteria = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata=said("What is scored of each entry, by key, with its French title.", {}),
    )
    nobody = fields.String(
        required=True,
        allow_none=True,
        metadata=said("What to choose so that nobody wins; null where it is not offered.", "aucun"),
    )
    entries = fields.List(
        fields.Nested(EntryOut), required=True, metadata=said("The dossiers, by number.")
    )


A_SCORE = Text(most=20)
AT_MOST = validate.Length(max=1000, error="Nommez 1 000 dossiers au plus.")


class BallotIn(In):
    """A ballot of the round's `ballot_kind`, which says which one of these it has.

    An empty `scores`, `criteria`, `ranking` or `approved` abstains, as a null `choice` does.
    """

    choice = Text(
        allow_none=True,
        most=200,
        metadata=said("The candidature chosen, or the round's `nobody`; null to abstain.", AN_ID),
    )
    scores = fields.Dict(
        keys=fields.UUID(),
        values=A_SCORE,
        validate=AT_MOST,
        metadata=said("A score in digits for each candidature.", {AN_ID: "4"}),
    )
    criteria = fields.Dict(
        keys=fields.UUID(),
        values=fields.Dict(keys=Text(most=200), values=A_SCORE, validate=AT_MOST),
        validate=AT_MOST,
        metadata=said(
            "A score in digits for each criterion of each candidature.", {AN_ID: {"impact": "4"}}
        ),
    )
    ranking = fields.List(
        fields.UUID(), validate=AT_MOST, metadata=said("Candidatures, best first.", [AN_ID])
    )
    approved = fields.List(
        fields.UUID(), validate=AT_MOST, metadata=said("Candidatures, in no order.", [AN_ID])
    )
    present = fields.Boolean(
        metadata=said("True, where the jury has no ballots: they take part.", True)  # noqa: FBT003 - an example
    )

    @validates_schema
    def require_one_kind(self, data: dict[str, Any], **_: object) -> None:
        """Refuse a ballot that says nothing, or two things."""
        if len(data) != 1:
            raise ValidationError(
                "Donnez une seule de ces clés, celle que le scrutin demande : « choice »,"
                " « scores », « criteria », « ranking », « approved » ou « present »."
            )


class BallotOut(Out):
    """That a ballot was cast; the last one before the round closes is the one that counts."""

    id = fields.UUID(required=True, metadata=said("The ballot.", AN_ID))
    round_id = fields.UUID(required=True, metadata=said("In which round.", AN_ID))
    seat_id = fields.UUID(required=True, metadata=said("From which seat.", AN_ID))
    cast_at = Instant(required=True, metadata=said("When.", AN_INSTANT))


class TallyOut(Out):
    """What the count of a round gave, exactly. It proposes; the jury decides."""

    round_id = fields.UUID(required=True, metadata=said("Of which round.", AN_ID))
    method = fields.String(
        required=True, attribute="plugin", metadata=said("The method.", "plurality")
    )
    status = Word(
        TallyStatus,
        attribute="result.status",
        metadata=said("What the count alone can say.", "tied"),
    )
    leaders = fields.List(
        fields.String(),
        required=True,
        attribute="result.leaders",
        metadata=said("Who leads, all of them where several are equal.", [AN_ID]),
    )
    ranking = fields.List(
        fields.List(fields.String()),
        required=True,
        attribute="result.ranking",
        metadata=said("Groups of equals, best first.", [[AN_ID]]),
    )
    unranked = fields.List(
        fields.String(),
        required=True,
        attribute="result.unranked",
        metadata=said("What the ballots do not allow to rank.", []),
    )
    totals = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        attribute="result.totals",
        metadata=said("Exact figures, as text.", {AN_ID: "22/3"}),
    )
    explanation = fields.List(
        fields.String(),
        required=True,
        attribute="result.explanation",
        metadata=said("The count step by step, in French.", ["…"]),
    )
    ballots = fields.Integer(
        required=True, attribute="result.ballots", metadata=said("Ballots counted.", 5)
    )
    voided = fields.Integer(
        required=True, attribute="result.voided", metadata=said("Ballots voided and kept.", 0)
    )
    naming_gone = fields.Integer(
        required=True,
        attribute="result.naming_gone",
        dump_default=0,
        metadata=said(
            "Ballots counted as if they did not name an entry that has left the jury's hands.", 0
        ),
    )
    ballots_digest = fields.String(
        required=True,
        attribute="shown_digest",
        metadata=said(
            "The seal of the ballots counted (HMAC-SHA-256): it tells no vote, and shows that one"
            " has fallen since. Empty for the oldest counts.",
            A_DIGEST,
        ),
    )
    edition_digest = fields.String(
        required=True, metadata=said("The rules it was counted under.", A_DIGEST)
    )
    counted_at = Instant(required=True, metadata=said("When.", AN_INSTANT))
