"""Members, colleagues, coordinations and recognition (art. 1.2)."""

import pytest
from sqlalchemy import select

from laureat.domain.actors import THE_ENGINE
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Conflict, Forbidden, Invalid, NotFound, ReasonNeeded
from laureat.domain.jobs import Job
from laureat.domain.sign_in import six_digits
from laureat.domain.vocabulary import MembershipRole, RecognitionAnswer, SeatState, VerdictKind
from laureat.models import Finding, Recognition
from laureat.queries.applicants import emails_of_team, latest_recognition, referents_of, team_of
from laureat.queries.candidatures import latest_findings
from laureat.queries.juries import seat_state, valid_ballots
from laureat.queries.people import actor_of, person_by_email
from laureat.services.people.request_code import request_sign_in_code
from laureat.services.people.sign_in import sign_in
from laureat.services.structures.accept_invitation import accept_invitation
from laureat.services.structures.invite_colleague import invite_colleague
from laureat.services.structures.mark_member import mark_member
from laureat.services.structures.recognise import recognise
from laureat.services.structures.set_coordination import set_coordination
from laureat.services.structures.withdraw_invitation import withdraw_invitation
from tests.acting import SECRET
from tests.refusals import refused

RULE = "member-or-recognised"


@pytest.fixture
def outsider(make):
    """Give a submitted dossier of a structure that is no member."""
    return make.candidature(CandidatureState.SUBMITTED, applicant=make.applicant(member=False))


@pytest.fixture
def verdict(session):
    """Say what holds of the rule on members, for a dossier."""

    def of(candidature):
        (found,) = (one for one in latest_findings(session, candidature.id) if one.rule == RULE)
        return found.verdict

    return of


@pytest.fixture
def answer(act, make, outsider):
    """Let somebody answer about the outsider."""

    def give(who, said=RecognitionAnswer.RECOGNISED, reason=""):
        return act(
            who,
            recognise,
            outsider.applicant_id,
            programme_id=outsider.edition.programme_id,
            answer=said,
            reason=reason,
        )

    return give


# Colleagues


@pytest.fixture
def enter(act):
    """Let somebody sign in with their address."""

    def signed_in(address):
        code = act(None, request_sign_in_code, address)
        return act(None, sign_in, code.id, code=six_digits(SECRET, code.id))

    return signed_in


def test_an_invited_colleague_writes_once_they_have_signed_in(act, make, session, trail, enter):
    applicant = make.applicant()

    membership = act(
        make.writer(applicant), invite_colleague, applicant.id, email="Noe@X.example", name="Noé"
    )

    assert membership.role is MembershipRole.WRITER
    colleague = person_by_email(session, "noe@x.example")
    assert actor_of(session, colleague).applicants == frozenset()
    assert emails_of_team(session, applicant.id) == [make.writer(applicant)]
    assert trail(applicant) == [Event.APPLICANT_IDENTIFIED, Event.COLLEAGUE_INVITED]

    enter("noe@x.example")

    assert actor_of(session, colleague).applicants == {applicant.id}
    assert colleague in emails_of_team(session, applicant.id)


def test_a_name_given_by_a_colleague_stays_on_the_invitation(act, make, session):
    applicant = make.applicant()
    known = make.person("Jeanne Jaspe", email="jeanne@perso.example")

    make.invitation(applicant, "noe@x.example", "Noé")
    make.invitation(applicant, known.email)

    assert [(one.person.name, one.shown_name) for one in team_of(session, applicant.id)][1:] == [
        ("", "Noé"),
        ("Jeanne Jaspe", ""),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Votre compte expire : https://exemple.example/aide",
        "Votre compte expire : exemple.example/aide",
        "www.exemple.example",
        "x" * 101,
        "Noé\u202e",
        "No\x00é",
    ],
)
def test_a_name_is_not_a_letter(act, make, name):
    applicant = make.applicant()

    with refused(Invalid, "Ce nom ne peut pas être utilisé"):
        act(make.writer(applicant), invite_colleague, applicant.id, email="n@x.example", name=name)


def test_an_invitation_closes_no_seat(act, make, session):
    ours, theirs = make.admitted(), make.admitted()
    victim = make.juror(email="victime@cabinet.example")
    voting = make.round()
    make.ballot(voting, victim, theirs)

    make.invitation(ours, "n.importe.qui@cabinet.example")
    make.declare(make.juror())

    assert seat_state(session, make.seat(victim).id) is SeatState.OPEN
    assert len(valid_ballots(session, [voting.id])) == 1


