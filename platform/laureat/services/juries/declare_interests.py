"""A juror says, for each competitor and before reading, whether a professional link exists."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from laureat.consequences.definitions import definition_of
from laureat.consequences.recusals import recompute_recusals
from laureat.domain.audit import Event
from laureat.domain.errors import DecisionSigned, Invalid
from laureat.models import InterestDeclaration, Juror
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.editions import edition_by_id
from laureat.queries.juries import competitors_in, juror_by_id, seat_lines
from laureat.queries.results import minutes_or_hold
from laureat.work import Work


@dataclass(frozen=True, slots=True)
class Interest:
    """What is said of one applicant; ``details`` are kept and shown to the organiser only."""

    linked: bool
    details: str = ""


def declare_interests(
    work: Work, juror_id: UUID, *, declarations: Mapping[UUID, Interest], plugins: PluginHost
) -> Juror:
    """Keep what a juror declares; a link closes every category in which that applicant competes.

    A later declaration about the same applicant replaces an earlier one; both are kept.

    Raises:
        Invalid: an applicant does not compete where the juror sits.
        DecisionSigned: the minutes are signed.
    """
    juror = juror_by_id(work.session, juror_id)
    require(work.actor, Permission.INTERESTS_DECLARE, juror)
    if minutes_or_hold(work.session, juror.edition_id) is not None:
        raise DecisionSigned(
            "Le procès-verbal est signé : les déclarations de liens sont closes. Signalez ce lien à"
            " l’organisateur."
        )
    categories = [line.seat.category_id for line in seat_lines(work.session, juror_ids=[juror.id])]
    competing = {one.applicant_id for one in competitors_in(work.session, categories)}
    if set(declarations) - competing:
        raise Invalid(
            "La liste des candidats a changé depuis l’ouverture de cette page. Rechargez-la, puis"
            " déclarez vos liens : ce que vous avez coché est à reprendre."
        )

    work.session.add_all(
        InterestDeclaration(
            juror_id=juror.id,
            applicant_id=applicant_id,
            linked=interest.linked,
            details=interest.details.strip(),
            declared_at=work.now,
        )
        for applicant_id, interest in declarations.items()
    )
    edition = edition_by_id(work.session, juror.edition_id)
    definition = definition_of(work.session, edition)
    recompute_recusals(work, edition, definition, plugins, category_ids=categories)
    work.record(
        Event.INTERESTS_DECLARED,
        juror,
        declared=len(declarations),
        linked=sum(interest.linked for interest in declarations.values()),
    )
    return juror
