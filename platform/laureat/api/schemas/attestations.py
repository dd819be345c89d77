"""Attestations of deposit, as the API shows and takes them."""

from flask_smorest.fields import Upload
from marshmallow import ValidationError, fields
from werkzeug.datastructures import FileStorage

from laureat.api.schemas.base import AN_ID, AN_INSTANT, In, Instant, Out, Text, list_of, said
from laureat.domain.vocabulary import CheckVerdict


def require_file(given: object) -> None:
    """Refuse a text sent under the name of a file.

    Raises:
        ValidationError: it is one.
    """
    if not isinstance(given, FileStorage):
        raise ValidationError("Joignez un fichier, et non un texte.")


class ReturnIn(In):
    """The signed paper, as a form of two parts."""

    signatory = Text(
        needed=True,
        metadata=said("Name and function of who signed.", "Camille Durand, directrice"),
    )
    file = Upload(
        required=True,
        validate=require_file,
        metadata=said("A PDF, JPEG or PNG of 15 Mo at most."),
    )


class ReturnOut(Out):
    """A signed paper that came back. ``received_at`` is the instant that counts."""

    id = fields.UUID(required=True, metadata=said("The return.", AN_ID))
    candidature_id = fields.UUID(required=True, metadata=said("Of which dossier.", AN_ID))
    signatory = fields.String(required=True, metadata=said("Who signed.", "Camille Durand"))
    channel = fields.String(required=True, metadata=said("How it came.", "upload"))
    received_at = Instant(
        required=True, metadata=said("The server's time at its receipt.", AN_INSTANT)
    )


ReturnsOut = list_of(ReturnOut, "ReturnsOut")


class CheckIn(In):
    """What was found when looking at a returned attestation."""

    verdict = fields.Enum(
        CheckVerdict,
        by_value=fields.String,
        required=True,
        metadata=said("The finding.", "accepted"),
    )
    reason = Text(
        load_default="",
        most=4000,
        metadata=said("What is wrong; a refusal needs it, and the candidate reads it.", ""),
    )


class CheckOut(Out):
    """A check of a returned attestation. The latest holds; all are kept."""

    id = fields.UUID(required=True, metadata=said("The check.", AN_ID))
    return_id = fields.UUID(required=True, metadata=said("Of which return.", AN_ID))
    verdict = fields.Enum(
        CheckVerdict,
        by_value=fields.String,
        required=True,
        metadata=said("What was found.", "accepted"),
    )
    reason = fields.String(required=True, metadata=said("What is wrong.", ""))
    checked_at = Instant(required=True, metadata=said("When.", AN_INSTANT))
