"""The receipt of a deposit: numbered, timestamped, with the answers in full."""

from dataclasses import asdict, dataclass
from datetime import datetime

from laureat.documents.attestation import spaced_siret
from laureat.documents.typesetting import ACCENT, Raw, Verbatim, pdf_of
from laureat.domain.digests import grouped_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One question of the form and its answer as text; an empty answer is printed as such."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredSection:
    """One section of the form with its answers, in the order of the form."""

    title: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedPiece:
    """One file of the dossier: which piece it is, its name, its size as text and its SHA-256."""

    piece: str
    name: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSheet:
    """All that a receipt prints; ``status`` is the sentence that says what is still missing.

    ``stood_at`` says when it was true; ``late`` that the dossier arrived after the hour until
    which the jury examines, None when it did not.
    """

    organiser: str
    trophy_title: str
    edition_title: str
    receipt_number: str
    dossier_number: str
    structure_name: str
    siret: str | None
    category_title: str
    project_title: str
    submitted_by: str
    submitted_at: str
    status: str
    stood_at: str
    late: str | None = None
    sections: tuple[AnsweredSection, ...]
    pieces: tuple[AttachedPiece, ...] = ()
    fingerprint: str
    configuration_digest: str
    contact_email: str
    dated: datetime


def receipt_pdf(sheet: ReceiptSheet, *, accent: str = ACCENT) -> bytes:
    """Typeset the receipt that a structure keeps."""
    facts = asdict(sheet) | {
        "dated": None,
        "siret": spaced_siret(sheet.siret) if sheet.siret else None,
        "fingerprint": grouped_digest(sheet.fingerprint),
        "configuration_digest": grouped_digest(sheet.configuration_digest),
        "contact_email": Raw(sheet.contact_email),
        "sections": [
            {
                "title": section.title,
                "answers": [
                    {"question": answered.question, "answer": Verbatim(answered.answer)}
                    for answered in section.answers
                ],
            }
            for section in sheet.sections
        ],
        "pieces": [
            asdict(piece) | {"name": Verbatim(piece.name), "sha256": grouped_digest(piece.sha256)}
            for piece in sheet.pieces
        ],
    }
    return pdf_of("receipt", facts, accent=accent, dated=sheet.dated)
