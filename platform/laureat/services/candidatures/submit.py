"""Submit a dossier: freeze what is written, number it, and issue the attestation to sign."""

from collections.abc import Sequence
from uuid import UUID

from laureat.configuration.definition import EditionDefinition, Section
from laureat.configuration.form_dates import in_force
from laureat.configuration.forms import complete_faults
from laureat.consequences.calendar import require_deposit_open
from laureat.consequences.definitions import definition_of
from laureat.consequences.eligibility import examine_and_record
from laureat.consequences.fingerprints import fingerprint
from laureat.consequences.recusals import recompute_recusals
from laureat.consequences.titles import title_in
from laureat.domain.audit import Event
from laureat.domain.candidature_states import WRITABLE, CandidatureState
from laureat.domain.errors import ChangedMeanwhile, Incomplete, WrongState
from laureat.domain.jobs import Job
from laureat.models import Attestation, Candidature, Draft, Revision
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.candidatures import (
    candidature_to_change,
    count_revisions,
    draft_of,
    revision_by_id,
)
from laureat.work import Work


def submit_candidature(
    work: Work, candidature_id: UUID, *, etag: str, accept_rules: bool, plugins: PluginHost
) -> Candidature:
    """Submit the working copy as a new revision. Submitted is not registered (art. 3.1).

    A new revision asks for a newly signed attestation; submitting again what is submitted already
    changes nothing, so a double click or a repeated request does no harm.

    Raises:
        Incomplete: required answers are missing; ``facts["fields"]`` says what to do for each.
        ChangedMeanwhile: the page shows an older state of the text than the one saved.
        OutsidePeriod: the deposit is not open.
        WrongState: the dossier was withdrawn or is with the jury.
    """
    candidature = candidature_to_change(work.session, candidature_id)
    require(work.actor, Permission.CANDIDATURE_SUBMIT, candidature)
    definition = definition_of(work.session, candidature.edition)
    require_deposit_open(candidature.edition, definition, work.now)
    if candidature.state not in WRITABLE:
        raise WrongState("Ce dossier ne peut plus être déposé.")
    draft = draft_of(work.session, candidature.id, to_change=True)
    digest = fingerprint(candidature, draft.answers)
    current = revision_by_id(work.session, candidature.revision_id)
    if current is not None and current.digest == digest:
        return candidature
    sections = in_force(definition.sections_for(candidature.category.slug), work.now)
    _require_complete(sections, draft, etag=etag, accept_rules=accept_rules)

    revision = _freeze(work, candidature, draft, digest)
    _count_from_now(work, candidature, definition, revision)
    examine_and_record(work, candidature, definition, plugins)
    recompute_recusals(
        work, candidature.edition, definition, plugins, category_ids=[candidature.category_id]
    )
    work.record(Event.CANDIDATURE_SUBMITTED, candidature, revision=revision.number, digest=digest)
    work.afterwards(Job.MAIL_SUBMITTED, candidature_id=candidature.id)
    if revision.number == 1 and candidature.applicant.member is not True:
        work.afterwards(Job.MAIL_RECOGNITION_REQUESTED, candidature_id=candidature.id)
    return candidature


def _require_complete(
    sections: Sequence[Section],
    draft: Draft,
    *,
    etag: str,
    accept_rules: bool,
) -> None:
    if draft.etag != etag:
        raise ChangedMeanwhile(
            "Le dossier a changé depuis l’ouverture de cette page. Relisez-le, puis déposez-le.",
            etag=draft.etag,
        )
    faults = dict(complete_faults(sections, draft.answers))
    if not accept_rules:
        faults["accept_rules"] = "Cochez la case pour accepter le règlement."
    if faults:
        raise Incomplete("Il manque des éléments pour déposer ce dossier.", fields=faults)


def _freeze(work: Work, candidature: Candidature, draft: Draft, digest: str) -> Revision:
    revision = Revision(
        candidature_id=candidature.id,
        number=count_revisions(work.session, candidature.id) + 1,
        answers=draft.answers,
        digest=digest,
        edition_digest=candidature.edition.digest,
        author_id=work.person_id,
        submitted_at=work.now,
    )
    work.session.add(revision)
    work.session.flush()
    return revision


def _count_from_now(
    work: Work, candidature: Candidature, definition: EditionDefinition, revision: Revision
) -> None:
    """Point at the new revision; it counts at once only where no attestation is asked for."""
    if candidature.state is not CandidatureState.SUBMITTED:
        candidature.move_to(CandidatureState.SUBMITTED)
    candidature.title = title_in(
        definition.sections_for(candidature.category.slug), revision.answers
    )
    candidature.submitted_at = work.now
    candidature.registered_at = None
    candidature.revision_id = revision.id
    if definition.attestation is None:
        candidature.move_to(CandidatureState.REGISTERED)
        candidature.registered_at = work.now
        return
    work.session.add(
        Attestation(
            candidature_id=candidature.id,
            revision_id=revision.id,
            reference=f"{candidature.number}-{revision.number}",
            fingerprint=revision.digest,
            issued_at=work.now,
        )
    )
