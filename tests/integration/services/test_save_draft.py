"""Saving what is being written."""

import pytest
from sqlalchemy import select

from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import (
    ChangedMeanwhile,
    Forbidden,
    Invalid,
    NotFound,
    OutsidePeriod,
    WrongState,
)
from laureat.models import AuditEntry
from laureat.queries.candidatures import candidature_by_id, draft_of
from laureat.services.candidatures.save_draft import save_draft
from laureat.services.candidatures.start import FIRST_ETAG, start_candidature
from tests.clock import NOON
from tests.make import COMMUNICATION
from tests.refusals import refused


@pytest.fixture
def draft(act, make):
    """Give a dossier in which nothing is written yet."""
    applicant = make.applicant()
    return act(
        make.writer(applicant),
        start_candidature,
        make.edition().id,
        category=COMMUNICATION,
        applicant_id=applicant.id,
    )


@pytest.fixture
def save(act, make, draft):
    """Let somebody save answers."""

    def write(etag=FIRST_ETAG, /, by=None, **answers):
        return act(by or make.writer(draft), save_draft, draft.id, answers=answers, etag=etag)

    return write


def test_what_is_typed_is_kept_and_the_rest_stays(save, session, draft, make):
    first = save(intitule="Un projet", bilan="Douze personnes")

    second = save(first.etag, bilan="Treize personnes")

    kept = draft_of(session, draft.id)
    assert kept.answers == {"intitule": "Un projet", "bilan": "Treize personnes"}
    assert (kept.etag, kept.saved_at, kept.saved_by) == (
        second.etag,
        NOON,
        make.writer(draft).id,
    )
    assert len({FIRST_ETAG, first.etag, second.etag}) == 3


def test_answers_are_kept_in_their_canonical_form(save, session, draft):
    save(beneficiaires=" 1 250 ", debut="8/1/2024", resume="   ")

    assert draft_of(session, draft.id).answers == {
        "beneficiaires": "1250",
        "debut": "2024-01-08",
        "resume": None,
    }


def test_nothing_typed_is_refused_and_the_faults_are_told(save, session, draft):
    saved = save(intitule="x" * 121, debut="un jour")

    assert set(saved.faults) == {"intitule", "debut"}
    assert "121 caractères, soit 1 de trop" in saved.faults["intitule"].replace("\u00a0", " ")
    assert draft_of(session, draft.id).answers["debut"] == "un jour"


def test_a_question_that_the_form_does_not_ask_is_left_out(save, session, draft):
    save(intitule="Un projet", volet_rural="d’une autre catégorie", inconnue="x")

    assert draft_of(session, draft.id).answers == {"intitule": "Un projet"}


def test_the_title_of_a_draft_is_its_first_answer(save, session, draft):
    save(intitule="Un projet")

    assert candidature_by_id(session, draft.id).title == "Un projet"


def test_saving_the_same_changes_nothing(save, draft, trail):
    first = save(intitule="Un projet")

    again = save(first.etag, intitule="Un projet")

    assert (again.etag, again.saved_at) == (first.etag, first.saved_at)
    assert trail(draft) == [Event.CANDIDATURE_STARTED, Event.CANDIDATURE_SAVED]


def test_the_audit_names_the_fields_and_not_what_is_in_them(save, draft, session):
    save(intitule="Un projet", bilan="Douze personnes")

    kept = select(AuditEntry.facts).where(
        AuditEntry.subject_id == draft.id, AuditEntry.event == Event.CANDIDATURE_SAVED
    )
    assert session.scalars(kept).all() == [{"fields": ["bilan", "intitule"]}]


def test_a_colleague_who_saved_meanwhile_is_named_and_both_texts_are_kept(save, make, draft):
    colleague = make.colleague(draft, "Colette Collègue")
    theirs = save(by=colleague, bilan="De Colette")

    with refused(ChangedMeanwhile, "comparez, puis enregistrez de nouveau") as told:
        save(FIRST_ETAG, bilan="Le mien")

    assert told.refusal.facts == {
        "etag": theirs.etag,
        "answers": {"bilan": "De Colette"},
        "saved_by": "Colette Collègue",
        "saved_by_you": False,
    }


def test_who_saved_in_another_tab_is_told_that_it_was_themselves(save):
    save(bilan="D’un autre onglet")

    with refused(ChangedMeanwhile, "Vous avez enregistré ce dossier entre-temps") as told:
        save(FIRST_ETAG, bilan="D’ici")

    assert (told.refusal.facts["saved_by"], told.refusal.facts["saved_by_you"]) == ("", True)


def test_a_dossier_that_was_submitted_can_still_be_rewritten(make, act, session):
    candidature = make.candidature(CandidatureState.REGISTERED)

    make.write(candidature, intitule="Un autre titre")

    assert draft_of(session, candidature.id).answers["intitule"] == "Un autre titre"
    assert candidature.state is CandidatureState.REGISTERED


def test_what_was_submitted_keeps_its_title_until_it_is_submitted_again(make):
    candidature = make.candidature(intitule="Le titre déposé")

    make.write(candidature, intitule="Le titre suivant")
    assert candidature.title == "Le titre déposé"

    make.submit(candidature)
    assert candidature.title == "Le titre suivant"


@pytest.mark.parametrize("state", [CandidatureState.ADMITTED, CandidatureState.WITHDRAWN])
def test_what_is_with_the_jury_or_withdrawn_is_closed(make, state):
    candidature = make.candidature(state)

    with refused(WrongState, "ne peut plus être modifié"):
        make.write(candidature)


def test_after_the_closing_nothing_more_is_written(save, make, clock):
    clock.move_to(make.definition().calendar.deposit_closes.at)
    saved = save(intitule="À temps")
    clock.advance(microseconds=1)

    with refused(OutsidePeriod, "clos depuis le vendredi 8 novembre 2024", article="3.1"):
        save(saved.etag, intitule="Trop tard")


def test_only_the_people_of_the_applicant_write(save, make):
    with refused(Forbidden, "ne permet pas"):
        save(by=make.organiser, intitule="Un projet")


def test_a_dossier_of_elsewhere_does_not_exist(act, make, rival):
    with rival() as theirs:
        candidature = theirs.candidature(CandidatureState.DRAFT)

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        act(make.person(), save_draft, candidature.id, answers={}, etag=FIRST_ETAG)


@pytest.mark.parametrize("wrong", [{"a": "b"}, [["a"]], [{"a": "b"}], [1]])
def test_what_no_form_sends_is_not_kept(save, wrong):
    with refused(Invalid, "n’est pas de la forme attendue") as told:
        save(territoires=wrong)

    assert told.fields == {"territoires": "Répondez par un texte."}


def test_a_dossier_has_an_end(save):
    with refused(Invalid, "trop long pour être enregistré"):
        save(bilan="a" * 1_000_000)
