"""Inviting somebody to the jury."""

import pytest
from sqlalchemy import select

from laureat.domain.audit import Event
from laureat.domain.errors import Conflict, Forbidden, Invalid
from laureat.domain.jobs import Job
from laureat.domain.vocabulary import SeatState
from laureat.models import Recusal, Seat
from laureat.queries.editions import categories_of
from laureat.queries.juries import juror_by_id, seat_state
from laureat.queries.people import actor_of
from laureat.services.juries.invite import Invitation, invite_juror
from tests.clock import NOON
from tests.make import COMMUNICATION, RURAL, siret
from tests.refusals import refused


@pytest.fixture
def invite(act, make, session):
    """Let the organiser, or somebody else, invite a juror."""

    def call(by=None, **said):
        invitation = Invitation(**{"email": "Jeanne@Jury.example", "name": "Jeanne Jury", **said})
        invited = act(by or make.organiser, invite_juror, make.edition().id, invitation)
        return juror_by_id(session, invited.id)

    return call


def test_a_juror_sits_in_every_category_unless_told(make, invite, session, trail, outbox):
    juror = invite(organisation=" Région fictive ", siret=siret(5), chair=True)

    assert (juror.person.email, juror.person.name) == ("jeanne@jury.example", "Jeanne Jury")
    assert (juror.organisation, juror.siret, juror.chair, juror.invited_at) == (
        "Région fictive",
        siret(5),
        True,
        NOON,
    )
    seated = set(session.scalars(select(Seat.category_id).where(Seat.juror_id == juror.id)))
    assert seated == {one.id for one in categories_of(session, make.edition().id)}
    actor = actor_of(session, juror.person)
    assert (list(actor.jurors), list(actor.chairs)) == ([juror.id], [make.edition().id])
    assert trail(juror) == [Event.JUROR_INVITED]
    assert outbox() == [Job.MAIL_JUROR_INVITED]


def test_an_answer_is_asked_for_before_the_dossiers_open_and_else_at_no_date(
    make, invite, run_jobs, runtime
):
    invite()
    run_jobs()
    early = runtime.mailer.sent[-1].text
    make.clock.move_to(make.definition().calendar.jury_opens.at)

    invite(email="tardive@jury.example")
    run_jobs()

    assert "votre réponse est attendue avant le lundi" in early
    assert "votre réponse est attendue." in runtime.mailer.sent[-1].text


def test_a_juror_may_sit_in_some_categories(make, invite, session):
    juror = invite(categories=[RURAL])

    seated = session.scalars(select(Seat.category_id).where(Seat.juror_id == juror.id)).all()
    assert seated == [make.category(RURAL).id]


def test_a_juror_of_no_category_closes_nothing_anywhere(make, invite, session):
    candidature = make.candidature()
    make.juror(siret=candidature.applicant.siret, categories=[RURAL])

    invite(categories=[])

    assert session.scalars(select(Recusal)).all() == []


def test_who_presides_sits_somewhere(invite):
    with refused(Invalid, "siège dans une catégorie au moins"):
        invite(categories=[], chair=True)


def test_a_category_that_is_not_there_is_named(invite):
    with refused(Invalid, "Catégorie inconnue : cuisine"):
        invite(categories=["cuisine", COMMUNICATION])


def test_somebody_is_invited_once(make, invite):
    invite()

    with refused(Conflict, "déjà membre du jury"):
        invite()


def test_somebody_known_keeps_their_name(make, invite):
    make.person("Jeanne Connue", email="jeanne@jury.example")

    assert invite(name="Autre nom").person.name == "Jeanne Connue"


@pytest.mark.parametrize(
    ("said", "words", "field"),
    [
        ({"email": "jeanne"}, "n’est pas complète", "email"),
        ({"name": " "}, "Le nom manque", "name"),
        ({"siret": "123"}, "Ce SIRET ne peut pas", "siret"),
    ],
)
def test_what_is_wrong_is_told_by_field(invite, said, words, field):
    with refused(Invalid, words) as told:
        invite(**said)

    assert list(told.fields) == [field]


def test_a_juror_who_works_for_a_competitor_is_recused_at_once(make, invite, session, outbox):
    candidature = make.candidature()

    juror = invite(siret=candidature.applicant.siret)

    assert seat_state(session, make.seat(juror).id) is SeatState.RECUSED
    assert seat_state(session, make.seat(juror, RURAL).id) is SeatState.OPEN
    assert Job.MAIL_JUROR_RECUSED in outbox()


def test_only_the_organiser_invites(make, invite):
    chair = make.juror(chair=True)

    with refused(Forbidden, "ne permet pas"):
        invite(by=chair.person)
