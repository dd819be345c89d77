"""The story of the demonstration plays to its end, and leaves every situation that it promises."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from laureat.database.transactions import enter_tenant, make_engine, make_sessions
from laureat.demo.moment import PARIS, SHOWS_MOST, NoMoment, read_moment
from laureat.demo.story.play import ACTS, Play, play
from laureat.demo.story.reading import chapters
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.identities import normal_siret
from laureat.domain.vocabulary import SeatState
from laureat.embedded.roles import APP, OPERATOR
from laureat.models import (
    Candidature,
    Category,
    Edition,
    Minutes,
    OutboxEntry,
    Palmares,
    Programme,
    Round,
    Tally,
    Tenant,
)
from laureat.queries.juries import seat_lines
from laureat.runtime import Settings
from tests.servers import Addresses

pytestmark = pytest.mark.takes_long

ROOT = Path(__file__).parents[2]
S = CandidatureState


@pytest.fixture(scope="module")
def played(
    addresses: Addresses, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A database in which the story was played; the session sees the first organisation."""
    name, folder = f"laureat_demo_{worker_id}", tmp_path_factory.mktemp("demo")
    addresses.make_database(name)
    settings = Settings(
        database_url=addresses.url(APP, name),
        operator_url=addresses.url(OPERATOR, name),
        valkey_url=addresses.queue(15),
        mail_url="smtp://127.0.0.1:1",
        files_url=(folder / "files").as_uri(),
        secret="only for this test",
        content_dir=ROOT,
    )
    (folder / "mails").mkdir()
    play(Play(settings, folder / "mails", SHOWS_MOST), on_act=lambda *_: None, apart=False)
    engine = make_engine(settings.database_url)
    with make_sessions(engine)() as session:
        host = next(chapter.host for chapter in chapters() if "juror" in chapter.things)
        tenants = session.scalars(select(Tenant)).all()
        enter_tenant(session, next(one.id for one in tenants if host in one.profile["hosts"]))
        yield session
    engine.dispose()
    addresses.drop_database(name)


def edition(session: Session, programme: str) -> Edition:
    return session.scalars(
        select(Edition).join(Edition.programme).where(Programme.slug == programme)
    ).one()


def category(session: Session, slug: str) -> Category:
    return session.scalars(select(Category).where(Category.slug == slug)).one()


def test_every_act_of_the_story_is_one_that_can_be_played():
    acts = [act for chapter in chapters() for act in chapter.acts]

    assert {act.do for act in acts} <= set(ACTS)
    assert all(act.at.utcoffset() is not None for act in acts)


def test_the_people_and_structures_cannot_be_mistaken_for_real_ones():
    told = [one for chapter in chapters() for one in chapter.things["applicant"].values()]
    people = [person for one in told for person in one["people"]]
    sirets = [one["siret"] for one in told if "siret" in one]

    assert all(person["email"].endswith(".example") for person in people)
    assert all(normal_siret(siret).startswith("0000") for siret in sirets)
    assert len(set(sirets)) == len(sirets)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2024-11-08T15:50", datetime(2024, 11, 8, 15, 50, tzinfo=PARIS)),
        ("2024-11-08T14:50+00:00", datetime(2024, 11, 8, 15, 50, tzinfo=PARIS)),
    ],
)
def test_a_moment_is_read_as_paris_time_unless_it_says_otherwise(typed, meant):
    assert read_moment(typed) == meant


def test_a_moment_that_is_none_is_refused_with_an_example():
    with pytest.raises(NoMoment, match="write it like 2024-11-08T15:50"):
        read_moment("tomorrow at noon")


def test_dossiers_stand_in_every_state(played):
    states = Counter(played.scalars(select(Candidature.state)))

    assert set(states) == set(CandidatureState)
    assert 30 <= states.total() <= 45


def test_a_dossier_came_between_the_hour_of_examination_and_midnight(played):
    late = played.scalars(
        select(Candidature.registered_at).where(
            Candidature.registered_at > datetime(2024, 11, 8, 16, 0, tzinfo=PARIS)
        )
    ).all()

    assert late
    assert all(at is not None and at.astimezone(PARIS).hour < 24 for at in late)


def test_one_category_votes_and_one_has_ended_in_a_tie(played):
    votes = category(played, "structures-inclusives")
    tied = category(played, "communication-et-rayonnement")

    opened = played.scalars(select(Round).where(Round.category_id == votes.id)).one()
    counted = played.scalars(
        select(Tally).join(Round, Round.id == Tally.round_id).where(Round.category_id == tied.id)
    ).one()

    assert opened.closed_at is None
    assert counted.result["status"] == "tied"


def test_seats_are_open_recused_and_undeclared(played):
    categories = played.scalars(
        select(Category.id).where(
            Category.edition_id == edition(played, "achat-socialement-responsable").id
        )
    ).all()

    assert {line.state for line in seat_lines(played, category_ids=categories)} == set(SeatState)


def test_the_other_award_is_signed_and_under_embargo(played):
    signed = edition(played, "initiatives-territoriales")

    palmares = played.scalars(select(Palmares).where(Palmares.edition_id == signed.id)).one()

    assert played.scalars(select(Minutes.edition_id)).all() == [signed.id]
    assert palmares.published_at < SHOWS_MOST < palmares.embargo_until


def test_every_letter_that_was_due_has_left(played):
    waiting = played.scalars(select(OutboxEntry.due_at).where(OutboxEntry.done_at.is_(None))).all()

    assert waiting
    assert all(due_at > SHOWS_MOST for due_at in waiting)
    assert played.scalar(select(func.count()).select_from(OutboxEntry)) > 100
