"""People begin to write for applicants, and the seats they may no longer hold close."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from laureat.consequences.definitions import definition_of
from laureat.consequences.recusals import recompute_recusals
from laureat.domain.candidature_states import COMPETING
from laureat.models import Edition, Membership
from laureat.plugin_host import PluginHost
from laureat.queries.candidatures import submitted_of_applicant
from laureat.work import Work


def begin_memberships(work: Work, invitations: Sequence[Membership], plugins: PluginHost) -> None:
    """Make invitations count from now on, for reading and writing as for the links of jurors."""
    for one in invitations:
        one.accepted_at = work.now
    work.session.flush()
    editions: dict[UUID, Edition] = {}
    categories: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for one in invitations:
        for candidature in submitted_of_applicant(work.session, one.applicant_id):
            if candidature.state in COMPETING:
                editions[candidature.edition_id] = candidature.edition
                categories[candidature.edition_id].add(candidature.category_id)
    for edition_id, edition in sorted(editions.items()):
        recompute_recusals(
            work,
            edition,
            definition_of(work.session, edition),
            plugins,
            category_ids=categories[edition_id],
        )
