"""Rule on a conflict that was found: confirm it, dismiss it with a reason, or pin it."""

from uuid import UUID

from laureat.consequences.definitions import definition_of
from laureat.consequences.recusals import recompute_recusals
from laureat.domain.audit import Event
from laureat.domain.errors import DecisionSigned, ReasonNeeded
from laureat.domain.vocabulary import ConflictRulingKind
from laureat.models import ConflictRuling
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.editions import edition_by_id
from laureat.queries.juries import conflict_by_id
from laureat.queries.results import minutes_or_hold
from laureat.work import Work


def rule_conflict(
    work: Work,
    conflict_id: UUID,
    *,
    ruling: ConflictRulingKind,
    reason: str = "",
    plugins: PluginHost,
) -> ConflictRuling:
    """Keep the ruling and bring the register of recusals up to date.

    A confirmed link closes the seat while the applicant competes; a pinned one whatever happens; a
    dismissed one no longer closes it.

    Raises:
        ReasonNeeded: to dismiss takes a reason.
        DecisionSigned: the minutes are signed.
    """
    conflict = conflict_by_id(work.session, conflict_id)
    require(work.actor, Permission.CONFLICT_RULE, conflict)
    edition = edition_by_id(work.session, conflict.seat.juror.edition_id)
    if minutes_or_hold(work.session, edition.id) is not None:
        raise DecisionSigned("Le procès-verbal est signé : le registre des déports est clos.")
    if ruling is ConflictRulingKind.DISMISSED and not reason.strip():
        raise ReasonNeeded(
            "Dites pourquoi ce lien n’empêche pas de voter : le motif figurera au registre.",
            fields={"reason": "Écrivez pourquoi ce lien est écarté."},
        )

    ruled = ConflictRuling(
        conflict_id=conflict.id,
        ruling=ruling,
        reason=reason.strip(),
        ruled_by=work.person_id,
        ruled_at=work.now,
    )
    work.session.add(ruled)
    recompute_recusals(
        work,
        edition,
        definition_of(work.session, edition),
        plugins,
        category_ids=[conflict.seat.category_id],
    )
    work.record(Event.CONFLICT_RULED, conflict, ruling=ruling)
    return ruled
