"""The fingerprint of a dossier: what the attestation prints and what a change alters."""

from collections.abc import Mapping

from laureat.domain.digests import digest_of
from laureat.models import Candidature


def fingerprint(candidature: Candidature, answers: Mapping[str, object]) -> str:
    """Digest a dossier: who enters, under which number, and what was written."""
    return digest_of(
        {
            "number": candidature.number,
            "applicant": candidature.applicant.identity,
            "answers": dict(answers),
        }
    )
