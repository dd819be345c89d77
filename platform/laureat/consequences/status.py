"""Gather what the status sentence depends on, for one dossier or many at the same price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from laureat.configuration.definition import EditionDefinition
from laureat.configuration.form_dates import in_force
from laureat.configuration.forms import complete_faults, missing_questions
from laureat.consequences.definitions import definition_of
from laureat.consequences.eligibility import Around, Examined, around, examine, facts_of
from laureat.consequences.fingerprints import fingerprint
from laureat.domain.candidature_states import WRITABLE, CandidatureState
from laureat.domain.status import Status, StatusFacts, candidature_status
from laureat.domain.vocabulary import DistinctionKind
from laureat.models import Candidature, Draft
from laureat.plugin_host import PluginHost
from laureat.queries.attestations import refusals_of_attestations
from laureat.queries.candidatures import digests_of, drafts_of, reasons_of, unmet_articles_of
from laureat.queries.results import decision_lines, proclaimed_among


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a dossier stands: its working copy, what is missing or wrong there, its status.

    ``faults`` says of each question what stands between the working copy and its deposit;
    ``missing`` names those among them to which nothing is answered. ``examined`` is what the rules
    say of a draft while it can be deposited; of what was deposited, the findings say it.
    """

    draft: Draft
    faults: Mapping[str, str]
    missing: frozenset[str]
    examined: Sequence[Examined]
    status: Status


def standings_of(
    session: Session, candidatures: Sequence[Candidature], now: datetime, plugins: PluginHost
) -> dict[UUID, Standing]:
    """Say where each dossier stands, by its id."""
    drafts = drafts_of(session, [one.id for one in candidatures])
    deposited = [one.id for one in candidatures if one.submitted_at is not None]
    digests = digests_of(session, [one.revision_id for one in candidatures])
    refusals = refusals_of_attestations(session, deposited)
    reasons = reasons_of(session, deposited)
    results = _results(session, candidatures, now)
    examined = _examined(session, candidatures, drafts, now, plugins)
    waiting = [one.id for one in candidatures if one.state in WRITABLE and one.submitted_at]
    unmet = {
        one: tuple(dict.fromkeys(each.use.article or "" for each in rules if each.unmet))
        for one, rules in examined.items()
    } | unmet_articles_of(session, waiting)
    return {
        one.id: _standing(
            one,
            definition_of(session, one.edition),
            drafts[one.id],
            now,
            _Beside(
                digest=digests.get(one.revision_id) if one.revision_id else None,
                refusal=refusals.get(one.id),
                reason=reasons.get(one.id),
                distinctions=results.get(one.edition_id, {}).get(one.id, ()),
                proclaimed=one.edition_id in results,
                examined=examined.get(one.id, ()),
                unmet=unmet.get(one.id, ()),
            ),
        )
        for one in candidatures
    }


def standing_of(
    session: Session, candidature: Candidature, now: datetime, plugins: PluginHost
) -> Standing:
    """Say where one dossier stands."""
    return standings_of(session, [candidature], now, plugins)[candidature.id]


def statuses_of(
    session: Session, candidatures: Sequence[Candidature], now: datetime, plugins: PluginHost
) -> dict[UUID, Status]:
    """Give the status of each dossier, by its id."""
    standings = standings_of(session, candidatures, now, plugins)
    return {one: standing.status for one, standing in standings.items()}


def status_of(
    session: Session, candidature: Candidature, now: datetime, plugins: PluginHost
) -> Status:
    """Give the status of one dossier."""
    return standing_of(session, candidature, now, plugins).status


def _examined(
    session: Session,
    candidatures: Sequence[Candidature],
    drafts: Mapping[UUID, Draft],
    now: datetime,
    plugins: PluginHost,
) -> dict[UUID, Sequence[Examined]]:
    """Examine what is written of each dossier that is still to be deposited."""
    definitions = {
        one.id: definition_of(session, one.edition)
        for one in candidatures
        if one.state is CandidatureState.DRAFT
    }
    written = [
        one
        for one in candidatures
        if one.id in definitions and now <= definitions[one.id].calendar.deposit_closes.at
    ]
    known = around(session, written) if written else Around({}, {})
    return {
        one.id: examine(
            facts_of(known, one, definitions[one.id], drafts[one.id].answers, received_at=now),
            definitions[one.id],
            one.category.slug,
            plugins,
        )
        for one in written
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What other tables say of a dossier."""

    digest: str | None
    refusal: str | None
    reason: str | None
    distinctions: tuple[DistinctionKind, ...]
    proclaimed: bool
    examined: Sequence[Examined]
    unmet: tuple[str, ...]


def _results(
    session: Session, candidatures: Sequence[Candidature], now: datetime
) -> dict[UUID, dict[UUID, tuple[DistinctionKind, ...]]]:
    """Give the distinctions of each candidature in each edition whose palmarès may be read."""
    examined = [one for one in candidatures if one.state is CandidatureState.ADMITTED]
    due = {
        one.edition_id
        for one in examined
        if now >= definition_of(session, one.edition).calendar.results.at
    }
    proclaimed = proclaimed_among(session, sorted(due), now)
    results: dict[UUID, dict[UUID, tuple[DistinctionKind, ...]]] = {one: {} for one in proclaimed}
    for line in decision_lines(session, proclaimed) if proclaimed else ():
        given = results[line.decision.edition_id]
        for distinction, winner in line.distinctions:
            given[winner.id] = (*given.get(winner.id, ()), distinction.kind)
    return results


def _standing(
    candidature: Candidature,
    definition: EditionDefinition,
    draft: Draft,
    now: datetime,
    beside: _Beside,
) -> Standing:
    calendar = definition.calendar
    sections = in_force(definition.sections_for(candidature.category.slug), now)
    faults = complete_faults(sections, draft.answers)
    missing = frozenset(one.name for one in missing_questions(sections, draft.answers))
    facts = StatusFacts(
        state=candidature.state,
        now=now,
        time_zone=calendar.time_zone,
        deposit_closes=calendar.deposit_closes.at,
        attestation_due=calendar.attestation_due.at,
        examined_until=calendar.examined_until.at,
        results_at=calendar.results.at,
        missing_answers=len(missing),
        wrong_answers=len(faults.keys() - missing),
        changed=beside.digest is not None
        and beside.digest != fingerprint(candidature, draft.answers),
        registered_at=candidature.registered_at,
        refusal=beside.refusal,
        reason=beside.reason,
        proclaimed=beside.proclaimed,
        category=candidature.category.title,
        distinctions=beside.distinctions,
        unmet=beside.unmet,
        mention=definition.special_mention.title if definition.special_mention else "",
    )
    return Standing(
        draft=draft,
        faults=faults,
        missing=missing,
        examined=beside.examined,
        status=candidature_status(facts),
    )
