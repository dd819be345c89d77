"""Invite somebody to the jury, in some of its categories or in all."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from laureat.consequences.definitions import definition_of
from laureat.consequences.people import known_person
from laureat.consequences.recusals import recompute_recusals
from laureat.database.constraints import refusals_of_the_database
from laureat.domain.audit import Event
from laureat.domain.errors import DecisionSigned, Invalid
from laureat.domain.identities import normal_siret
from laureat.domain.jobs import Job
from laureat.domain.sign_in import normal_email
from laureat.models import Juror, Person, Seat
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.editions import categories_of, edition_by_id
from laureat.queries.results import minutes_or_hold
from laureat.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Who is invited. ``siret`` is the place of work, if known; ``categories`` None means all."""

    email: str
    name: str
    organisation: str = ""
    siret: str | None = None
    chair: bool = False
    categories: Iterable[str] | None = None


def invite_juror(
    work: Work, edition_id: UUID, invitation: Invitation, *, plugins: PluginHost
) -> Juror:
    """Seat somebody in the jury of an edition, and close at once what they may not judge.

    Raises:
        Invalid: the address, the name, the SIRET or a category is wrong.
        Conflict: they are in this jury already.
        DecisionSigned: the minutes are signed.
    """
    edition = edition_by_id(work.session, edition_id)
    require(work.actor, Permission.JUROR_INVITE, edition)
    if minutes_or_hold(work.session, edition.id) is not None:
        raise DecisionSigned("Le procès-verbal est signé : personne ne rejoint plus ce jury.")
    person = _person(work, invitation)
    categories = categories_of(work.session, edition.id)
    asked = invitation.categories
    wanted = {one.slug for one in categories} if asked is None else set(asked)
    if unknown := wanted - {one.slug for one in categories}:
        raise Invalid("Catégorie inconnue : {names}.", names=", ".join(sorted(unknown)))
    if invitation.chair and not wanted:
        raise Invalid(
            "La présidence du jury siège dans une catégorie au moins.",
            fields={"categories": "Choisissez une catégorie au moins."},
        )

    juror = Juror(
        edition_id=edition.id,
        person_id=person.id,
        organisation=invitation.organisation.strip(),
        siret=normal_siret(invitation.siret) if invitation.siret else None,
        chair=invitation.chair,
        invited_at=work.now,
    )
    with refusals_of_the_database(work.session):
        work.session.add(juror)
    seated = [category.id for category in categories if category.slug in wanted]
    work.session.add_all(Seat(juror_id=juror.id, category_id=category_id) for category_id in seated)
    definition = definition_of(work.session, edition)
    recompute_recusals(work, edition, definition, plugins, category_ids=seated)
    work.record(Event.JUROR_INVITED, juror, categories=sorted(wanted))
    work.afterwards(Job.MAIL_JUROR_INVITED, juror_id=juror.id)
    return juror


def _person(work: Work, invitation: Invitation) -> Person:
    address = normal_email(invitation.email)
    if address is None:
        raise Invalid(
            "Cette adresse électronique n’est pas complète.",
            fields={"email": "Écrivez une adresse complète, par exemple prenom.nom@exemple.fr."},
        )
    if not invitation.name.strip():
        raise Invalid("Le nom manque.", fields={"name": "Écrivez le prénom et le nom."})
    return known_person(work, address, name=invitation.name.strip())
