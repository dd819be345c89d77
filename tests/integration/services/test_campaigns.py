"""Applying and publishing an edition: versions, never a change in place."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from laureat.configuration.content import from_content
from laureat.consequences.definitions import definition_of
from laureat.domain.actors import THE_ENGINE
from laureat.domain.audit import Event
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import Conflict, Forbidden, NotFound, ReasonNeeded
from laureat.domain.vocabulary import EditionState
from laureat.models import Category, EditionVersion, Programme
from laureat.queries.editions import categories_of, category_by_slug, edition_content
from laureat.queries.juries import seat_lines
from laureat.services.campaigns.apply_edition import apply_edition
from laureat.services.campaigns.publish_edition import publish_edition
from tests.clock import NOON
from tests.make import ASR, COMMUNICATION, IT, RURAL, applied, bundled
from tests.refusals import refused


@pytest.fixture
def apply(act):
    """Apply a definition as the platform, or as somebody."""

    def make_present(definition, *, reason="", by=THE_ENGINE):
        return act(by, apply_edition, applied(definition), reason=reason)

    return make_present


@pytest.mark.parametrize("path", [ASR, IT], ids=["ASR", "IT"])
def test_a_bundled_file_is_applied_as_it_is_written(apply, path, session, trail):
    said = bundled(path)

    edition = apply(said)

    assert (edition.slug, edition.title, edition.season, edition.state, edition.last_number) == (
        "2024",
        said.title,
        "2024",
        EditionState.DRAFT,
        0,
    )
    version = edition_content(session, edition)
    assert (version.number, version.digest, version.applied_at, version.applied_by) == (
        1,
        edition.digest,
        NOON,
        None,
    )
    assert from_content(version.content) == said
    categories = categories_of(session, edition.id)
    assert [one.title for one in categories] == [one.title for one in said.categories]
    assert trail(edition) == [Event.EDITION_APPLIED]


def test_the_same_twice_changes_nothing(apply, session, trail):
    edition = apply(bundled())
    apply(bundled())

    assert len(session.scalars(select(EditionVersion)).all()) == 1
    assert trail(edition) == [Event.EDITION_APPLIED]


def test_two_years_are_two_editions_of_one_programme(apply, session):
    apply(bundled())
    apply(replace(bundled(), slug="2025"))

    assert len(session.scalars(select(Programme)).all()) == 1


def test_a_draft_changes_without_a_word(apply, session):
    edition = apply(bundled())

    apply(replace(bundled(), title="Un autre titre"))

    versions = session.scalars(select(EditionVersion).order_by(EditionVersion.number)).all()
    assert [(one.number, one.reason) for one in versions] == [(1, ""), (2, "")]
    assert versions[1].edition_id == edition.id


def test_what_is_published_changes_by_amendment_and_says_why(make, apply, session):
    edition = make.edition()
    first = edition.digest
    amended = replace(bundled(), summary="Un autre résumé.")

    with refused(ReasonNeeded, "dites pourquoi elle change"):
        apply(amended, reason="  ")
    apply(amended, reason="Une date était fausse.")

    session.refresh(edition)
    versions = session.scalars(select(EditionVersion).order_by(EditionVersion.number)).all()
    assert [one.reason for one in versions] == ["", "Une date était fausse."]
    assert edition.digest == versions[1].digest != first
    assert definition_of(session, edition).summary == "Un autre résumé."


def test_going_back_is_a_version_more(apply, session):
    apply(bundled())
    apply(replace(bundled(), summary="Autre."))
    edition = apply(bundled())

    versions = session.scalars(select(EditionVersion).order_by(EditionVersion.number)).all()
    assert [one.number for one in versions] == [1, 2, 3]
    assert versions[0].digest == versions[2].digest == edition.digest


def without(slug):
    """Give the bundled definition without one of its categories."""
    kept = tuple(one for one in bundled().categories if one.slug != slug)
    return replace(bundled(), categories=kept)


def test_a_category_that_holds_dossiers_stays(make, apply):
    make.candidature(CandidatureState.DRAFT, category=RURAL)

    with refused(Conflict, "« Achat socialement responsable en milieu rural » contient des"):
        apply(without(RURAL), reason="Trop peu de dossiers.")


def test_an_empty_category_retires_with_its_seats(make, apply, session, clock):
    edition = make.edition()
    make.candidature(CandidatureState.WITHDRAWN, category=RURAL)
    juror = make.juror()
    clock.advance(days=1)

    apply(without(RURAL), reason="Trop peu de dossiers.")

    assert RURAL not in {one.slug for one in categories_of(session, edition.id)}
    with refused(NotFound, "n’existe pas dans cette édition"):
        category_by_slug(session, edition.id, RURAL)
    lines = seat_lines(session, juror_ids=[juror.id])
    assert {line.seat.category.slug for line in lines} == {
        one.slug for one in without(RURAL).categories
    }
    retired = session.scalars(select(Category).where(Category.slug == RURAL)).one()
    assert retired.retired_at == clock()


def test_a_retired_category_may_come_back(make, apply, session):
    edition = make.edition()
    before = make.category(RURAL).id
    apply(without(RURAL), reason="Trop peu.")

    apply(bundled(), reason="Finalement si.")

    assert category_by_slug(session, edition.id, RURAL).id == before


def test_minutes_do_not_wait_for_a_retired_category(make, apply):
    make.edition()
    apply(without(RURAL), reason="Trop peu.")

    minutes = make.minutes()

    assert len(minutes.content["categories"]) == 4


def test_the_order_and_the_titles_follow_the_definition(apply, session):
    apply(bundled())
    turned = tuple(reversed(bundled().categories))
    edition = apply(replace(bundled(), categories=turned))

    assert [one.slug for one in categories_of(session, edition.id)] == [one.slug for one in turned]


def test_what_was_made_under_a_version_keeps_its_digest(make, apply, session):
    candidature = make.candidature(CandidatureState.SUBMITTED, category=COMMUNICATION)
    edition = make.edition()
    before = edition.digest

    apply(replace(bundled(), summary="Autre."), reason="Une coquille.")

    session.refresh(edition)
    assert edition.digest != before
    assert session.scalars(
        select(EditionVersion.digest).where(EditionVersion.digest == before)
    ).all() == [before]
    assert candidature.edition_id == edition.id


def test_an_organiser_applies_and_a_candidate_does_not(make, apply, session):
    edition = apply(bundled(), by=make.organiser)

    assert edition_content(session, edition).applied_by == make.organiser.id
    with refused(Forbidden, "ne permet pas"):
        apply(bundled(), by=make.person())


def test_publishing_twice_changes_nothing(act, make, trail, session):
    edition = make.edition(published=False)

    act(make.organiser, publish_edition, edition.id)
    act(make.organiser, publish_edition, edition.id)

    assert edition.state is EditionState.PUBLISHED
    assert trail(edition) == [Event.EDITION_APPLIED, Event.EDITION_PUBLISHED]


def test_a_candidate_does_not_publish(act, make):
    edition = make.edition(published=False)

    with refused(NotFound, "Il n’y a rien à cette adresse"):
        act(make.person(), publish_edition, edition.id)


def test_the_same_slugs_elsewhere_are_another_edition(make, rival, session):
    edition = make.edition()
    with rival() as theirs:
        other = theirs.edition()

    assert (edition.slug, edition.digest) == (other.slug, other.digest)
    assert edition.id != other.id
    assert session.scalars(select(Programme.slug)).all() == [bundled().programme]
