"""The attestation of deposit: the paper that a structure signs and returns."""

import io
from dataclasses import asdict, dataclass
from datetime import datetime

import segno

from laureat.documents.typesetting import ACCENT, Raw, pdf_of
from laureat.domain.digests import grouped_digest

ATTESTATION_TITLE = "Attestation de validation de dépôt de projet"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestationSheet:
    """All that an attestation prints; moments shown to a person come as local text.

    ``signatory_name`` and ``signatory_position`` are printed when the dossier tells them, and left
    as lines to fill in otherwise.
    """

    organiser: str
    trophy_title: str
    edition_title: str
    dossier_number: str
    structure_name: str
    siret: str | None
    category_title: str
    project_title: str
    submitted_at: str
    fingerprint: str
    due_at: str
    engagement: tuple[str, ...]
    return_instructions: tuple[str, ...]
    verification_url: str
    dated: datetime
    attestation_title: str = ATTESTATION_TITLE
    signatory_name: str | None = None
    signatory_position: str | None = None


def attestation_pdf(sheet: AttestationSheet, *, accent: str = ACCENT) -> bytes:
    """Typeset the attestation that a structure signs."""
    facts = asdict(sheet) | {
        "dated": None,
        "siret": spaced_siret(sheet.siret) if sheet.siret else None,
        "fingerprint": grouped_digest(sheet.fingerprint),
        "qr": Raw(qr_code(sheet.verification_url)),
        "verification_url": Raw(sheet.verification_url),
    }
    return pdf_of("attestation", facts, accent=accent, dated=sheet.dated)


def spaced_siret(siret: str) -> str:
    """Write a SIRET by SIREN and NIC, as people read it: ``732 829 320 00074``."""
    digits = "".join(siret.split())
    if len(digits) != 14:
        return siret
    return "\N{NO-BREAK SPACE}".join((digits[:3], digits[3:6], digits[6:9], digits[9:]))


def qr_code(url: str) -> str:
    """Draw the QR code of an address, as SVG."""
    drawing = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawing, kind="svg", xmldecl=False, border=0, omitsize=True
    )
    return drawing.getvalue().decode()
