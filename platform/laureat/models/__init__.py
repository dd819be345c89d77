"""The tables, one aggregate a module."""

from laureat.models.applicants import Applicant, Coordination, Membership, Recognition, Referent
from laureat.models.attestations import (
    Attestation,
    AttestationCheck,
    AttestationReturn,
    StoredFile,
)
from laureat.models.base import AppendOnly, Base, TenantOwned
from laureat.models.candidatures import (
    Candidature,
    Draft,
    Finding,
    Reclassification,
    Revision,
    Screening,
)
from laureat.models.editions import (
    Category,
    Edition,
    EditionSave,
    EditionVersion,
    Programme,
    Rehearsal,
)
from laureat.models.juries import (
    Ballot,
    BallotVoid,
    Conflict,
    ConflictRuling,
    InterestDeclaration,
    Juror,
    Recusal,
    Round,
    Seat,
)
from laureat.models.people import Person, RoleGrant, SignInCode, WebSession
from laureat.models.records import AuditEntry, OutboxEntry, SentMail
from laureat.models.results import Decision, Distinction, Minutes, Palmares, Tally
from laureat.models.tenants import Tenant, TenantHost

__all__ = [
    "AppendOnly",
    "Applicant",
    "Attestation",
    "AttestationCheck",
    "AttestationReturn",
    "AuditEntry",
    "Ballot",
    "BallotVoid",
    "Base",
    "Candidature",
    "Category",
    "Conflict",
    "ConflictRuling",
    "Coordination",
    "Decision",
    "Distinction",
    "Draft",
    "Edition",
    "EditionSave",
    "EditionVersion",
    "Finding",
    "InterestDeclaration",
    "Juror",
    "Membership",
    "Minutes",
    "OutboxEntry",
    "Palmares",
    "Person",
    "Programme",
    "Reclassification",
    "Recognition",
    "Recusal",
    "Referent",
    "Rehearsal",
    "Revision",
    "RoleGrant",
    "Round",
    "Screening",
    "Seat",
    "SentMail",
    "SignInCode",
    "StoredFile",
    "Tally",
    "Tenant",
    "TenantHost",
    "TenantOwned",
    "WebSession",
]
