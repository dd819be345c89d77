"""Questions about attestations."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from laureat.domain.vocabulary import CheckVerdict
from laureat.models import Attestation, AttestationCheck, AttestationReturn, StoredFile
from laureat.queries.found import found


def latest_attestation(session: Session, candidature_id: UUID) -> Attestation | None:
    """Find the attestation of the dossier's latest revision, if it was submitted."""
    return session.scalar(
        select(Attestation)
        .where(Attestation.candidature_id == candidature_id)
        .order_by(Attestation.serial.desc())
        .limit(1)
    )


def latest_return(session: Session, attestation_id: UUID) -> AttestationReturn | None:
    """Find the last signed paper that came back for an attestation, if any."""
    return session.scalar(
        select(AttestationReturn)
        .where(AttestationReturn.attestation_id == attestation_id)
        .order_by(AttestationReturn.serial.desc())
        .limit(1)
    )


def return_by_id(session: Session, return_id: UUID) -> AttestationReturn:
    """Fetch a returned attestation."""
    return found(session.scalar(select(AttestationReturn).where(AttestationReturn.id == return_id)))


def returns_of(session: Session, candidature_id: UUID) -> Sequence[AttestationReturn]:
    """List all that came back for a dossier, oldest first."""
    return session.scalars(
        select(AttestationReturn)
        .where(AttestationReturn.candidature_id == candidature_id)
        .order_by(AttestationReturn.serial, AttestationReturn.id)
    ).all()


def latest_check(session: Session, return_id: UUID) -> AttestationCheck | None:
    """Find what the organiser found in a returned attestation, if it was looked at."""
    return session.scalar(
        select(AttestationCheck)
        .where(AttestationCheck.return_id == return_id)
        .order_by(AttestationCheck.serial.desc())
        .limit(1)
    )


def file_by_id(session: Session, file_id: UUID) -> StoredFile:
    """Fetch the description of a stored file."""
    return found(session.scalar(select(StoredFile).where(StoredFile.id == file_id)))


def check_by_id(session: Session, check_id: UUID) -> AttestationCheck:
    """Fetch what the organiser found in a returned attestation."""
    return session.scalars(select(AttestationCheck).where(AttestationCheck.id == check_id)).one()


def refusals_of_attestations(session: Session, candidature_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Find why the last signed paper of a dossier was refused, where it was and none came since."""
    ids = list(candidature_ids)
    if not ids:
        return {}
    latest_returns = (
        select(func.max(AttestationReturn.serial))
        .where(AttestationReturn.candidature_id.in_(ids))
        .group_by(AttestationReturn.candidature_id)
    )
    latest_attestations = (
        select(func.max(Attestation.serial))
        .where(Attestation.candidature_id.in_(ids))
        .group_by(Attestation.candidature_id)
    )
    rows = session.execute(
        select(AttestationReturn.candidature_id, AttestationCheck.verdict, AttestationCheck.reason)
        .join(Attestation, Attestation.id == AttestationReturn.attestation_id)
        .join(AttestationCheck, AttestationCheck.return_id == AttestationReturn.id)
        .where(
            AttestationReturn.candidature_id.in_(ids),
            AttestationReturn.serial.in_(latest_returns),
            Attestation.serial.in_(latest_attestations),
        )
        .order_by(AttestationCheck.serial, AttestationCheck.id)
    )
    last = {candidature_id: (verdict, reason) for candidature_id, verdict, reason in rows}
    return {
        one: reason for one, (verdict, reason) in last.items() if verdict is CheckVerdict.REFUSED
    }
