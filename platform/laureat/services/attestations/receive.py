"""Receive a signed attestation: from this instant the candidature counts (art. 3.1)."""

from dataclasses import dataclass
from uuid import UUID

from laureat.configuration.definition import AttestationTerms, EditionDefinition
from laureat.consequences.definitions import definition_of
from laureat.consequences.recusals import recompute_recusals
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import FileRefused, Invalid, OutsidePeriod, WrongState
from laureat.domain.jobs import Job
from laureat.domain.phrases import Moment
from laureat.integrations.files import FileStore
from laureat.integrations.uploads import JPEG, PDF, PNG, inspect_upload
from laureat.models import Attestation, AttestationReturn, Candidature, StoredFile
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.attestations import latest_attestation
from laureat.queries.candidatures import candidature_by_id, candidature_to_change
from laureat.work import Work

ACCEPTED = (PDF, PNG, JPEG)
MOST_BYTES = 15_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPaper:
    """What was sent back: its bytes, what its sender called it, and who signed.

    A form in which no file is chosen sends one without a name.
    """

    content: bytes
    filename: str
    signatory: str


def receive_attestation(
    work: Work,
    candidature_id: UUID,
    *,
    paper: SignedPaper,
    files: FileStore,
    plugins: PluginHost,
) -> AttestationReturn:
    """Keep the signed paper and register the candidature at the server's time of receipt.

    Raises:
        FileRefused: no file was chosen, or it is not a readable PDF, JPEG or PNG within the size
            allowed.
        Invalid: nobody is named as signatory.
        OutsidePeriod: the attestation was due earlier.
        WrongState: there is nothing to sign yet, or the dossier is no longer the candidate's.
    """
    require(
        work.actor, Permission.ATTESTATION_RETURN, candidature_by_id(work.session, candidature_id)
    )
    if not paper.filename:
        raise FileRefused("Aucun fichier n’est choisi : choisissez l’attestation signée.")
    facts = inspect_upload(paper.content, allowed=ACCEPTED, max_bytes=MOST_BYTES)
    candidature = candidature_to_change(work.session, candidature_id)  # held from now on only
    definition = definition_of(work.session, candidature.edition)
    attestation = _attestation_to_return(work, candidature, definition)
    if not paper.signatory.strip():
        raise Invalid(
            "Dites qui a signé.",
            fields={"signatory": "Écrivez le nom et la fonction de la personne qui a signé."},
        )

    stored = files.put(paper.content, tenant_id=candidature.tenant_id, media_type=facts.media_type)
    file = StoredFile(
        key=stored.key,
        name=paper.filename,
        media_type=facts.media_type,
        size=stored.size,
        sha256=stored.sha256,
        stored_at=work.now,
    )
    work.session.add(file)
    work.session.flush()
    returned = AttestationReturn(
        attestation_id=attestation.id,
        candidature_id=candidature.id,
        file_id=file.id,
        signatory=paper.signatory.strip(),
        returned_by=work.person_id,
        received_at=work.now,
    )
    work.session.add(returned)
    if candidature.state is CandidatureState.SUBMITTED:
        _register(work, candidature, definition, plugins)
    work.record(Event.ATTESTATION_RECEIVED, candidature, sha256=stored.sha256)
    work.afterwards(Job.MAIL_ATTESTATION_RECEIVED, return_id=returned.id)
    return returned


def _attestation_to_return(
    work: Work, candidature: Candidature, definition: EditionDefinition
) -> Attestation:
    attestation = latest_attestation(work.session, candidature.id)
    terms: AttestationTerms | None = definition.attestation
    if (
        terms is None
        or attestation is None
        or candidature.state
        not in (
            CandidatureState.SUBMITTED,
            CandidatureState.REGISTERED,
        )
    ):
        raise WrongState(
            "Il n’y a pas d’attestation à retourner maintenant : déposez d’abord le dossier."
        )
    due = definition.calendar.attestation_due
    if work.now > due.at:
        raise OutsidePeriod(
            "L’attestation signée devait être reçue avant le {due}. Pour toute question, écrivez à"
            " {contact}.",
            article=due.article or terms.article,
            due=Moment(due.at, definition.calendar.time_zone),
            contact=definition.contact.email,
        )
    return attestation


def _register(
    work: Work, candidature: Candidature, definition: EditionDefinition, plugins: PluginHost
) -> None:
    candidature.move_to(CandidatureState.REGISTERED)
    candidature.registered_at = work.now
    recompute_recusals(
        work, candidature.edition, definition, plugins, category_ids=[candidature.category_id]
    )
