"""Granting a role."""

import pytest
from sqlalchemy import select

from laureat.domain.actors import THE_ENGINE, Role
from laureat.domain.audit import Event
from laureat.domain.errors import Forbidden, Invalid, SignInNeeded
from laureat.models import RoleGrant
from laureat.queries.people import actor_of
from laureat.services.people.grant_role import grant_role
from tests.refusals import refused

ADDRESS = "odile@organisation.example"


def test_somebody_unknown_becomes_known_with_the_role(act, session, trail):
    person = act(THE_ENGINE, grant_role, f" {ADDRESS.upper()}", role=Role.ORGANISER, name="Odile")

    assert (person.email, person.name) == (ADDRESS, "Odile")
    assert actor_of(session, person).roles == {Role.ORGANISER}
    assert trail(person) == [Event.ROLE_GRANTED]


def test_twice_changes_nothing(act, session, trail):
    person = act(THE_ENGINE, grant_role, ADDRESS, role=Role.ORGANISER)
    act(THE_ENGINE, grant_role, ADDRESS, role=Role.ORGANISER)

    assert len(session.scalars(select(RoleGrant)).all()) == 1
    assert trail(person) == [Event.ROLE_GRANTED]


def test_an_organiser_makes_another_but_no_operator(act, make):
    act(make.organiser, grant_role, ADDRESS, role=Role.ORGANISER)

    with refused(Forbidden, "en ligne de commande"):
        act(make.organiser, grant_role, ADDRESS, role=Role.OPERATOR)


def test_nobody_else_may(act, make):
    with refused(Forbidden, "ne permet pas cette action"):
        act(make.person(), grant_role, ADDRESS, role=Role.ORGANISER)
    with refused(SignInNeeded, "Connectez-vous"):
        act(None, grant_role, ADDRESS, role=Role.ORGANISER)


@pytest.mark.parametrize("typed", ["", "odile"])
def test_an_address_is_needed(act, typed):
    with refused(Invalid, "adresse électronique complète"):
        act(THE_ENGINE, grant_role, typed, role=Role.ORGANISER)