def test_who_begins_to_write_closes_the_seats_of_their_house(make, session, enter):
    ours = make.admitted()
    juror = make.juror(email="julie@cabinet.example")
    make.invitation(ours, "paul@cabinet.example")

    enter("paul@cabinet.example")

    assert seat_state(session, make.seat(juror).id) is SeatState.RECUSED


def test_a_juror_is_recused_by_the_team_they_accept_to_join_and_by_nobody_elses_wish(
    act, make, session, enter
):
    ours = make.admitted()
    juror = make.juror(email="julie@messagerie.example")
    make.invitation(ours, "julie@messagerie.example")

    enter("julie@messagerie.example")
    assert seat_state(session, make.seat(juror).id) is SeatState.OPEN

    act(juror.person, accept_invitation, ours.applicant_id)
    assert seat_state(session, make.seat(juror).id) is SeatState.RECUSED
    assert actor_of(session, juror.person).applicants == {ours.applicant_id}


def test_an_invitation_is_withdrawn_and_made_again(act, make, session, trail, enter):
    applicant = make.applicant()
    writer = make.writer(applicant)
    colleague = make.invitation(applicant, "noe@x.example")

    act(writer, withdraw_invitation, applicant.id, person_id=colleague.id)

    assert [one.person for one in team_of(session, applicant.id)] == [writer]
    enter("noe@x.example")
    assert actor_of(session, colleague).applicants == frozenset()
    with refused(NotFound, "Cette invitation n’existe plus"):
        act(colleague, accept_invitation, applicant.id)
    assert trail(applicant)[-1] == Event.INVITATION_WITHDRAWN

    make.invitation(applicant, "noe@x.example")
    act(colleague, accept_invitation, applicant.id)
    assert actor_of(session, colleague).applicants == {applicant.id}
    with refused(NotFound, "Cette invitation n’existe plus"):
        act(writer, withdraw_invitation, applicant.id, person_id=colleague.id)


def test_an_invitation_is_declined_by_who_is_invited_and_withdrawn_by_the_team_alone(act, make):
    applicant = make.applicant()
    colleague = make.invitation(applicant, "noe@x.example")

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        act(make.person(), withdraw_invitation, applicant.id, person_id=colleague.id)
    act(colleague, withdraw_invitation, applicant.id, person_id=colleague.id)

    with refused(NotFound, "Cette invitation n’existe plus"):
        act(colleague, accept_invitation, applicant.id)


def test_a_colleague_is_invited_once(act, make):
    applicant = make.applicant()
    colleague = make.colleague(applicant)

    with refused(Conflict, "fait déjà partie de l’équipe"):
        act(make.writer(applicant), invite_colleague, applicant.id, email=colleague.email)


def test_only_the_people_of_the_structure_invite(act, make):
    applicant = make.applicant()

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        act(make.person(), invite_colleague, applicant.id, email="x@y.example")


# Members


def test_marking_a_member_examines_its_dossiers_again(act, make, outsider, verdict, trail):
    assert verdict(outsider) is VerdictKind.UNDETERMINED

    act(make.organiser, mark_member, outsider.applicant_id, member=True)

    assert verdict(outsider) is VerdictKind.MET
    assert trail(outsider.applicant)[-1] is Event.APPLICANT_MEMBER_MARKED


def test_earlier_findings_are_kept(act, make, outsider, session):
    act(make.organiser, mark_member, outsider.applicant_id, member=True)

    kept = session.scalars(
        select(Finding.verdict)
        .where(Finding.candidature_id == outsider.id, Finding.rule == RULE)
        .order_by(Finding.serial)
    ).all()
    assert kept == [VerdictKind.UNDETERMINED, VerdictKind.MET]


def test_a_candidate_does_not_mark_itself_a_member(act, make, outsider):
    with refused(Forbidden, "ne permet pas"):
        act(make.writer(outsider), mark_member, outsider.applicant_id, member=True)


# Coordinations


