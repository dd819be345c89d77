"""Identifying the applicant that one writes for."""

import pytest
from sqlalchemy import select

from laureat.domain.audit import Event
from laureat.domain.errors import Conflict, Invalid, SignInNeeded
from laureat.domain.vocabulary import MembershipRole
from laureat.models import Applicant, Membership
from laureat.services.structures.identify import Identification, identify_applicant
from tests.clock import NOON
from tests.make import siret
from tests.refusals import refused

SIRET = siret(7)


def said(**more):
    return Identification(
        **{"kind": "structure", "identity": SIRET, "name": "Maison fictive de l’emploi", **more}
    )


def test_whoever_identifies_a_structure_becomes_its_manager(act, make, session, trail):
    person = make.person()

    applicant = act(person, identify_applicant, said(departement="48", structure_kind="mde"))

    assert (applicant.identity, applicant.siret, applicant.siren) == (SIRET, SIRET, SIRET[:9])
    assert (applicant.departement, applicant.structure_kind, applicant.member) == (
        "48",
        "mde",
        None,
    )
    membership = session.scalars(select(Membership)).one()
    assert (
        membership.applicant_id,
        membership.person_id,
        membership.role,
        membership.joined_at,
    ) == (
        applicant.id,
        person.id,
        MembershipRole.MANAGER,
        NOON,
    )
    assert trail(applicant) == [Event.APPLICANT_IDENTIFIED]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f"])
def test_a_siret_may_be_typed_with_blanks(act, make, blank):
    typed = blank.join((SIRET[:3], SIRET[3:6], SIRET[6:9], SIRET[9:]))

    assert act(make.person(), identify_applicant, said(identity=typed)).siret == SIRET


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        (SIRET[:9], "ajoutez les 5 chiffres"),
        ("12", "compte 14 chiffres"),
        ("x" * 14, "compte 14 chiffres"),
        (SIRET[:-1] + str((int(SIRET[-1]) + 1) % 10), "vérifiez chaque chiffre"),
    ],
)
def test_a_wrong_siret_is_refused_with_the_remedy(act, make, typed, remedy):
    with refused(Invalid, "Ce SIRET ne peut pas être utilisé") as told:
        act(make.person(), identify_applicant, said(identity=typed))

    assert remedy in told.fields["siret"]


def test_a_name_is_needed(act, make):
    with refused(Invalid, "Le nom manque") as told:
        act(make.person(), identify_applicant, said(name="  "))

    assert told.fields == {"name": "Écrivez le nom complet du candidat."}


def test_a_stranger_cannot_take_over_a_structure_that_has_people(act, make, session):
    act(make.person(), identify_applicant, said())

    with refused(Conflict, "Demandez à un·e collègue"):
        act(make.person(), identify_applicant, said(name="Autre nom"))

    assert session.scalars(select(Applicant.name)).all() == ["Maison fictive de l’emploi"]


def test_its_manager_may_say_again_what_it_is(act, make, session):
    person = make.person()
    act(person, identify_applicant, said(departement="48"))

    act(person, identify_applicant, said(departement="34"))

    assert session.scalars(select(Applicant.departement)).all() == ["34"]
    assert len(session.scalars(select(Membership)).all()) == 1


def test_nobody_identifies_anything_without_signing_in(act):
    with refused(SignInNeeded, "Connectez-vous"):
        act(None, identify_applicant, said())


def test_a_person_is_identified_by_their_address_and_a_team_by_its_name(act, make):
    person = act(make.person(), identify_applicant, said(kind="person", identity=" Ana@B.example "))
    team = act(make.person(), identify_applicant, said(kind="team", identity=" Les  Fictifs "))

    assert (person.identity, person.siret) == ("ana@b.example", None)
    assert (team.identity, team.siret) == ("les fictifs", None)


def test_of_two_who_identify_it_at_once_the_second_is_told(committing):
    make = committing.make
    first, second = (committing.actor(make.person()) for _ in range(2))

    def identify(work):
        return identify_applicant(work, said())

    with refused(Conflict, "vient d’être enregistrée"):
        committing.meanwhile((first, identify), (second, identify))
