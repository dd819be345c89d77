"""Candidatures as the API shows them: gathered once, at a price that does not grow with rows."""

from collections.abc import Sequence
from typing import Any

from laureat.consequences.status import standing_of, statuses_of
from laureat.domain.candidature_states import WRITABLE
from laureat.models import Candidature, Finding
from laureat.permissions import Permission, allows
from laureat.queries.candidatures import latest_findings
from laureat.request_work import current_runtime
from laureat.work import Work


def candidature_line(candidature: Candidature) -> dict[str, Any]:
    """Give what a list shows of a candidature."""
    return {
        "id": candidature.id,
        "number": candidature.number,
        "title": candidature.title,
        "state": candidature.state,
        "category": candidature.category.title,
        "applicant": candidature.applicant.name,
        "submitted_at": candidature.submitted_at,
        "registered_at": candidature.registered_at,
        "edition_id": candidature.edition_id,
    }


def own_candidatures(work: Work, candidatures: Sequence[Candidature]) -> list[dict[str, Any]]:
    """Give candidatures with where they stand."""
    statuses = statuses_of(work.session, candidatures, work.now, current_runtime().plugins)
    return [candidature_line(one) | {"status": statuses[one.id]} for one in candidatures]


def candidature_whole(work: Work, candidature: Candidature) -> dict[str, Any]:
    """Give a candidature with its status, what is missing and the verdicts of the rules."""
    work.session.flush()
    standing = standing_of(work.session, candidature, work.now, current_runtime().plugins)
    writes = allows(work.actor, Permission.CANDIDATURE_WRITE, candidature)
    return candidature_line(candidature) | {
        "status": standing.status,
        "applicant_id": candidature.applicant_id,
        "category_id": candidature.category_id,
        "category_slug": candidature.category.slug,
        "started_at": candidature.started_at,
        "withdrawn_at": candidature.withdrawn_at,
        "faults": standing.faults if writes and candidature.state in WRITABLE else {},
        "findings": [finding_shown(one) for one in latest_findings(work.session, candidature.id)],
    }


def finding_shown(finding: Finding) -> dict[str, Any]:
    """Give a verdict with its evidence."""
    return {
        "rule": finding.rule,
        "verdict": finding.verdict,
        "sentence": finding.sentence,
        "article": finding.article,
        "evidence": finding.evidence.get("items", []),
        "examined_at": finding.examined_at,
    }