def test_a_coordination_has_a_territory_and_referents(act, session, trail):
    made = act(
        THE_ENGINE,
        set_coordination,
        name="Coordination fictive",
        departements=["48", "34"],
        referents=[("Rachida@C.example", "Rachida"), ("rachida@c.example", "Rachida")],
    )

    assert made.departements == ["34", "48"]
    (referent,) = referents_of(session, made.id)
    assert (referent.email, referent.name) == ("rachida@c.example", "Rachida")
    assert actor_of(session, referent).coordinations == {made.id}
    assert trail(made) == [Event.COORDINATION_SET]


def test_setting_it_again_changes_its_territory_and_keeps_its_referents(act, make, session):
    row, referent = make.coordination()

    act(THE_ENGINE, set_coordination, name=row.name, departements=["30"], referents=[])

    assert row.departements == ["30"]
    assert list(referents_of(session, row.id)) == [referent]


def test_a_referent_has_an_address(act):
    with refused(Invalid, "« rachida » n’est pas une adresse"):
        act(THE_ENGINE, set_coordination, name="C", departements=[], referents=[("rachida", "")])


# Recognition


def test_the_referent_of_the_territory_recognises(make, outsider, answer, verdict, trail, outbox):
    coordination, referent = make.coordination(departements=["48"])

    given = answer(referent)

    assert (given.coordination_id, given.answer, given.reason) == (
        coordination.id,
        RecognitionAnswer.RECOGNISED,
        "",
    )
    assert verdict(outsider) is VerdictKind.MET
    assert trail(outsider.applicant)[-1] is Event.RECOGNITION_DECIDED
    assert outbox()[-1] is Job.MAIL_RECOGNITION_DECIDED


def test_a_refusal_says_why_and_the_rule_is_then_not_met(make, outsider, answer, verdict):
    _, referent = make.coordination()

    with refused(ReasonNeeded, "Un refus doit être motivé"):
        answer(referent, RecognitionAnswer.REFUSED, "  ")
    answer(referent, RecognitionAnswer.REFUSED, "Pas de facilitateur dans cette structure.")

    assert verdict(outsider) is VerdictKind.NOT_MET


def test_the_referent_of_another_territory_may_not(make, answer):
    _, stranger = make.coordination("Coordination d’ailleurs", departements=["75"])
    make.coordination()

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        answer(stranger)


def test_the_organiser_answers_where_no_coordination_does(make, answer):
    assert answer(make.organiser).coordination_id is None


def test_a_later_answer_replaces_an_earlier_one_and_both_are_kept(
    make, outsider, answer, verdict, session
):
    _, referent = make.coordination()
    answer(referent, RecognitionAnswer.REFUSED, "Dossier incomplet.")
    last = answer(make.organiser)

    holds = latest_recognition(session, outsider.applicant_id, outsider.edition.programme_id)

    assert holds is not None
    assert holds.id == last.id
    assert verdict(outsider) is VerdictKind.MET
    assert len(session.scalars(select(Recognition)).all()) == 2


def test_a_member_needs_no_recognition(act, make, outsider, answer):
    act(make.organiser, mark_member, outsider.applicant_id, member=True)

    with refused(Conflict, "n’a pas besoin d’être reconnue"):
        answer(make.organiser)


def test_recognition_in_one_programme_says_nothing_of_another(make, outsider, answer, session):
    answer(make.organiser)
    other = make.edition("autre", programme="autre-programme", programme_title="Autre programme")

    assert latest_recognition(session, outsider.applicant_id, other.programme_id) is None


def test_the_referents_are_told_that_a_structure_waits(make, run_jobs, runtime):
    _, referent = make.coordination()
    make.candidature(CandidatureState.SUBMITTED, applicant=make.applicant("Nouvelle", member=False))

    run_jobs()

    letters = [letter for letter in runtime.mailer.sent if letter.to == referent.email]
    assert len(letters) == 1
    assert "Nouvelle" in letters[0].text
    assert "1.2" in letters[0].text


def test_the_structure_is_told_the_answer_and_its_reason(make, answer, outsider, run_jobs, runtime):
    _, referent = make.coordination()
    answer(referent, RecognitionAnswer.REFUSED, "Pas de facilitateur dans cette structure.")
    run_jobs()

    told = [one.text for one in runtime.mailer.sent if one.to == make.writer(outsider).email]
    assert "Pas de facilitateur dans cette structure." in told[-1]
    assert "Coordination fictive" in told[-1]
