"""Identify the applicant that somebody writes for: a structure by its SIRET, a person, a team."""

from dataclasses import dataclass

from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.errors import Conflict, Invalid
from laureat.domain.identities import normal_identity
from laureat.domain.vocabulary import MembershipRole
from laureat.models import Applicant, Membership
from laureat.permissions import Permission, require
from laureat.queries.applicants import applicant_by_identity, team_of
from laureat.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """What is said of an applicant. ``identity`` is the SIRET, the e-mail address or the name."""

    kind: str
    identity: str
    name: str
    structure_kind: str | None = None
    legal_category: str | None = None
    mandated_by: str = ""
    commune: str | None = None
    departement: str | None = None


def identify_applicant(work: Work, said: Identification) -> Applicant:
    """Make the actor a manager of the applicant, which becomes known if need be.

    Raises:
        Invalid: the SIRET is wrong or the name is missing; ``facts["fields"]`` says what to do.
        Conflict: colleagues already manage it; they must invite the actor.
    """
    identity = normal_identity(said.kind, said.identity)
    applicant = applicant_by_identity(work.session, said.kind, identity)
    require(work.actor, Permission.APPLICANT_IDENTIFY)
    if not said.name.strip():
        raise Invalid("Le nom manque.", fields={"name": "Écrivez le nom complet du candidat."})
    if applicant is not None:
        _require_free(work, applicant)

    if applicant is None:
        applicant = Applicant(
            kind=said.kind,
            identity=identity,
            name=" ".join(said.name.split()),
            siret=identity if said.kind == "structure" else None,
        )
    applicant.structure_kind = said.structure_kind
    applicant.legal_category = said.legal_category
    applicant.mandated_by = said.mandated_by
    applicant.commune = said.commune
    applicant.departement = said.departement
    with refusals_of_the_database(work.session):
        work.session.add(applicant)
    if applicant.id not in work.actor.applicants:
        with refusals_of_the_database(work.session):
            work.session.add(
                Membership(
                    applicant_id=applicant.id,
                    person_id=work.person_id,
                    role=MembershipRole.MANAGER,
                    joined_at=work.now,
                    accepted_at=work.now,
                )
            )
    work.record(Event.APPLICANT_IDENTIFIED, applicant)
    return applicant


def _require_free(work: Work, applicant: Applicant) -> None:
    """Refuse to hand an applicant's dossiers to somebody its own people do not know."""
    if applicant.id in work.actor.applicants:
        return
    if team_of(work.session, applicant.id):
        raise Conflict(
            "Cette structure a déjà un compte ici. Demandez à un·e collègue qui la gère de vous"
            " inviter depuis la page de la structure, ou écrivez à l’organisateur."
        )
