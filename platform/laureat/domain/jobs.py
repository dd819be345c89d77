"""The names of the work that is done after the request.

A service asks for a job by its name, so that ``services`` need not import ``jobs``. The value is
the dotted path of the function; a test checks that each one leads to a function.
"""

from enum import StrEnum


class Job(StrEnum):
    """A background task, idempotent by the id of its outbox entry."""

    MAIL_SIGN_IN_CODE = "laureat.jobs.people.mail_sign_in_code"
    MAIL_SUBMITTED = "laureat.jobs.candidatures.mail_submitted"
    MAIL_WITHDRAWN = "laureat.jobs.candidatures.mail_withdrawn"
    MAIL_SCREENED = "laureat.jobs.candidatures.mail_screened"
    MAIL_RECLASSIFIED = "laureat.jobs.candidatures.mail_reclassified"
    MAIL_ATTESTATION_RECEIVED = "laureat.jobs.attestations.mail_received"
    MAIL_ATTESTATION_REFUSED = "laureat.jobs.attestations.mail_refused"
    MAIL_RECOGNITION_REQUESTED = "laureat.jobs.structures.mail_recognition_requested"
    MAIL_RECOGNITION_DECIDED = "laureat.jobs.structures.mail_recognition_decided"
    MAIL_JUROR_INVITED = "laureat.jobs.juries.mail_invited"
    MAIL_JUROR_RECUSED = "laureat.jobs.juries.mail_recused"
    MAIL_ROUND_OPENED = "laureat.jobs.juries.mail_round_opened"
    MAIL_ROUND_CANCELLED = "laureat.jobs.juries.mail_round_cancelled"
    REHEARSE_EDITION = "laureat.jobs.campaigns.rehearse_edition"
    MAIL_RESULTS = "laureat.jobs.results.mail_results"


LONG: frozenset[Job] = frozenset({Job.REHEARSE_EDITION})
"""The jobs that take minutes: a worker of their own does them, so that no mail waits for one."""
