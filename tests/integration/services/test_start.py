"""Starting a candidature: one applicant, one category (art. 1.3)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from laureat.configuration.definition import Identity, Limits
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import (
    AlreadyInCategory,
    Forbidden,
    Invalid,
    LimitReached,
    NotFound,
    OutsidePeriod,
    SignInNeeded,
)
from laureat.domain.vocabulary import ApplicantKind
from laureat.models import Candidature, Draft
from laureat.services.candidatures.start import FIRST_ETAG, start_candidature
from tests.clock import NOON
from tests.make import ASR, COMMUNICATION, RURAL, bundled, siret
from tests.refusals import refused

SOON = timedelta(microseconds=1)


@pytest.fixture
def start(act, make):
    """Let an applicant's person start a dossier."""

    def begin(applicant, *, category=COMMUNICATION, edition=None, by=None):
        return act(
            by or make.writer(applicant),
            start_candidature,
            (edition or make.edition()).id,
            category=category,
            applicant_id=applicant.id,
        )

    return begin


def test_a_dossier_begins_as_an_empty_numbered_draft(start, make, session, trail):
    applicant = make.applicant()

    started = start(applicant)

    assert (started.state, started.started_at, started.applicant_key, started.submitted_at) == (
        CandidatureState.DRAFT,
        NOON,
        applicant.siret,
        None,
    )
    assert started.number.endswith("-2024-0001")
    draft = session.scalars(select(Draft)).one()
    assert (draft.candidature_id, draft.answers, draft.etag) == (started.id, {}, FIRST_ETAG)
    assert trail(started) == [Event.CANDIDATURE_STARTED]


def test_numbers_follow_one_another_in_an_edition(start, make):
    numbers = [start(make.applicant()).number[-4:] for _ in range(3)]

    assert numbers == ["0001", "0002", "0003"]


def test_the_same_applicant_may_enter_several_categories(start, make):
    applicant = make.applicant()

    assert {start(applicant).id, start(applicant, category=RURAL).id}


def test_a_second_dossier_in_the_same_category_is_refused(start, make, session):
    applicant = make.applicant()
    start(applicant)

    with refused(AlreadyInCategory, "qu’un seul projet par catégorie", article="1.3"):
        start(applicant)

    assert session.scalar(select(func.count()).select_from(Candidature)) == 1


def test_after_a_withdrawal_the_category_is_free_again(start, make):
    applicant = make.applicant()
    make.candidature(CandidatureState.WITHDRAWN, applicant=applicant)

    assert start(applicant).state is CandidatureState.DRAFT


def test_two_establishments_are_one_where_the_legal_unit_counts(start, make):
    by_siren = replace(bundled(ASR).applicants, identity=Identity.SIREN)
    edition = make.edition("siren", applicants=by_siren)
    first = make.applicant(identity=siret(3))
    second = make.applicant(identity=siret(3, establishment=2))

    assert start(first, edition=edition).applicant_key == siret(3)[:9]
    with refused(AlreadyInCategory, "qu’un seul projet", article="1.3"):
        start(second, edition=edition)


def test_two_establishments_are_two_where_the_establishment_counts(start, make):
    edition = make.edition("siret")

    for establishment in (1, 2):
        identity = siret(3, establishment=establishment)
        assert start(make.applicant(identity=identity), edition=edition).applicant_key == identity


def test_two_addresses_of_one_name_are_one_where_the_name_counts(start, make):
    by_name = replace(bundled(ASR).applicants, kind=ApplicantKind.PERSON, identity=Identity.NAME)
    edition = make.edition("nom", applicants=by_name)
    one, same = (
        make.applicant(name, kind="person", identity=f"camille{number}@exemple.org")
        for number, name in enumerate(["Camille  Exemple", "camille exemple"])
    )

    assert start(one, edition=edition).applicant_key == "camille exemple"
    with refused(AlreadyInCategory, "qu’un seul projet", article="1.3"):
        start(same, edition=edition)


def test_an_edition_may_limit_the_dossiers_of_an_applicant(start, make):
    edition = make.edition("limite", limits=Limits(per_edition=1, article="7"))
    applicant = make.applicant()
    start(applicant, edition=edition)

    with refused(LimitReached, "qu’un seul dossier", article="7"):
        start(applicant, edition=edition, category=RURAL)


@pytest.mark.parametrize("moment", ["opens", "deposit_closes"])
def test_both_bounds_of_the_period_are_inside(start, make, clock, moment):
    calendar = make.definition().calendar
    clock.instant = getattr(calendar, moment).at

    assert start(make.applicant()).started_at == clock()


def test_before_the_opening_nothing_starts(start, make, clock):
    clock.instant = make.definition().calendar.opens.at - SOON

    with refused(OutsidePeriod, "commence le lundi 2 septembre 2024 à 9"):
        start(make.applicant())


def test_after_the_closing_nothing_starts(start, make, clock):
    clock.instant = make.definition().calendar.deposit_closes.at + SOON

    with refused(OutsidePeriod, "clos depuis le vendredi 8 novembre 2024", article="3.1"):
        start(make.applicant())


def test_an_edition_that_is_not_published_takes_no_dossier(start, make):
    edition = make.edition("brouillon", published=False)

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        start(make.applicant(), edition=edition)


def test_only_the_kind_of_applicant_that_the_edition_takes(start, make):
    person = make.applicant(kind="person", identity="seule@personne.example")

    with refused(Invalid, "n’est pas ouverte à ce type de candidat", article="1.2"):
        start(person)


def test_a_category_that_the_edition_has_not_is_not_found(start, make):
    with refused(NotFound, "n’existe pas dans cette édition"):
        start(make.applicant(), category="inconnue")


def test_only_the_people_of_an_applicant_start_for_it(start, make):
    applicant = make.applicant()

    with refused(Forbidden, "ne permet pas"):
        start(applicant, by=make.organiser)


def test_nobody_starts_without_signing_in(act, make):
    with refused(SignInNeeded, "Connectez-vous"):
        act(
            None,
            start_candidature,
            make.edition().id,
            category=COMMUNICATION,
            applicant_id=make.applicant().id,
        )


def test_of_two_colleagues_who_start_at_once_the_second_is_told(committing):
    make = committing.make
    applicant = make.applicant()
    first, second = make.writer(applicant), make.colleague(applicant)
    edition_id, applicant_id = make.edition().id, applicant.id

    def begin(work):
        return start_candidature(
            work, edition_id, category=COMMUNICATION, applicant_id=applicant_id
        )

    with refused(AlreadyInCategory, "qu’un seul projet", article="1.3"):
        committing.meanwhile((committing.actor(first), begin), (committing.actor(second), begin))

    assert make.desk.scalar(select(func.count()).select_from(Candidature)) == 1


def test_a_limit_holds_for_two_who_start_at_once(committing):
    make = committing.make
    applicant = make.applicant()
    writer = committing.actor(make.writer(applicant))
    edition_id = make.edition("limite", limits=Limits(per_edition=1, article="7")).id
    applicant_id = applicant.id

    def begin_in(category):
        return lambda work: start_candidature(
            work, edition_id, category=category, applicant_id=applicant_id
        )

    with refused(LimitReached, "qu’un seul dossier", article="7"):
        committing.meanwhile((writer, begin_in(COMMUNICATION)), (writer, begin_in(RURAL)))
